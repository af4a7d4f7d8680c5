package notyet.client

import notyet.core.DraftPlace
import notyet.core.OpenDocument

/** Documents; as [CoreClient], of which it is a part. */
interface DocumentClient {
    /** Keeps a file with a draft of work or a capture: a PDF or plain text, by its content. */
    suspend fun addDocument(place: DraftPlace, file: ByteArray)

    /** Takes a document out of the draft. */
    suspend fun removeDocument(place: DraftPlace, document: String)

    /** All of it, for a viewer; null while it is on its way. */
    suspend fun openDocument(attachment: String): OpenDocument?
}
