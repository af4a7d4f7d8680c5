package notyet.client

import notyet.core.Markup
import notyet.core.MarkupPlace
import notyet.core.PhotoEdit
import notyet.core.Teaching

/** The core's markup area behind [MarkupClient]; [teaching] is closed by whoever gave it. */
internal class RustMarkupClient(private val markup: Markup, private val teaching: Teaching) :
    MarkupClient,
    AutoCloseable {
    override suspend fun markup(place: MarkupPlace, photo: String) = markup.screen(place, photo)

    override suspend fun editPhoto(place: MarkupPlace, photo: String, edit: PhotoEdit) {
        markup.edit(place, photo, edit)
    }

    override suspend fun undoEdit(place: MarkupPlace, photo: String) {
        markup.undo(place, photo)
    }

    override suspend fun redoEdit(place: MarkupPlace, photo: String) {
        markup.redo(place, photo)
    }

    override suspend fun finishPhoto(place: MarkupPlace, photo: String) {
        markup.done(place, photo)
    }

    override suspend fun removeDrawing(student: String, outcome: String, photo: String) {
        teaching.removeDrawing(student, outcome, photo)
    }

    override fun close() = (markup as AutoCloseable).close()
}
