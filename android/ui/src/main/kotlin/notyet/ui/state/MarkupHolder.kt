package notyet.ui.state

import androidx.compose.runtime.Stable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.setValue
import androidx.compose.ui.graphics.ImageBitmap
import kotlinx.coroutines.CoroutineScope
import notyet.client.CoreClient
import notyet.core.CoreException
import notyet.core.DraftPlace
import notyet.core.PhotoEdit
import notyet.core.Topic
import notyet.ui.screens.MarkupActions
import notyet.ui.screens.MarkupData
import notyet.ui.screens.ScreenState

/**
 * One photo that is being changed. Each change is kept by the core at once, so that it outlives this screen and the app; until the
 * core's picture shows it, it stands in [pending].
 *
 * @param decode the host's decoder, as that of photos.
 * @param onDone leads back, once the changed picture is in the draft.
 */
@Stable
class MarkupHolder(
    private val client: CoreClient,
    scope: CoroutineScope,
    private val place: DraftPlace,
    private val photo: String,
    private val decode: suspend (jpeg: ByteArray, wide: Int) -> ImageBitmap?,
    private val onDone: () -> Unit,
) {
    private val turns = Turns(scope)

    var pending by mutableStateOf(emptyList<PhotoEdit>())
        private set
    var problem by mutableStateOf<String?>(null)
        private set

    // Nobody else changes this photo; it is asked for again after each change. Last of all: it asks at once.
    private val screen = ScreenHolder(client, scope, setOf(Topic.ROSTER), { pending = emptyList() }) {
        val data = client.markup(place, photo)
        MarkupData(data, decode(data.picture, data.width.toInt()))
    }

    val state: ScreenState<MarkupData> get() = screen.state

    val actions = MarkupActions(
        onEdit = { edit ->
            pending = pending + edit
            attempt { client.editPhoto(place, photo, edit) }
        },
        onUndo = { attempt { client.undoEdit(place, photo) } },
        onRedo = { attempt { client.redoEdit(place, photo) } },
        onDone = { attempt(then = onDone) { client.finishPhoto(place, photo) } },
        onRetry = screen::retry,
    )

    fun close() = screen.close()

    private fun attempt(then: () -> Unit = screen::refresh, work: suspend () -> Unit) {
        problem = null
        val failed = { fault: CoreException ->
            problem = client.sentence(fault)
            pending = emptyList()
        }
        turns.take(failed, { isDone -> if (isDone) then() }, work)
    }
}
