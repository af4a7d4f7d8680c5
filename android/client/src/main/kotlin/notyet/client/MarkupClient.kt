package notyet.client

import notyet.core.DraftPlace
import notyet.core.MarkupScreen
import notyet.core.PhotoEdit

/** Changing a photo before it is saved; as [CoreClient], of which it is a part. A photo is named by its tile. */
interface MarkupClient {
    /** The photo with every change applied. */
    suspend fun markup(place: DraftPlace, photo: String): MarkupScreen

    /** Changes it once more; durable when this returns. */
    suspend fun editPhoto(place: DraftPlace, photo: String, edit: PhotoEdit)

    suspend fun undoEdit(place: DraftPlace, photo: String)

    suspend fun redoEdit(place: DraftPlace, photo: String)

    /** Puts the changed picture into the draft, under another name; there it can be changed again until that is saved. */
    suspend fun finishPhoto(place: DraftPlace, photo: String)

    /** Takes a drawn-on photo out of the feedback that is being written. */
    suspend fun removeDrawing(student: String, outcome: String, photo: String)
}
