package notyet.client

import notyet.core.Documents
import notyet.core.DraftPlace

/** The core's area behind [DocumentClient]. */
internal class RustDocumentClient(private val documents: Documents) :
    DocumentClient,
    AutoCloseable {
    override suspend fun addDocument(place: DraftPlace, file: ByteArray) {
        documents.add(place, file)
    }

    override suspend fun removeDocument(place: DraftPlace, document: String) {
        documents.remove(place, document)
    }

    override suspend fun openDocument(attachment: String) = documents.open(attachment)

    override fun close() = documents.close()
}
