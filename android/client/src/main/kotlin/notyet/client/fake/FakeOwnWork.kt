package notyet.client.fake

import notyet.core.AddScreen
import notyet.core.AssessRow
import notyet.core.CoreException
import notyet.core.DoneLine
import notyet.core.DraftPlace
import notyet.core.Empty
import notyet.core.EvidenceScreen
import notyet.core.FeedbackRow
import notyet.core.FeedbackScreen
import notyet.core.HistoryLine
import notyet.core.JudgedPiece
import notyet.core.LevelOption
import notyet.core.NextStep
import notyet.core.OpenQuestion
import notyet.core.OutcomeChoice
import notyet.core.PhotoState
import notyet.core.PhotoTile
import notyet.core.PieceRow
import notyet.core.ReadyPart
import notyet.core.Reply
import notyet.core.SelfAssessScreen
import notyet.core.Support
import notyet.core.Sureness
import notyet.core.Theirs
import notyet.core.ThreadLine
import notyet.core.ThreadScreen
import notyet.core.UndoBar
import notyet.core.WorkDraft
import notyet.core.WorkPlace

/**
 * A student's own work on one device: drafts, pieces, own judgements, and the talk about feedback. A teacher's levels name no piece
 * here, so nothing waits folded.
 */
@Suppress("TooManyFunctions") // As many as there are things that a student does.
internal class FakeOwnWork(
    private val school: FakeSchool,
    private val freshId: () -> String,
    private val notebook: FakeNotebook,
    val voices: FakeVoices,
    private val documents: FakeDocuments,
    private val records: () -> List<Record>,
) {
    /** One tap, and what has to stand again when it is taken back. */
    private class Step(val about: String, val count: Int, val restore: () -> Unit)

    private val drafts = mutableMapOf<WorkPlace, WorkDraft>()
    private val photos = mutableMapOf<WorkPlace, List<Pair<String, ByteArray>>>()
    private val replies = mutableMapOf<Pair<String, Reply>, String>()
    private val read = mutableMapOf<String, Int>()
    private val words = mutableMapOf<String, String>()
    private val shown = mutableSetOf<String>()
    private var last: Step? = null

    fun bar(about: String): UndoBar? = last?.takeIf { it.about == about }?.let { UndoBar("Saved", canUndo = true, canRedo = false) }

    fun takeBack() {
        val step = last ?: throw CoreException.NotFound("step")
        notebook.takeBackLast(step.count)
        step.restore()
        last = null
    }

    // Work

    fun keep(place: WorkPlace, draft: WorkDraft) {
        drafts[place] = draft
    }

    fun addPhoto(place: WorkPlace, jpeg: ByteArray) {
        photos[place] = photosOf(place) + (freshId() to jpeg)
    }

    fun removePhoto(place: WorkPlace, photo: String) {
        photos[place] = photosOf(place).filter { it.first != photo }
    }

    fun draftPhotos(place: WorkPlace): List<Pair<String, ByteArray>> = photosOf(place)

    /** Puts a picture in the place of another one of the draft. */
    fun swapPhoto(place: WorkPlace, old: String, new: Pair<String, ByteArray>) {
        photos[place] = photosOf(place).map { if (it.first == old) new else it }
    }

    fun show(piece: String) {
        shown += piece
    }

    fun photo(id: String): ByteArray? {
        val all = photos.values.flatten() + works().flatMap { it.second.photos }
        return all.firstOrNull { it.first == id }?.second
    }

    fun save(student: String, place: WorkPlace, draft: WorkDraft) {
        keep(place, draft)
        val judged = place != WorkPlace.Added
        val outcome = if (judged) outcomeOf(place) else draft.outcome ?: throw CoreException.Invalid("outcome", "empty")
        val picks = draft.picks.associate { pick -> pick.row to school.levels.indexOf(pick.level) }
        val said = voices.toSave(DraftPlace.Work(place))
        val written = documents.at(DraftPlace.Work(place))
        val attached = photosOf(place).isNotEmpty() || said.isNotEmpty() || written.isNotEmpty()
        broken(judged, draft, picks, attached)?.let { (field, rule) -> throw CoreException.Invalid(field, rule) }
        val text = listOf(draft.text, draft.reflection).map(String::trim).filter(String::isNotEmpty).joinToString("\n\n")
        val taken = photosOf(place)
        var count = 0
        var piece = (place as? WorkPlace.Piece)?.piece
        if (attached || (text + draft.link).isNotBlank()) {
            val fact = Fact.Work(student, outcome, school.today, text, draft.link.trim(), taken, said, written)
            val work = notebook.record(fact) { false }
            piece = piece ?: work.id
            count++
        }
        if (judged) {
            notebook.record(Fact.Own(student, outcome, school.today, piece, picks)) { false }
            count++
        }
        drafts -= place
        photos -= place
        last = Step(outcome, count) {
            drafts[place] = draft
            photos[place] = taken
        }
    }

    private fun broken(judged: Boolean, draft: WorkDraft, picks: Map<String, Int>, attached: Boolean) = when {
        judged && picks.isEmpty() -> "level" to "empty"
        !judged && draft.isBare && !attached -> "work" to "empty"
        picks.values.any { it < 0 } -> "level" to "unknown"
        ' ' in draft.link.trim() -> "link" to "not-an-address"
        else -> null
    }

    /** The newest piece of an outcome that the student has not judged, else new work. */
    fun inSight(student: String, outcome: String): WorkPlace {
        val newest = works().lastOrNull { (_, work) -> work.student == student && work.outcome == outcome }?.first
        return if (newest == null || own(newest) != null) WorkPlace.Judged(outcome) else WorkPlace.Piece(outcome, newest)
    }

    fun selfAssess(student: String, place: WorkPlace, revision: ULong): SelfAssessScreen {
        val outcome = school.outcomes.firstOrNull { it.id == outcomeOf(place) } ?: throw CoreException.NotFound("outcome")
        val screens = FakeScreens(school, records())
        val levels = school.levels.mapIndexed { i, word ->
            LevelOption(word, word, screens.signOf(i), false, listOf("What $word looks like"), word)
        }
        val piece = (place as? WorkPlace.Piece)?.let { work(it.piece, student) }
        return SelfAssessScreen(
            revision,
            outcome.id,
            outcome.code,
            outcome.iCan,
            listOf(AssessRow("choosing", "Choosing", levels), AssessRow("", "All in all", levels)),
            drafts[place] ?: WorkDraft(null, emptyList(), Support.ALONE, "", "", ""),
            photosOf(place).map { tile(it.first, "") },
            documents.draft(DraftPlace.Work(place)),
            voices.draft(DraftPlace.Work(place)),
            piece?.let { JudgedPiece(title(it.second), tiles(it.second), voiceTiles(it.second), documentTiles(it.second)) },
        )
    }

    fun addEvidence(revision: ULong): AddScreen {
        val draft = drafts[WorkPlace.Added] ?: WorkDraft(null, emptyList(), Support.ALONE, "", "", "")
        val outcomes = school.outcomes.map { OutcomeChoice(it.id, it.code, it.iCan, it.id == draft.outcome) }
        val undo = last?.let { step -> bar(step.about).takeIf { school.outcomes.any { it.id == step.about } } }
        val photos = photosOf(WorkPlace.Added).map { tile(it.first, "") }
        val here = DraftPlace.Work(WorkPlace.Added)
        return AddScreen(revision, outcomes, draft, photos, documents.draft(here), voices.draft(here), undo, null)
    }

    private val WorkDraft.isBare get() = (text + link + reflection).isBlank()

    fun rows(student: String, outcome: String): List<PieceRow> =
        works().filter { it.second.student == student && it.second.outcome == outcome }.reversed().map { (id, work) ->
            val said = own(id)?.picks?.get("")?.let { " · You said ${school.levels[it]}" }.orEmpty()
            PieceRow(id, title(work), FakeScreens.short(work.day) + said, title(work))
        }

    fun evidence(student: String, piece: String, revision: ULong): EvidenceScreen {
        val (id, work) = work(piece, student)
        val outcome = school.outcomes.first { it.id == work.outcome }
        val mine = own(id)
        val day = FakeScreens.short(work.day)
        return EvidenceScreen(
            revision,
            id,
            outcome.id,
            outcome.code,
            outcome.iCan,
            title(work),
            "Added by you, $day",
            work.text,
            work.link.ifEmpty { null },
            tiles(work),
            voiceTiles(work),
            documentTiles(work),
            listOfNotNull(mine?.picks?.get("")?.let { "You said ${school.levels[it]}." }),
            mine != null,
            Theirs.NOT_THERE,
            listOfNotNull("You added it.", mine?.let { "You judged it." }).map { HistoryLine(day, it) },
            bar(outcome.id),
        )
    }

    // What is said of an outcome

    fun words(student: String, outcome: String): String = spoken(student, outcome).mapNotNull { it.words }.lastOrNull().orEmpty()

    fun typedWords(outcome: String): String = words[outcome].orEmpty()

    fun keepWords(outcome: String, text: String) {
        words[outcome] = text
    }

    fun saveWords(student: String, outcome: String, text: String) {
        notebook.record(Fact.Spoken(student, outcome, school.today, words = text)) { false }
        words -= outcome
        last = Step(outcome, 1) { words[outcome] = text }
    }

    fun sayReady(student: String, outcome: String, sure: Sureness) {
        notebook.record(Fact.Spoken(student, outcome, school.today, sure = sure)) { false }
        last = Step(outcome, 1) {}
    }

    fun ready(student: String, outcome: String): ReadyPart {
        val said = spoken(student, outcome).mapNotNull { it.sure }.lastOrNull()
        return ReadyPart(said, if (said == Sureness.NOT_YET) "First, agree on a next step with your teacher." else "", "")
    }

    private fun spoken(student: String, outcome: String) =
        records().mapNotNull { it.fact as? Fact.Spoken }.filter { it.student == student && it.outcome == outcome }

    // Feedback

    fun keep(feedback: String, reply: Reply, text: String) {
        replies[feedback to reply] = text
    }

    fun read(feedback: String) {
        read[feedback] = answers(feedback)
    }

    /** What the student says of the next step; it was listened to. */
    fun rewordingVoice(feedback: String): FakeVoice? = voices.toSave(DraftPlace.Rewording(feedback)).firstOrNull()

    fun reply(student: String, feedback: String, reply: Reply, text: String) {
        val what = if (reply == Reply.QUESTION) Saying.Question(text) else Saying.Rewording(text, rewordingVoice(feedback))
        say(student, feedback, what) { replies[feedback to reply] = text }
        replies -= feedback to reply
    }

    fun understand(student: String, feedback: String) = say(student, feedback, Saying.Understood) {}

    fun answer(question: String, text: String) {
        val asked = talk().firstOrNull { it.first == question }?.second ?: throw CoreException.NotFound("record")
        notebook.record(Fact.Talk(asked.student, asked.outcome, school.today, asked.feedback, Saying.Answer(question, text))) { false }
    }

    fun openQuestions(student: String): List<OpenQuestion> = talk().filter { it.second.student == student }.mapNotNull { (id, fact) ->
        val question = fact.what as? Saying.Question ?: return@mapNotNull null
        if (talk().any { (it.second.what as? Saying.Answer)?.question == id }) return@mapNotNull null
        val code = school.outcomes.first { it.id == fact.outcome }.code
        OpenQuestion(id, "Asked on ${FakeScreens.short(fact.day)} about $code", said(fact.feedback, student).gist, question.text)
    }

    fun feedback(student: String, revision: ULong): FeedbackScreen {
        val rows = records().filter { it.fact is Fact.Said && it.fact.student == student }.reversed()
        val (fresh, earlier) = rows.partition { (read[it.id] ?: -1) < answers(it.id) }
        val empty = if (rows.isEmpty()) Empty("Feedback will stand here", "A teacher leaves it after looking at your work.") else null
        return FeedbackScreen(revision, fresh.map { row(it, student) }, earlier.map { row(it, student) }, empty)
    }

    fun thread(student: String, feedback: String, revision: ULong): ThreadScreen {
        val said = said(feedback, student)
        val outcome = school.outcomes.first { it.id == said.outcome }
        val about = talk().filter { it.second.feedback == feedback }
        val own = FakeScreens(school, records()).reworded(feedback)
        val reworded = (own?.what as? Saying.Rewording)?.text?.ifEmpty { null }
        val caption = if (reworded == null) "From ${school.teacher}, ${FakeScreens.short(said.day)}" else "Next step, in your words"
        val lines = about.mapNotNull { (_, fact) ->
            val day = FakeScreens.short(fact.day)
            when (val what = fact.what) {
                is Saying.Question -> ThreadLine(true, "You, $day", what.text)
                is Saying.Answer -> ThreadLine(false, "${school.teacher}, $day", what.text)
                else -> null
            }
        }
        return ThreadScreen(
            revision,
            feedback,
            outcome.id,
            outcome.code,
            outcome.iCan,
            NextStep(reworded ?: said.nextStep, outcome.id, caption).takeIf { said.nextStep.isNotEmpty() },
            said.nextStep.takeIf { reworded != null },
            own?.let(::voiceTiles)?.firstOrNull(),
            said.wentWell,
            said.improve,
            null,
            FakeScreens(school, records()).drawn(said),
            voiceTiles(said),
            null,
            lines,
            about.map { it.second.what }.lastOrNull { it is Saying.Question || it == Saying.Understood } == Saying.Understood,
            done(student, feedback, said.outcome),
            replies[feedback to Reply.QUESTION].orEmpty(),
            replies[feedback to Reply.REWORDING].orEmpty(),
            voices.draft(DraftPlace.Rewording(feedback)),
            bar(feedback),
        )
    }

    /** Work on the outcome that was recorded later. */
    private fun done(student: String, feedback: String, outcome: String): List<DoneLine> = records().dropWhile { it.id != feedback }
        .filter { it.fact is Fact.Work && it.fact.student == student && it.fact.outcome == outcome }
        .map { DoneLine("${FakeScreens.short(it.fact.day)}: you added work.", it.id) }

    private fun say(student: String, feedback: String, what: Saying, restore: () -> Unit) {
        val said = said(feedback, student)
        notebook.record(Fact.Talk(student, said.outcome, school.today, feedback, what)) { false }
        last = Step(feedback, 1, restore)
    }

    private fun row(record: Record, student: String): FeedbackRow {
        val said = said(record.id, student)
        val code = school.outcomes.first { it.id == said.outcome }.code
        val caption = "From ${school.teacher}, ${FakeScreens.short(said.day)}"
        return FeedbackRow(record.id, caption, said.gist, code, "$caption. ${said.gist}. $code.")
    }

    private fun answers(feedback: String) = talk().count { it.second.feedback == feedback && it.second.what is Saying.Answer }

    private fun said(feedback: String, student: String): Fact.Said {
        val found = records().firstOrNull { it.id == feedback && it.fact.student == student }
        return found?.fact as? Fact.Said ?: throw CoreException.NotFound("record")
    }

    private fun talk() = records().mapNotNull { record -> (record.fact as? Fact.Talk)?.let { record.id to it } }

    private fun works() = records().mapNotNull { record -> (record.fact as? Fact.Work)?.let { record.id to it } }

    private fun work(piece: String, student: String) =
        works().firstOrNull { it.first == piece && it.second.student == student } ?: throw CoreException.NotFound("record")

    private fun own(piece: String): Fact.Own? = records().mapNotNull { it.fact as? Fact.Own }.lastOrNull { it.piece == piece }

    private fun photosOf(place: WorkPlace) = photos[place].orEmpty()

    private fun tiles(work: Fact.Work) = work.photos.map { tile(it.first, FakeScreens.short(work.day)) }

    private fun voiceTiles(fact: Fact) = fact.voices.map { FakeVoices.tile(it, FakeScreens.short(fact.day)) }

    private fun documentTiles(fact: Fact) = fact.documents.map { FakeDocuments.tile(it, FakeScreens.short(fact.day)) }

    private fun tile(id: String, day: String) =
        PhotoTile(id, PhotoState.READY, day, if (day.isEmpty()) "Photo, not saved yet" else "Photo of $day")

    private fun title(work: Fact.Work) = work.text.lineSequence().first().ifEmpty {
        when {
            work.photos.isNotEmpty() -> "Photo"
            work.documents.isNotEmpty() -> "File"
            work.voices.isNotEmpty() -> "Voice note"
            else -> "Link"
        }
    }

    private fun outcomeOf(place: WorkPlace): String = when (place) {
        is WorkPlace.Judged -> place.outcome
        is WorkPlace.Piece -> place.outcome
        WorkPlace.Added -> throw CoreException.NotFound("outcome")
    }
}
