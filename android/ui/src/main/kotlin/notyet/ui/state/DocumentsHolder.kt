package notyet.ui.state

import androidx.compose.runtime.Stable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.setValue
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Job
import kotlinx.coroutines.launch
import notyet.client.DocumentClient
import notyet.core.CoreException
import notyet.ui.screens.DocumentOpener

/** Opens the documents of one person's records and drafts in the machine's viewer, one at a time. */
@Stable
class DocumentsHolder(private val client: DocumentClient, private val scope: CoroutineScope, private val viewer: Viewer) : DocumentOpener {
    private var running: Job? = null

    override var unopened by mutableStateOf<String?>(null)
        private set

    override fun open(attachment: String) {
        close()
        unopened = null
        running = scope.launch {
            val isShown = try {
                client.openDocument(attachment)?.let { viewer.show(it) } ?: false
            } catch (_: CoreException) {
                false
            }
            if (!isShown) unopened = attachment
        }
    }

    fun close() {
        running?.cancel()
        running = null
    }
}
