package notyet.client.fake

import notyet.core.CoreException
import notyet.core.DocumentKind
import notyet.core.DocumentTile
import notyet.core.DraftPlace
import notyet.core.OpenDocument
import notyet.core.PhotoState

/** A file under its name. */
internal class FakeDocument(val id: String, val bytes: ByteArray) {
    private val isPdf = isPdf(bytes)

    val kind get() = if (isPdf) "PDF" else "Plain text"

    fun open() = OpenDocument(bytes, if (isPdf) DocumentKind.PDF else DocumentKind.PLAIN_TEXT)

    companion object {
        private const val PDF = "%PDF-"

        private fun isPdf(bytes: ByteArray) = bytes.decodeToString().startsWith(PDF)

        /** A PDF, or lines of text. */
        fun isReadable(bytes: ByteArray) = isPdf(bytes) || bytes.none { it < ' '.code && it != '\n'.code.toByte() }
    }
}

/**
 * The documents of the drafts of one device. What a record [carries] stands in no draft while that is not taken back.
 */
internal class FakeDocuments(private val freshId: () -> String, private val carries: (document: String) -> Boolean) {
    private val drafts = mutableMapOf<DraftPlace, List<FakeDocument>>()

    fun add(place: DraftPlace, file: ByteArray) {
        if (place !is DraftPlace.Work && place !is DraftPlace.Capture) throw CoreException.NotFound("record")
        val rule = when {
            file.isEmpty() -> "empty"
            !FakeDocument.isReadable(file) -> "not-a-document"
            at(place).size >= MOST -> "too-many"
            else -> null
        }
        if (rule != null) throw CoreException.Invalid("document", rule)
        drafts[place] = at(place) + FakeDocument(freshId(), file)
    }

    fun remove(place: DraftPlace, id: String) {
        drafts[place] = at(place).filter { it.id != id }
    }

    fun at(place: DraftPlace): List<FakeDocument> = drafts[place].orEmpty().filterNot { carries(it.id) }

    fun draft(place: DraftPlace): List<DocumentTile> = at(place).map { tile(it, "") }

    fun find(id: String): FakeDocument? = drafts.values.flatten().firstOrNull { it.id == id }

    companion object {
        private const val MOST = 4

        /** Each is as large as another. */
        fun tile(document: FakeDocument, day: String) = DocumentTile(
            document.id,
            PhotoState.READY,
            document.kind,
            "1 KB",
            day,
            if (day.isEmpty()) "${document.kind}, not saved yet, 1 kilobyte" else "${document.kind} of $day, 1 kilobyte",
        )
    }
}
