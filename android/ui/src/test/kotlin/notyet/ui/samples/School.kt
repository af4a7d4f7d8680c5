package notyet.ui.samples

/** The people and words of the demonstration school, for tests and pictures. */
object School {
    val names = listOf(
        "Amara Okafor",
        "Amara Diallo",
        "Ben Whitaker",
        "Chidi Nwosu",
        "Đặng Hồng Nhung",
        "Zofia Wiśniewska",
        "José Luis Hernández Ortiz",
        "ليان الخطيب",
        "נועם בן־דוד",
        "김서연",
        "王子涵",
        "Aarav Krishnamurthy-Venkataraman",
        "Gurleen Kaur",
        "Siobhán Ní Dhomhnaill",
        "Kaʻiulani Kealoha",
        "Олена Шевченко",
        "Mehmet Yıldız",
        "Þórdís Jónsdóttir",
        "Abdirahman Xasan Warsame",
        "Marie-Claire Toussaint",
        "João Pedro da Silva",
        "Nizhoni Begay",
        "Thiri",
        "Bo Li",
    )

    val levelWords = listOf(
        "Not yet", "Approaching", "Demonstrating", "Exceeding",
        "Todavía no", "En camino", "Lo demuestro", "Voy más allá",
        "ليس بعد", "على الطريق", "أُثبِتُ ذلك", "أتجاوز ذلك",
    )
}
