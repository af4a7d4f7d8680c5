package notyet.client.fake

import notyet.core.AlsoChip
import notyet.core.ConferenceScreen
import notyet.core.FeedbackParts
import notyet.core.KindChoice
import notyet.core.LevelOption
import notyet.core.OutcomeChoice
import notyet.core.OwnWords
import notyet.core.PhotoState
import notyet.core.PhotoTile
import notyet.core.Purpose
import notyet.core.Seat
import notyet.core.UndoBar
import notyet.core.VoiceDraft
import notyet.core.WalkScreen

/** What a teacher records on: Conference and Walk, as whole records. */
internal class FakeTeacherScreens(
    private val school: FakeSchool,
    private val screens: FakeScreens,
    private val notebook: FakeNotebook,
    private val revision: ULong,
) {
    /** The one that was picked; else that of the student's last next step; else the first. */
    fun outcome(picked: String?, student: String?): FakeOutcome {
        val wanted = picked ?: student?.let(::agreed)?.outcome
        return school.outcomes.firstOrNull { it.id == wanted } ?: school.outcomes.first()
    }

    fun kind(picked: String?): FakeKind = school.kinds.firstOrNull { it.id == picked } ?: school.kinds.first { !it.atBat }

    /** A picture that belongs to feedback which is being written. */
    fun drawing(id: String) = PhotoTile(id, PhotoState.READY, "", "Photo, not saved yet")

    /** Without what the device says of what waits, of what is being drawn and said, and what can be taken back. */
    fun conference(person: FakeSchool.Person, here: FakeOutcome, kind: FakeKind, typed: Pair<FeedbackParts, String>?): ConferenceScreen {
        val student = person.id
        val agreed = agreed(student)
        val level = notebook.ofVisit { fact -> (fact as? Fact.Level)?.takeIf { it.corrects == null && it.isAbout(student, here.id) } }
        val said = notebook.ofVisit { fact -> (fact as? Fact.Said)?.takeIf { it.isAbout(student, here.id) } }
        val shown = notebook.also(student)
        return ConferenceScreen(
            revision = revision,
            student = student,
            name = person.name,
            initials = FakeScreens.initials(person.name),
            agreed = agreed?.let { screens.stepFor(it, "Next step agreed on") },
            head = screens.head(student, here),
            outcomes = outcomes(here).sortedBy { it.outcome != agreed?.outcome },
            own = screens.own(person, here.id),
            canHandOver = true,
            photos = screens.photos(student, here.id),
            taken = notebook.taken(student, here.id).map { it.id },
            voices = screens.work(student, here.id).flatMap(screens::voices),
            documents = screens.work(student, here.id).flatMap(screens::documents),
            texts = emptyList(),
            kinds = kinds(kind),
            atBatAllowed = kind.atBat,
            readiness = "${person.name} has not said yet",
            levels = levels(level?.level),
            feedback = FeedbackParts(said?.wentWell.orEmpty(), said?.improve.orEmpty(), said?.nextStep.orEmpty()),
            typed = typed?.first?.takeIf { it != FeedbackParts("", "", "") },
            drawn = said?.drawn.orEmpty().map { drawing(it.first) },
            drawing = emptyList(),
            said = said?.let(screens::voices).orEmpty(),
            voice = VoiceDraft(null, isHeard = false, canPutBack = false),
            phrases = screens.phrases(student, here.id),
            ownWords = screens.stepOn(student, here.id)?.let { ownWords(person, it, typed?.second.orEmpty()) },
            also = if (here.id in shown) chips(school, listOf(here.id), shown - here.id) else emptyList(),
            undo = null,
            notSent = null,
        )
    }

    /** Without what is being said. */
    private fun ownWords(person: FakeSchool.Person, step: Record, typed: String): OwnWords {
        val saved = notebook.ofVisit { fact -> (fact as? Fact.Talk)?.takeIf { it.isAbout(person.id, step.fact.outcome) }?.rewording }
        val now = screens.reworded(step.id)
        return OwnWords(
            label = "In ${person.name}'s words",
            hold = "Hold while ${person.name} speaks",
            before = now?.rewording?.text.orEmpty().takeIf { saved == null }.orEmpty(),
            saved = saved?.text.orEmpty(),
            typed = typed,
            said = now?.let(screens::voices)?.firstOrNull(),
            voice = VoiceDraft(null, isHeard = false, canPutBack = false),
        )
    }

    private val Fact.Talk.rewording get() = what as? Saying.Rewording

    fun walk(here: FakeOutcome, kind: FakeKind, room: FakeRoom, undo: UndoBar?): WalkScreen {
        val seats = school.students.map { seat(it, here, kind, room.isHere(it.id)) }
        val saved = seats.count { it.level != null }
        val away = seats.count { it.level == null && !it.isHere }
        return WalkScreen(
            revision = revision,
            classTitle = school.classTitle,
            outcomes = outcomes(here),
            kinds = kinds(kind),
            levels = levels(null),
            seats = seats,
            tables = room.seating().tables,
            undo = undo,
            footer = "Saved $saved · open ${seats.size - saved - away}" + if (away > 0) " · not here $away" else "",
            empty = null,
        )
    }

    private fun seat(person: FakeSchool.Person, here: FakeOutcome, kind: FakeKind, isHere: Boolean): Seat {
        val today = screens.levels(person.id, here.id).filter { it.day == school.today }
        val level = today.lastOrNull { it.purpose == Purpose.PRACTICE && it.kind == kind.id }?.level
        val word = level?.let { school.levels[it] }
        return Seat(
            student = person.id,
            name = person.name,
            initials = FakeScreens.initials(person.name),
            level = word,
            sign = level?.let { screens.signOf(it, practiceOnly = true) },
            isHere = isHere,
            spoken = "${person.name}. ${word ?: if (isHere) "No level today" else "Not here today"}.",
        )
    }

    /** The last next step before this visit. */
    private fun agreed(student: String): Fact.Said? {
        val visited = notebook.visited
        return screens.steps(student).lastOrNull { step -> visited.none { it === step } }
    }

    private fun outcomes(here: FakeOutcome) = school.outcomes.map { OutcomeChoice(it.id, it.code, it.iCan, it == here) }

    private fun kinds(picked: FakeKind) = school.kinds.map { KindChoice(it.id, it.name, it.atBat, it == picked) }

    private fun levels(chosen: Int?) = school.levels.mapIndexed { i, word ->
        LevelOption(word, word, screens.signOf(i), chosen == i, listOf("What $word looks like"), word)
    }
}

/** Every outcome of a fake course is related to every other. */
internal fun chips(school: FakeSchool, shows: List<String>, said: Collection<String>): List<AlsoChip> =
    school.outcomes.filter { it.id !in shows }.sortedBy { it.id !in said }.take(MOST_CHIPS).map {
        val text = if (it.id in said) "Shows ${it.code}, too" else "Also shows ${it.code}?"
        AlsoChip(it.id, text, "$text ${it.iCan}", it.id in said)
    }

private const val MOST_CHIPS = 2
