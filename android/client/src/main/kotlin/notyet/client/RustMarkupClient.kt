package notyet.client

import notyet.core.Core
import notyet.core.DraftPlace
import notyet.core.PhotoEdit

/** The core's markup area behind [MarkupClient]. */
internal class RustMarkupClient(core: Core) :
    MarkupClient,
    AutoCloseable {
    private val markup = core.markup()
    private val teaching = core.teaching()

    override suspend fun markup(place: DraftPlace, photo: String) = markup.screen(place, photo)

    override suspend fun editPhoto(place: DraftPlace, photo: String, edit: PhotoEdit) {
        markup.edit(place, photo, edit)
    }

    override suspend fun undoEdit(place: DraftPlace, photo: String) {
        markup.undo(place, photo)
    }

    override suspend fun redoEdit(place: DraftPlace, photo: String) {
        markup.redo(place, photo)
    }

    override suspend fun finishPhoto(place: DraftPlace, photo: String) {
        markup.done(place, photo)
    }

    override suspend fun removeDrawing(student: String, outcome: String, photo: String) {
        teaching.removeDrawing(student, outcome, photo)
    }

    override fun close() {
        for (area in listOf(markup, teaching)) (area as AutoCloseable).close()
    }
}
