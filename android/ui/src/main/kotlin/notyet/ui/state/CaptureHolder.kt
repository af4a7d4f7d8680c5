package notyet.ui.state

import androidx.compose.runtime.Stable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.setValue
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.launch
import kotlinx.coroutines.sync.Mutex
import kotlinx.coroutines.sync.withLock
import notyet.client.CoreClient
import notyet.core.CaptureScreen
import notyet.core.CoreException
import notyet.core.LevelInput
import notyet.core.NextStepInput
import notyet.core.PhotoInput
import notyet.core.Purpose
import notyet.core.Topic
import notyet.ui.screens.CaptureActions
import notyet.ui.screens.CaptureDraft
import notyet.ui.screens.CaptureProblem
import notyet.ui.screens.ScreenState

/**
 * Capture: one visit to one student. Opens on Practice, Alone, with nothing typed, whatever came before; ends with [close], after
 * which what was saved may be sent.
 *
 * @param takePhoto the host's camera: a JPEG, or null when no photo was taken.
 */
@Stable
class CaptureHolder(
    private val client: CoreClient,
    private val scope: CoroutineScope,
    private val student: String,
    outcome: String?,
    private val takePhoto: suspend () -> ByteArray?,
    onBack: () -> Unit,
    onNext: (() -> Unit)?,
) {
    private var outcome: String? = outcome
    private var kind: String? = null
    private val screen = ScreenHolder(client, scope, setOf(Topic.WORK, Topic.ROSTER, Topic.PHOTOS, Topic.SYNC)) {
        client.capture(student, this.outcome, kind)
    }

    // One thing after another, in the order of the taps: an undo must not overtake what it takes back.
    private val turn = Mutex()

    var draft by mutableStateOf(CaptureDraft())
        private set

    val state: ScreenState<CaptureScreen> get() = screen.state

    val actions = CaptureActions(
        onBack = onBack,
        onNext = onNext,
        onOutcome = ::choose,
        onKind = ::chooseKind,
        onDraft = ::change,
        onLevel = ::level,
        onNextStep = ::nextStep,
        onPhoto = ::photo,
        onUndo = { save { client.undo() } },
        onRedo = { save { client.redo() } },
        onRetry = { screen.retry() },
    )

    /** The visit is over. */
    fun close() {
        screen.close()
        scope.launch {
            turn.withLock {
                try {
                    client.leaveStudent(student)
                } catch (_: CoreException) {
                    // What is held goes out by itself within half a minute, and at the next start at the latest.
                }
            }
        }
    }

    private fun choose(id: String) {
        outcome = id
        draft = draft.copy(nextStep = "", problem = null)
        screen.refresh()
    }

    private fun chooseKind(id: String) {
        kind = id
        val allowed = screen.data?.kinds?.any { it.kind == id && it.atBat } == true
        val purpose = if (allowed) draft.purpose else Purpose.PRACTICE
        change(draft.copy(purpose = purpose))
        screen.refresh()
    }

    /** Another purpose or support corrects the level that was tapped already, so that what is lit is what is saved. */
    private fun change(next: CaptureDraft) {
        val before = draft
        draft = next.copy(problem = null)
        if (before.purpose == next.purpose && before.support == next.support) return
        screen.data?.levels?.firstOrNull { it.chosen }?.let { level(it.level) }
    }

    private fun level(level: String) {
        val data = screen.data ?: return
        val now = draft
        save {
            client.recordLevel(LevelInput(student, data.head.outcome, level, now.purpose, now.support, kindOf(data)))
        }
    }

    private fun nextStep() {
        val data = screen.data ?: return
        val typed = draft.nextStep
        save(ofNextStep = true) { client.recordNextStep(NextStepInput(student, data.head.outcome, typed)) }
    }

    private fun photo() {
        val data = screen.data ?: return
        if (draft.savingPhoto) return
        draft = draft.copy(savingPhoto = true, problem = null)
        save(done = { draft = draft.copy(savingPhoto = false) }) {
            takePhoto()?.let { client.recordPhoto(PhotoInput(student, data.head.outcome, kindOf(data), it)) }
        }
    }

    private fun kindOf(data: CaptureScreen): String? = data.kinds.firstOrNull { it.chosen }?.kind

    private fun save(ofNextStep: Boolean = false, done: () -> Unit = {}, work: suspend () -> Unit) {
        draft = draft.copy(problem = null)
        scope.launch {
            try {
                turn.withLock { work() }
            } catch (fault: CoreException) {
                draft = draft.copy(problem = CaptureProblem(client.sentence(fault), ofNextStep))
            } finally {
                done()
            }
            screen.refresh()
        }
    }
}
