package notyet.ui.state

import androidx.compose.runtime.Stable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.setValue
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.sync.Mutex
import kotlinx.coroutines.sync.withLock
import kotlinx.coroutines.launch
import notyet.client.CoreClient
import notyet.core.CoreException
import notyet.core.SelfAssessScreen
import notyet.core.Topic
import notyet.core.WorkDraft
import notyet.core.WorkPlace
import notyet.ui.screens.ScreenState
import notyet.ui.screens.SelfAssessActions
import notyet.ui.screens.WorkProblem

/** Where photos come from: each gives a JPEG, or null when there is none. */
class PhotoSupply(val take: suspend () -> ByteArray?, val choose: suspend () -> ByteArray?)

/**
 * A student judges their work. What is typed and tapped is kept by the core as it changes, so that it outlives this screen and the
 * app; [onBack] is called once it is saved.
 */
@Stable
class SelfAssessHolder(
    private val client: CoreClient,
    private val scope: CoroutineScope,
    private val place: WorkPlace,
    private val photos: PhotoSupply,
    private val onBack: () -> Unit,
) {
    // Told of photos alone: what is on screen is the person's own, and nobody else changes it.
    private val screen = ScreenHolder(client, scope, setOf(Topic.PHOTOS, Topic.ROSTER)) { client.selfAssess(place).also(::take) }

    // One thing after another: what is kept late must not bring back what was saved.
    private val turn = Mutex()

    /** Null until the core's was read. */
    var draft by mutableStateOf<WorkDraft?>(null)
        private set
    var problem by mutableStateOf<WorkProblem?>(null)
        private set
    var savingPhoto by mutableStateOf(false)
        private set

    val state: ScreenState<SelfAssessScreen> get() = screen.state

    val actions = SelfAssessActions(
        onBack = onBack,
        onDraft = ::change,
        onTakePhoto = { photo(photos.take) },
        onChoosePhoto = { photo(photos.choose) },
        onRemovePhoto = { gone -> attempt { client.removeDraftPhoto(place, gone) } },
        onSave = ::save,
        onRetry = screen::retry,
    )

    fun close() = screen.close()

    private fun take(data: SelfAssessScreen) {
        if (draft == null) draft = data.draft
    }

    private fun change(next: WorkDraft) {
        draft = next
        problem = null
        scope.launch {
            turn.withLock {
                // Only the newest is worth keeping: typing is faster than a disk.
                if (draft != next) return@withLock
                keep { client.keepDraft(place, next) }
            }
        }
    }

    private fun photo(supply: suspend () -> ByteArray?) {
        if (savingPhoto) return
        savingPhoto = true
        attempt(done = { savingPhoto = false }) { supply()?.let { client.addDraftPhoto(place, it) } }
    }

    private fun save() {
        val now = draft ?: return
        attempt(then = onBack) { client.saveWork(place, now) }
    }

    private fun attempt(done: () -> Unit = {}, then: () -> Unit = screen::refresh, work: suspend () -> Unit) {
        problem = null
        scope.launch {
            try {
                if (turn.withLock { keep(work) }) then()
            } finally {
                done()
            }
        }
    }

    private suspend fun keep(work: suspend () -> Unit): Boolean = try {
        work()
        true
    } catch (fault: CoreException) {
        problem = WorkProblem(client.sentence(fault), (fault as? CoreException.Invalid)?.field)
        false
    }
}
