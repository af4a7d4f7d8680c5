package notyet.client.fake

import notyet.core.CellLight
import notyet.core.ClassRow
import notyet.core.ClassSign
import notyet.core.Curve
import notyet.core.CurveLevel
import notyet.core.CurveMark
import notyet.core.CurvePoint
import notyet.core.CurveStep
import notyet.core.DocumentTile
import notyet.core.FeedbackCard
import notyet.core.NextStep
import notyet.core.OutcomeHead
import notyet.core.OutcomeRow
import notyet.core.OwnJudgement
import notyet.core.OwnRow
import notyet.core.PhotoState
import notyet.core.PhotoTile
import notyet.core.PhraseBank
import notyet.core.Place
import notyet.core.ProfileRow
import notyet.core.Purpose
import notyet.core.RubricCell
import notyet.core.RubricRow
import notyet.core.Sign
import notyet.core.Support
import notyet.core.TodayRow
import notyet.core.VoiceTile
import java.time.LocalDate
import java.time.format.DateTimeFormatter
import java.time.temporal.ChronoUnit
import java.util.Locale

/**
 * Facts as pieces of screens. The level's rule is a short one of its own: a level stands once it was shown alone when it counted,
 * from mastery on only after two kinds of work. The core's rule has more to it; what is promised of both stands in the contract.
 */
internal class FakeScreens(private val school: FakeSchool, private val records: List<Record>, private val room: FakeRoom? = null) {
    private val facts get() = records.map { it.fact }

    fun levels(student: String, outcome: String): List<Fact.Level> = judged(student, outcome).map { it.second }

    /** What a teacher judged and nobody corrected, each under the name of the first of its kind. */
    fun judged(student: String, outcome: String): List<Pair<String, Fact.Level>> {
        val all = records.mapNotNull { record -> (record.fact as? Fact.Level)?.let { record.id to it } }
        val corrected = all.mapNotNull { it.second.corrects }
        return all.filter { (id, fact) -> fact.isAbout(student, outcome) && id !in corrected }
            .map { (id, fact) -> (fact.corrects ?: id) to fact }
    }

    /** All feedback, the earliest first. */
    fun said(student: String): List<Fact.Said> = facts.filterIsInstance<Fact.Said>().filter { it.student == student }

    fun steps(student: String): List<Fact.Said> = said(student).filter { it.nextStep.isNotEmpty() }

    /** The feedback whose next step would be said in other words: the latest on this outcome that has one. */
    fun stepOn(student: String, outcome: String): Record? =
        records.lastOrNull { (it.fact as? Fact.Said)?.nextStep?.isNotEmpty() == true && it.fact.isAbout(student, outcome) }

    /** What the student said last of the next step of this feedback. */
    fun reworded(feedback: String): Fact.Talk? =
        facts.filterIsInstance<Fact.Talk>().lastOrNull { it.feedback == feedback && it.what is Saying.Rewording }

    /** The teacher's own phrases, those used most often on this outcome first; none names anybody else. */
    fun phrases(student: String, outcome: String): PhraseBank {
        val others = school.students.filter { it.id != student }.flatMap { it.name.split(' ') }
        fun bank(part: (Fact.Said) -> String) = facts.filterIsInstance<Fact.Said>()
            .filter { part(it).isNotEmpty() && part(it).split(NO_LETTER).none { word -> word in others } }
            .groupBy(part).entries
            .sortedByDescending { (_, uses) -> uses.count { it.outcome == outcome } }
            .map { it.key }
        return PhraseBank(bank { it.wentWell }, bank { it.improve }, bank { it.nextStep })
    }

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

    fun classRow(person: FakeSchool.Person): ClassRow {
        val signs = school.outcomes.map { ClassSign(it.id, it.code, sign(person.id, it.id)) }
        val said = school.outcomes.joinToString { "${it.code} ${inWords(person.id, it.id)}" }
        return ClassRow(person.id, person.name, person.name, initials(person.name), signs, "${person.name}, $said.")
    }

