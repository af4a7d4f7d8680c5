package notyet.client.fake

import notyet.core.CaptureScreen
import notyet.core.CoreException
import notyet.core.DraftPlace
import notyet.core.KindChoice
import notyet.core.LevelOption
import notyet.core.OutcomeChoice
import notyet.core.PhotoState
import notyet.core.PhotoTile
import notyet.core.PieceDraft
import notyet.core.Purpose
import notyet.core.SavedPiece
import notyet.core.Support
import notyet.core.TagScreen
import notyet.core.TagSeat
import notyet.core.UndoBar

/** Work in the making, by the place where it was begun, and what was saved of it last. */
internal class FakeCapture(
    private val school: FakeSchool,
    private val freshId: () -> String,
    private val notebook: FakeNotebook,
    private val voices: FakeVoices,
    private val documents: FakeDocuments,
) {
    private data class Tag(val levels: Map<String, Int> = emptyMap(), val note: String = "", val staffOnly: Boolean = false)

    private data class Piece(
        val draft: PieceDraft = PieceDraft("", "", null),
        val photos: Map<String, ByteArray> = emptyMap(),
        val outcomes: List<String>? = null,
        val tags: Map<String, Tag> = emptyMap(),
    )

    private data class Saved(val place: String?, val piece: Piece, val records: Int, val mark: Any?, val also: List<String> = emptyList())

    private val pieces = mutableMapOf<String?, Piece>()
    private var saved: Saved? = null

    /** How the tags of a place stood before each step on its grid, newest last. */
    private val steps = mutableMapOf<String?, MutableList<Map<String, Tag>>>()

    /** For how many students the last thing that was done was saved; null: it was something else. */
    val savedFor: Int? get() = standing()?.piece?.tags?.size

    fun photo(id: String): ByteArray? = pieces.values.firstNotNullOfOrNull { it.photos[id] }

    fun capture(place: String?, kind: FakeKind, revision: ULong): CaptureScreen {
        val piece = at(place)
        val picked = piece.draft.kind ?: kind.id
        return CaptureScreen(
            revision,
            place?.let { name(it) },
            piece.draft.copy(kind = picked),
            tiles(piece),
            documents.draft(DraftPlace.Capture(place)),
            voices.draft(DraftPlace.Capture(place)),
            school.kinds.map { KindChoice(it.id, it.name, it.atBat, it.id == picked) },
        )
    }

    fun keep(place: String?, draft: PieceDraft) = change(place) { it.copy(draft = draft) }

    fun addPhoto(place: String?, jpeg: ByteArray) {
        if (at(place).photos.size >= MOST_PHOTOS) throw CoreException.Invalid("photo", "too-many")
        change(place) { it.copy(photos = it.photos + (freshId() to jpeg)) }
    }

    fun photos(place: String?): List<Pair<String, ByteArray>> = at(place).photos.toList()

    /** Puts a photo in the place of another. */
    fun swapPhoto(place: String?, old: String, new: Pair<String, ByteArray>) = change(place) { piece ->
        piece.copy(photos = piece.photos.entries.associate { if (it.key == old) new else it.toPair() })
    }

    fun removePhoto(place: String?, photo: String) = change(place) { it.copy(photos = it.photos - photo) }

    fun tag(place: String?, judged: String?, first: String?, screens: FakeScreens, revision: ULong): TagScreen {
        val piece = at(place)
        val shows = shows(piece, first)
        val on = judged?.takeIf { it in shows } ?: shows.firstOrNull()
        val seats = school.students.map { seat(piece, it, on, screens) }
        return TagScreen(
            revision = revision,
            classTitle = school.classTitle,
            photos = tiles(piece),
            outcomes = school.outcomes.map { OutcomeChoice(it.id, it.code, it.iCan, it.id in shows) },
            judged = on,
            levels = school.levels.takeIf { on != null }.orEmpty().mapIndexed { i, word ->
                LevelOption(word, word, screens.signOf(i), false, listOf("What $word looks like"), word)
            },
            seats = seats,
            count = UndoBar("${piece.tags.size} tagged", !steps[place].isNullOrEmpty(), false),
            gone = null,
            saved = standing()?.takeIf { it.place == place }?.let {
                val also = chips(school, shows(it.piece, first), it.also)
                SavedPiece("Saved in ${it.piece.tags.size} records", also, UndoBar("Saved", true, false))
            },
            empty = null,
        )
    }

    fun tagOutcome(place: String?, outcome: String, on: Boolean, first: String?) = change(place) { piece ->
        val others = shows(piece, first) - outcome
        val tags = if (on) piece.tags else piece.tags.mapValues { (_, tag) -> tag.copy(levels = tag.levels - outcome) }
        piece.copy(outcomes = if (on) others + outcome else others, tags = tags)
    }

    fun tagStudent(place: String?, student: String, on: Boolean) = step(place) {
        if (on) tagged(place, student) { it } else change(place) { it.copy(tags = it.tags - student) }
    }

    fun tagLevel(place: String?, students: List<String>, outcome: String, level: String?) = step(place) {
        val at = level?.let { school.levels.indexOf(it) }
        if (at != null && at < 0) throw CoreException.Invalid("level", "unknown")
        val allowed = students.filterNot { refuses(at(place), it) }
        if (allowed.isEmpty()) throw CoreException.Invalid("photo", "not-kept")
        for (student in allowed) {
            tagged(place, student) { it.copy(levels = if (at == null) it.levels - outcome else it.levels + (outcome to at)) }
        }
    }

    fun untag(place: String?): Boolean {
        val before = steps[place]?.removeLastOrNull() ?: return false
        change(place) { it.copy(tags = before) }
        return true
    }

    fun tagNote(place: String?, student: String, text: String, staffOnly: Boolean) {
        if (text.length > MOST_OF_A_LINE) throw CoreException.Invalid("tag-note", "too-long")
        tagged(place, student) { it.copy(note = text, staffOnly = staffOnly) }
    }

    fun save(place: String?, first: String?) {
        val piece = at(place)
        val shows = shows(piece, first)
        val written = documents.at(DraftPlace.Capture(place))
        val said = voices.toSave(DraftPlace.Capture(place))
        val attached = piece.photos.isNotEmpty() || said.isNotEmpty() || written.isNotEmpty()
        val missing = when {
            !attached && (piece.draft.text + piece.draft.link).isBlank() -> "work"
            shows.isEmpty() -> "outcome"
            piece.tags.isEmpty() -> "student"
            else -> null
        }
        if (missing != null) throw CoreException.Invalid(missing, "empty")
        if (piece.tags.keys.any { refuses(piece, it) }) throw CoreException.Invalid("photo", "not-kept")
        val facts = piece.tags.flatMap { (student, tag) -> facts(piece, shows, student, tag, said to written) }
        facts.forEach { fact -> notebook.record(fact) { false } }
        pieces.remove(place)
        steps.remove(place)
        saved = Saved(place, piece, facts.size, notebook.lastOfAll)
    }

    /** False where nothing was saved here last. */
    fun also(place: String?, outcome: String): Boolean {
        val last = standing()?.takeIf { it.place == place } ?: return false
        if (outcome !in last.also) {
            val more = last.piece.tags.keys.flatMap { student ->
                last.piece.photos.values.map { Fact.Photo(student, outcome, school.today, it) }
            }
            more.forEach { fact -> notebook.record(fact) { false } }
            saved = last.copy(records = last.records + more.size, mark = notebook.lastOfAll, also = last.also + outcome)
        }
        return true
    }

    /** Takes back what was saved, if that was the last thing done; it stands again as it was tagged. */
    fun undo(): Boolean {
        val last = standing() ?: return false
        notebook.takeBackLast(last.records)
        pieces[last.place] = last.piece
        saved = null
        return true
    }

    /** What was saved last may be sent. */
    fun leave() = saved?.piece?.tags?.keys.orEmpty().forEach(notebook::leave)

    private fun facts(
        piece: Piece,
        shows: List<String>,
        student: String,
        tag: Tag,
        attached: Pair<List<FakeVoice>, List<FakeDocument>>,
    ): List<Fact> {
        val (said, written) = attached
        val photos = piece.photos.values.map { Fact.Photo(student, shows.first(), school.today, it) }
        val line = tag.note.takeUnless { tag.staffOnly }.orEmpty()
        val text = listOf(piece.draft.text.trim(), line).filter { it.isNotEmpty() }.joinToString("\n\n")
        val work = Fact.Work(student, shows.first(), school.today, text, piece.draft.link.trim(), emptyList(), said, written)
        val levels = tag.levels.filterKeys { it in shows }.map { (outcome, level) ->
            Fact.Level(student, outcome, school.today, level, Purpose.PRACTICE, Support.ALONE, piece.draft.kind)
        }
        val staff = tag.note.takeIf { tag.staffOnly && it.isNotBlank() }?.let { Fact.StaffLine(student, shows.first(), school.today, it) }
        return photos + work + levels + listOfNotNull(staff)
    }

    private fun seat(piece: Piece, person: FakeSchool.Person, on: String?, screens: FakeScreens): TagSeat {
        val tag = piece.tags[person.id]
        val level = tag?.levels?.get(on)
        val refusal = "No photos of ${person.name} are kept.".takeIf { refuses(piece, person.id) }
        return TagSeat(
            student = person.id,
            name = person.name,
            tagged = tag != null,
            level = level?.let { school.levels[it] },
            sign = level?.let { screens.signOf(it, practiceOnly = true) },
            note = tag?.note.orEmpty(),
            staffOnly = tag?.staffOnly == true,
            readers = if (tag?.staffOnly == true) "Teachers alone read this." else "${person.name} and the teachers read this.",
            refusal = refusal,
            spoken = "${person.name}. ${level?.let { school.levels[it] } ?: if (tag != null) "Tagged" else "Not tagged"}.",
        )
    }

    private fun refuses(piece: Piece, student: String) = piece.photos.isNotEmpty() && student in school.noPhotos

    private fun step(place: String?, work: () -> Unit) {
        val before = at(place).tags
        work()
        steps.getOrPut(place) { mutableListOf() } += before
    }

    private fun tagged(place: String?, student: String, tag: (Tag) -> Tag) {
        name(student)
        if (refuses(at(place), student)) throw CoreException.Invalid("photo", "not-kept")
        change(place) { it.copy(tags = it.tags + (student to tag(it.tags[student] ?: Tag()))) }
    }

    private fun change(place: String?, change: (Piece) -> Piece) {
        if (place !in pieces && saved?.place == place) saved = null
        val begun = pieces[place] ?: Piece(tags = place?.let { mapOf(it to Tag()) }.orEmpty())
        pieces[place] = change(begun)
    }

    private fun at(place: String?) = pieces[place] ?: Piece()

    /** What was saved, while nothing else was done since. */
    private fun standing() = saved?.takeIf { it.mark === notebook.lastOfAll }

    private fun shows(piece: Piece, first: String?) = piece.outcomes ?: listOfNotNull(first)

    private fun name(student: String) = school.students.firstOrNull { it.id == student }?.name ?: throw CoreException.NotFound("student")

    private fun tiles(piece: Piece) = piece.photos.keys.map { PhotoTile(it, PhotoState.READY, "", "Photo, not saved yet") }

    private companion object {
        const val MOST_PHOTOS = 12
        const val MOST_OF_A_LINE = 200
    }
}
