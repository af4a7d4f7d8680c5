package notyet.ui.samples

import notyet.core.DocumentTile
import notyet.core.PhotoState
import notyet.ui.screens.DocumentOpener

/** Documents of drafts and of records. */
object SampleDocuments {
    val added = DocumentTile("d1", PhotoState.READY, "PDF", "240 KB", "", "PDF, not saved yet, 240 kilobytes")
    val ofRecord = DocumentTile("d2", PhotoState.READY, "PDF", "1380 KB", "12 Nov", "PDF of 12 Nov, 1380 kilobytes")
    val coming = DocumentTile("d3", PhotoState.COMING, "Plain text", "3 KB", "14 Nov", "Plain text of 14 Nov, 3 kilobytes")
    val ofPiece = listOf(ofRecord, coming)
}

/** Opens each of them at once. */
object SampleOpener : DocumentOpener {
    override val unopened: String? = null

    override fun open(attachment: String) = Unit
}