    fun profile(student: String, outcome: FakeOutcome): ProfileRow {
        val last = levels(student, outcome.id).maxOfOrNull { it.day }?.let { " · ${ChronoUnit.DAYS.between(it, school.today)} days ago" }
        val note = inWords(student, outcome.id) + last.orEmpty()
        return ProfileRow(outcome.id, outcome.code, outcome.iCan, sign(student, outcome.id), note, "${outcome.iCan} $note.")
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

    /** The first of those without feedback today, as many as a day has conferences for; who is seen to later keeps one. */
    fun plan(): List<TodayRow> {
        val seen = school.students.count { lastFeedback(it.id) == school.today }
        return queue().filter { it.waits }.take((CONFERENCES - seen).coerceAtLeast(0)).filterNot { it.isLater }
    }

    /** Those without feedback first, then those whose feedback is oldest, then by name; who is not here stands last. */
    fun queue(): List<TodayRow> = school.students
        .sortedWith(compareBy({ !isHere(it.id) }, { lastFeedback(it.id) ?: LocalDate.MIN }, { it.name }))
        .map(::waiting)

    private fun isHere(student: String) = room?.isHere(student) != false

    private fun waiting(person: FakeSchool.Person): TodayRow {
        val (here, later) = isHere(person.id) to (room?.isLater(person.id) == true)
        val last = lastFeedback(person.id)
        val reason = when {
            !here -> "Not here today"
            last == null -> "No feedback yet"
            last == school.today -> "Feedback today"
            else -> "Feedback on ${short(last)}"
        }
        return TodayRow(
            student = person.id,
            name = person.name,
            short = person.name,
            initials = initials(person.name),
            reason = reason,
            needs = emptyList(),
            now = "Later today".takeIf { here && later },
            isHere = here,
            isLater = later,
            waits = here && last != school.today,
            asked = false,
            ready = false,
            spoken = "${person.name}. $reason.",
            more = "More about ${person.name}",
        )
    }

    /** About whom something was recorded today. */
    fun savedToday(): Set<String> =
        facts.filter { it.day == school.today && (it is Fact.Level || it is Fact.Said) }.map { it.student }.toSet()

    fun openToday(): Int = savedToday().let { saved -> school.students.count { isHere(it.id) && it.id !in saved } }

    /** How a student judges an outcome, the latest. */
    fun own(student: FakeSchool.Person, outcome: String): OwnJudgement? {
        val own = facts.filterIsInstance<Fact.Own>().lastOrNull { it.isAbout(student.id, outcome) } ?: return null
        val rows = own.picks.values.map { OwnRow(school.levels[it], signOf(it)) }
        return OwnJudgement("${student.name} has judged", short(own.day), rows, "")
    }

    fun stepFor(step: Fact.Said, caption: String) = NextStep(step.nextStep, step.outcome, "$caption ${short(step.day)}")

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

    /** Of what a teacher judged; [opens] says what a judgement opens. */
    fun curve(student: String, outcome: String, opens: (String) -> String? = { null }): Curve? {
        val judged = judged(student, outcome)
        val first = judged.minOfOrNull { it.second.day } ?: return null
        val span = ChronoUnit.DAYS.between(first, school.today)
        fun at(day: LocalDate) = (if (span == 0L) WHOLE / 2 else ChronoUnit.DAYS.between(first, day) * WHOLE / span).toUInt()
        val points = judged.map { (id, fact) ->
            val mark = if (fact.purpose == Purpose.AT_BAT) CurveMark.CHANCE else CurveMark.PRACTICE
            val text = "${short(fact.day)}: ${school.levels[fact.level]}."
            CurvePoint(at(fact.day), fact.level.toUInt(), mark, fact.support == Support.WITH_HELP, text, opens(id))
        }
        val shown = level(student, outcome)?.let { listOf(CurveStep(points.last().at, it.toUInt())) }.orEmpty()
        val to = if (span == 0L) "" else short(school.today)
        val rows = school.levels.mapIndexed { i, word -> CurveLevel(word, signOf(i)) }
        return Curve(rows, points, shown, short(first), to, "${points.size} results. Now: ${inWords(student, outcome)}.")
    }

    fun feedback(student: String, outcome: String): List<FeedbackCard> = said(student).filter { it.outcome == outcome }.reversed()
        .map { FeedbackCard("From ${school.teacher}, ${short(it.day)}", it.wentWell, it.improve, it.nextStep, drawn(it), voices(it)) }

    /** The photos that were drawn on for feedback. */
    fun drawn(said: Fact.Said): List<PhotoTile> =
        said.drawn.map { PhotoTile(it.first, PhotoState.READY, short(said.day), "Photo of ${short(said.day)}") }

    /** The voice notes of a record. */
    fun voices(fact: Fact): List<VoiceTile> = fact.voices.map { FakeVoices.tile(it, short(fact.day)) }

    /** The documents of a record. */
    fun documents(fact: Fact): List<DocumentTile> = fact.documents.map { FakeDocuments.tile(it, short(fact.day)) }

    /** A student's work on an outcome, newest first. */
    fun work(student: String, outcome: String): List<Fact> = facts.filter { it is Fact.Work && it.isAbout(student, outcome) }.reversed()

    private fun lastFeedback(student: String): LocalDate? = said(student).maxOfOrNull { it.day }

    private fun inWords(student: String, outcome: String): String {
        val practice = levels(student, outcome).lastOrNull()?.level
        return level(student, outcome)?.let { school.levels[it] }
            ?: practice?.let { "In practice: ${school.levels[it]}" }
            ?: "No work here yet"
    }

    companion object {
        private const val MOST_PHOTOS = 12
        private const val CONFERENCES = 6
        private const val WHOLE = 1000L
        private val NO_LETTER = Regex("\\P{L}+")
        private val day = DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH)

        fun short(date: LocalDate): String = day.format(date)

        fun initials(name: String): String = name.split(' ').let { "${it.first().first()}${it.last().first()}" }
    }
}
