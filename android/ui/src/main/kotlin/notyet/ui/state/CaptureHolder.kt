package notyet.ui.state

import androidx.compose.runtime.Stable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.setValue
import kotlinx.coroutines.CoroutineScope
import notyet.client.CoreClient
import notyet.core.CaptureScreen
import notyet.core.DraftPlace
import notyet.core.PieceDraft
import notyet.core.Topic
import notyet.ui.screens.CaptureActions
import notyet.ui.screens.DocumentActions
import notyet.ui.screens.ScreenState
import notyet.ui.screens.WorkProblem

/**
 * Work in the making. What is typed, picked and photographed is kept by the core as it changes, so that it outlives this screen and
 * the app.
 *
 * @param place the student beside whom it was begun; null: the class.
 */
@Stable
class CaptureHolder(
    private val client: CoreClient,
    scope: CoroutineScope,
    private val place: String?,
    supply: WorkSupply,
    onBack: () -> Unit,
    onTag: () -> Unit,
    onEditPhoto: (attachment: String) -> Unit,
) {
    private val turns = Turns(scope)

    /** Null until the core's was read. */
    var draft by mutableStateOf<PieceDraft?>(null)
        private set
    var problem by mutableStateOf<WorkProblem?>(null)
        private set
    var savingPhoto by mutableStateOf(false)
        private set

    // Last of all: it asks at once, and the answer fills what stands above.
    private val screen = ScreenHolder(client, scope, setOf(Topic.PHOTOS, Topic.ROSTER), ::take) { client.capture(place) }

    val state: ScreenState<CaptureScreen> get() = screen.state

    private val at = DraftPlace.Capture(place)

    val voice = VoiceHolder(client, client, scope, supply.microphone, { at }, onChanged = screen::refresh)

    val actions = CaptureActions(
        onBack = onBack,
        onDraft = ::change,
        onTakePhoto = { photo(supply.take) },
        onChoosePhoto = { photo(supply.choose) },
        onEditPhoto = onEditPhoto,
        onRemovePhoto = { gone -> attempt { client.removePiecePhoto(place, gone) } },
        voice = voice.actions,
        documents = DocumentActions(
            onAdd = { attempt { supply.document?.invoke()?.let { client.addDocument(at, it) } } },
            onRemove = { gone -> attempt { client.removeDocument(at, gone) } },
        ),
        onTag = onTag,
        onRetry = screen::retry,
    )

    /** @param leaves whether the teacher turns to something else: then what was saved may be sent. */
    fun close(leaves: Boolean) {
        voice.close()
        screen.close()
        if (leaves) turns.take { client.leavePiece() }
    }

    private fun take(data: CaptureScreen) {
        if (draft == null) draft = data.draft
    }

    private fun change(next: PieceDraft) {
        draft = next
        problem = null
        // Only the newest is worth keeping: typing is faster than a disk.
        turns.take({ problem = client.problem(it) }) { if (draft == next) client.keepPiece(place, next) }
    }

    private fun photo(supply: suspend () -> ByteArray?) {
        if (savingPhoto) return
        savingPhoto = true
        attempt(done = { savingPhoto = false }) { supply()?.let { client.addPiecePhoto(place, it) } }
    }

    private fun attempt(done: () -> Unit = {}, work: suspend () -> Unit) {
        problem = null
        val over = { isDone: Boolean ->
            done()
            if (isDone) screen.refresh()
        }
        turns.take({ problem = client.problem(it) }, over, work)
    }
}
