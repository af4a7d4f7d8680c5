package notyet.ui.state

import notyet.core.OpenDocument

/** The machine's apps that show documents. */
fun interface Viewer {
    /**
     * Shows a document; false when nothing on the machine does. What the other app reads is gone once another document is shown, and
     * when the app ends.
     */
    suspend fun show(document: OpenDocument): Boolean
}
