package notyet.client.fake

import notyet.core.CoreException
import notyet.core.HistoryLine
import notyet.core.JudgementCard
import notyet.core.LevelOption
import notyet.core.PieceRow
import notyet.core.Purpose
import notyet.core.StudentEvidenceScreen
import notyet.core.StudentOutcomeScreen
import notyet.core.Support
import notyet.core.WhyLine

/** One student as their teacher sees them: an outcome, and what was judged. Here a judgement names no piece. */
internal class FakeStudentPages(private val school: FakeSchool, private val records: List<Record>) {
    private val screens = FakeScreens(school, records)
    private val levels = records.mapNotNull { record -> (record.fact as? Fact.Level)?.let { record.id to it } }

    /** @param pieces of the student's own. */
    fun outcome(person: FakeSchool.Person, outcome: FakeOutcome, pieces: List<PieceRow>, revision: ULong): StudentOutcomeScreen {
        val judged = screens.judged(person.id, outcome.id)
        val why = judged.map { (id, fact) -> WhyLine("You showed ${school.levels[fact.level]} on ${FakeScreens.short(fact.day)}.", id) }
        return StudentOutcomeScreen(
            revision = revision,
            student = person.id,
            name = person.name,
            head = screens.head(person.id, outcome),
            readiness = "${person.name} has not said yet",
            nextStep = screens.steps(person.id).lastOrNull { it.outcome == outcome.id }?.let { screens.stepFor(it, "Next step agreed on") },
            curve = screens.curve(person.id, outcome.id) { it },
            places = screens.places(person.id, outcome.id),
            why = why.ifEmpty { listOf(WhyLine("Nothing counts toward a level yet.", null)) },
            change = listOf("Next: ${school.levels[school.mastery]}."),
            pieces = judged.reversed().map { (id, fact) -> row(id, fact) } + pieces,
        )
    }

    /** @param held what this visit recorded. */
    fun evidence(person: FakeSchool.Person, piece: String, held: List<String>, revision: ULong): StudentEvidenceScreen {
        val work = records.firstOrNull { it.id == piece && it.fact.student == person.id }?.fact as? Fact.Work
        val chain = levels.filter { (id, fact) -> fact.student == person.id && (id == piece || fact.corrects == piece) }
        if (work == null && chain.isEmpty()) throw CoreException.NotFound("record")
        return StudentEvidenceScreen(
            revision = revision,
            student = person.id,
            name = person.name,
            title = work?.text ?: "Judged without a piece",
            caption = work?.let { "Added by ${person.name}, ${FakeScreens.short(it.day)}" }.orEmpty(),
            text = work?.text.orEmpty(),
            link = work?.link?.ifEmpty { null },
            photos = emptyList(),
            voices = work?.let(screens::voices).orEmpty(),
            documents = work?.let(screens::documents).orEmpty(),
            judgements = if (chain.isEmpty()) emptyList() else listOf(card(piece, chain.map { it.second }, piece in held)),
            undo = null,
        )
    }

    private fun card(judgement: String, chain: List<Fact.Level>, held: Boolean): JudgementCard {
        val now = chain.last()
        val history = chain.mapIndexed { i, fact ->
            HistoryLine(FakeScreens.short(fact.day), "You ${if (i == 0) "said" else "corrected it to"} ${school.levels[fact.level]}.")
        }
        val options = school.levels.mapIndexed { i, word ->
            LevelOption(word, word, screens.signOf(i), i == now.level, listOf("What $word looks like"), word)
        }
        val by = if (chain.size == 1) school.teacher else "Corrected by ${school.teacher}"
        return JudgementCard(
            judgement = judgement,
            code = school.outcomes.first { it.id == now.outcome }.code,
            sign = screens.signOf(now.level),
            level = school.levels[now.level],
            caption = "$by, ${FakeScreens.short(now.day)}",
            circumstances = circumstances(now),
            rows = emptyList(),
            history = history,
            levels = options.takeUnless { held }.orEmpty(),
            whyNot = if (held) "Saved in this visit." else "",
        )
    }

    private fun circumstances(fact: Fact.Level): String {
        val purpose = if (fact.purpose == Purpose.AT_BAT) "At-bat" else "Practice"
        val support = if (fact.support == Support.ALONE) "Alone" else "With help"
        return "$purpose · $support"
    }

    private fun row(id: String, fact: Fact.Level): PieceRow {
        val title = school.kinds.firstOrNull { it.id == fact.kind }?.name ?: "Judged without a piece"
        val note = "${FakeScreens.short(fact.day)} · ${school.teacher}: ${school.levels[fact.level]}"
        return PieceRow(id, title, note, "$title. $note.")
    }
}
