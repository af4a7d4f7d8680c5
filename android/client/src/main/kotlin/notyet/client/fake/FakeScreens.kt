package notyet.client.fake

import notyet.core.CellLight
import notyet.core.FeedbackCard
import notyet.core.NextStep
import notyet.core.OutcomeHead
import notyet.core.OutcomeRow
import notyet.core.PhotoState
import notyet.core.PhotoTile
import notyet.core.Place
import notyet.core.RubricCell
import notyet.core.RubricRow
import notyet.core.Sign
import notyet.core.TodayRow
import java.time.LocalDate
import java.time.format.DateTimeFormatter
import java.util.Locale

/**
 * Facts as pieces of screens. The level's rule is a short one of its own: a level stands once it was shown alone when it counted,
 * from mastery on only after two kinds of work. The core's rule has more to it; what is promised of both stands in the contract.
 */
internal class FakeScreens(private val school: FakeSchool, private val records: List<Record>) {
    private val facts get() = records.map { it.fact }

    fun levels(student: String, outcome: String): List<Fact.Level> =
        facts.filterIsInstance<Fact.Level>().filter { it.student == student && it.outcome == outcome }

    fun steps(student: String): List<Fact.Step> = facts.filterIsInstance<Fact.Step>().filter { it.student == student }

    fun level(student: String, outcome: String): Int? {
        val counted = levels(student, outcome).filter { it.counts }
        return school.levels.indices.reversed().firstOrNull { level ->
            val shown = counted.filter { it.level >= level }
            if (level < school.mastery) shown.isNotEmpty() else shown.mapNotNull { it.kind }.distinct().size >= 2
        }
    }

    fun sign(student: String, outcome: String): Sign {
        val level = level(student, outcome)
        val practice = levels(student, outcome).lastOrNull()?.level
        return signOf(level ?: practice, level == null && practice != null)
    }

    fun signOf(level: Int?, practiceOnly: Boolean = false) =
        Sign(level?.toUInt(), school.mastery.toUInt(), school.levels.size.toUInt(), practiceOnly)

    fun row(student: String, outcome: FakeOutcome): OutcomeRow {
        val words = inWords(student, outcome.id)
        return OutcomeRow(outcome.id, outcome.code, outcome.iCan, sign(student, outcome.id), words, "${outcome.iCan} $words.")
    }

    fun head(student: String, outcome: FakeOutcome): OutcomeHead {
        val words = inWords(student, outcome.id)
        return OutcomeHead(outcome.id, outcome.code, outcome.iCan, sign(student, outcome.id), words, "", "${outcome.iCan} $words.")
    }

    fun photos(student: String, outcome: String?): List<PhotoTile> = records
        .filter { it.fact is Fact.Photo && it.fact.student == student && (outcome == null || it.fact.outcome == outcome) }
        .reversed()
        .take(MOST_PHOTOS)
        .map { PhotoTile(it.id, PhotoState.READY, short(it.fact.day), "Photo of ${short(it.fact.day)}") }

    /** Those without feedback first, then those whose feedback is oldest, then by name. */
    fun queue(): List<TodayRow> = school.students
        .sortedWith(compareBy({ lastFeedback(it.id) ?: LocalDate.MIN }, { it.name }))
        .map { person ->
            val reason = when (val last = lastFeedback(person.id)) {
                null -> "No feedback yet"
                school.today -> "Feedback today"
                else -> "Feedback on ${short(last)}"
            }
            TodayRow(person.id, person.name, initials(person.name), reason, "${person.name}. $reason.")
        }

    fun savedToday(): Int = facts.filter { it.day == school.today && (it is Fact.Level || it is Fact.Step) }.distinctBy { it.student }.size

    fun stepFor(step: Fact.Step, caption: String) = NextStep(step.text, step.outcome, "$caption ${short(step.day)}")

    fun rubric(student: String, outcome: String): List<RubricRow> {
        val present = level(student, outcome)
        val cells = school.levels.mapIndexed { i, word ->
            val light = when (i) {
                present -> CellLight.PRESENT
                (present ?: -1) + 1 -> CellLight.NEXT
                else -> CellLight.DIMMED
            }
            RubricCell(word, signOf(i), "What $word looks like", light)
        }
        return listOf(RubricRow("Choosing", cells))
    }

    fun places(student: String, outcome: String): List<Place> = levels(student, outcome).filter { it.counts }.map { shown ->
        val kind = school.kinds.firstOrNull { it.id == shown.kind }?.name.orEmpty()
        val word = school.levels[shown.level]
        Place(signOf(shown.level), kind, short(shown.day), "$word. $kind. ${short(shown.day)}.")
    } + Place(null, "", "", "Open for your next chance")

    fun feedback(student: String, outcome: String): List<FeedbackCard> = steps(student).filter { it.outcome == outcome }.reversed()
        .map { FeedbackCard("From ${school.teacher}, ${short(it.day)}", "", "", it.text) }

    private fun lastFeedback(student: String): LocalDate? = steps(student).maxOfOrNull { it.day }

    private fun inWords(student: String, outcome: String): String {
        val practice = levels(student, outcome).lastOrNull()?.level
        return level(student, outcome)?.let { school.levels[it] }
            ?: practice?.let { "In practice: ${school.levels[it]}" }
            ?: "No work here yet"
    }

    companion object {
        private const val MOST_PHOTOS = 12
        private val day = DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH)

        fun short(date: LocalDate): String = day.format(date)

        fun initials(name: String): String = name.split(' ').let { "${it.first().first()}${it.last().first()}" }
    }
}
