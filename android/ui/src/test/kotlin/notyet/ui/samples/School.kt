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

    /** Words a school may choose that fit in no segment. */
    val longLevelWords =
        listOf("Beginning to explore", "Approaching with support", "Demonstrating independently", "Exceeding and transferring")

    /** Code, and the wording that students read. */
    val outcomes = listOf(
        "C1" to "I can make a clear claim that someone could disagree with.",
        "C2" to "I can give reasons that fit my claim, in an order that helps my reader.",
        "C3" to "I can back up a claim with evidence and explain how it helps.",
        "C4" to "I can state another view fairly and answer it.",
        "C5" to "I can use words that show how my ideas connect.",
        "C6" to "I can write an ending that follows from my argument.",
        "S1" to "I can decide if a source can be trusted for my question.",
        "S2" to "I can quote or retell a source and say where it came from.",
        "R1" to "I can follow a writer's argument and say if the evidence is enough.",
        "R2" to "I can name the claim, reasons and evidence in a text and say what each does.",
        "D1" to "I can build on what others say with a question or with evidence.",
        "V1" to "I can use feedback to improve my writing and say what I changed.",
    )

    /** The first row of C3's rubric, lowest level first. */
    val choosing = listOf(
        "I say what I think. I am starting to look for parts of the text that fit.",
        "I use one piece of evidence that fits my claim.",
        "I use two or more pieces of evidence that fit my claim.",
        "I choose the strongest evidence from more than one source and say why.",
    )

    /** The second row. */
    val explaining = listOf(
        "I put evidence near my claim.",
        "I say in my own words what the evidence means.",
        "I explain how each piece of evidence supports my claim.",
        "I explain how the pieces work together, and answer evidence that points the other way.",
    )
}
