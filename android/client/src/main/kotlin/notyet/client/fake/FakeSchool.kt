package notyet.client.fake

import java.time.LocalDate

/**
 * The roster and the course of a school in memory: what an import would have brought.
 *
 * @property mastery the position in [levels] that counts as mastery; above the lowest.
 * @property today the school's day, which stands still.
 * @property noPhotos students of whom no photos are kept.
 * @property account the address by which the browser comes back from the teacher's account; null where staff has none.
 */
data class FakeSchool(
    val name: String,
    val classTitle: String,
    val course: String,
    val teacher: String,
    val students: List<Person>,
    val outcomes: List<FakeOutcome>,
    val kinds: List<FakeKind>,
    val levels: List<String>,
    val mastery: Int,
    val staffCode: String,
    val classCode: String,
    val today: LocalDate,
    val account: String? = null,
    val noPhotos: Set<String> = emptySet(),
) {
    init {
        require(mastery in 1 until levels.size) { "mastery $mastery of ${levels.size} levels" }
    }

    /** Someone on the roster. */
    data class Person(val id: String, val name: String)

    companion object {
        /** Three students, three outcomes, and kinds of work of both uses. */
        val small = FakeSchool(
            name = "Harbor Street",
            classTitle = "7B",
            course = "Argue it fairly",
            teacher = "Ms Ortiz",
            students = listOf(Person("amara", "Amara Okafor"), Person("ben", "Ben Whitaker"), Person("chidi", "Chidi Nwosu")),
            outcomes = listOf(
                FakeOutcome("c1", "C1", "I can make a clear claim that someone could disagree with."),
                FakeOutcome("c2", "C2", "I can give reasons that fit my claim."),
                FakeOutcome("c3", "C3", "I can back up a claim with evidence and explain how it helps."),
            ),
            kinds = listOf(
                FakeKind("notebook", "Notebook page", atBat = false),
                FakeKind("essay", "Letter or essay", atBat = true),
                FakeKind("debate", "Debate", atBat = true),
            ),
            levels = listOf("Not yet", "Approaching", "Demonstrating", "Exceeding"),
            mastery = 2,
            staffCode = "STAFF-1",
            classCode = "CLASS-7B",
            today = LocalDate.of(2026, 11, 12),
            noPhotos = setOf("chidi"),
        )
    }
}

/** What a course is about to teach. */
data class FakeOutcome(val id: String, val code: String, val iCan: String)

/** A kind of work; [atBat] where it may be a chance to show mastery. */
data class FakeKind(val id: String, val name: String, val atBat: Boolean)
