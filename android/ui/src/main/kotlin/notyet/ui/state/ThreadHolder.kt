package notyet.ui.state

import androidx.compose.runtime.Stable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.setValue
import kotlinx.coroutines.CoroutineScope
import notyet.client.CoreClient
import notyet.core.CoreException
import notyet.core.DraftPlace
import notyet.core.Reply
import notyet.core.ThreadScreen
import notyet.core.Topic
import notyet.ui.screens.ScreenState
import notyet.ui.screens.ThreadActions
import notyet.ui.screens.ThreadDraft
import notyet.ui.screens.WorkProblem

/**
 * One piece of feedback: opening it makes it no longer new; what is typed is kept by the core as it changes.
 *
 * @param microphone for the next step in the student's own voice.
 */
@Stable
class ThreadHolder(
    private val client: CoreClient,
    scope: CoroutineScope,
    private val feedback: String,
    microphone: Microphone,
    onBack: () -> Unit,
    onOutcome: (String) -> Unit,
    onPiece: (String) -> Unit,
) {
    private var taken = false
    private val turns = Turns(scope)

    /** What the core keeps of the draft. */
    private var kept = ThreadDraft()

    var draft by mutableStateOf(ThreadDraft())
        private set
    var problem by mutableStateOf<WorkProblem?>(null)
        private set

    // Last of all: it asks at once, and the answer fills what stands above.
    private val screen = ScreenHolder(client, scope, setOf(Topic.WORK, Topic.ROSTER, Topic.PHOTOS), ::take) {
        client.thread(feedback).also { client.readFeedback(feedback) }
    }

    val state: ScreenState<ThreadScreen> get() = screen.state

    private val at = DraftPlace.Rewording(feedback)

    /** The rewording's voice note. */
    val voice = VoiceHolder(client, client, scope, microphone, { at }, onChanged = ::said)

    val actions = ThreadActions(
        onBack = onBack,
        onOutcome = onOutcome,
        onPiece = onPiece,
        onDraft = ::change,
        onReply = ::reply,
        voice = voice.actions,
        onUnderstand = { attempt { client.understand(feedback) } },
        onUndo = {
            attempt {
                client.takeBack()
                screen.forget()
                taken = false
            }
        },
        onRetry = screen::retry,
    )

    /** The student turns to something else: what they answered may be sent. */
    fun close() {
        voice.close()
        screen.close()
        turns.take { client.leaveWork() }
    }

    /** The core's drafts stand in the fields when the screen opens, and again after something was taken back. */
    private fun take(data: ThreadScreen) {
        if (taken) return
        taken = true
        // The field is open while there is something to save in it, typed or said.
        draft = ThreadDraft(data.questionDraft, data.rewordingDraft.ifEmpty { "".takeIf { data.rewordingVoice.note != null } })
        kept = draft
    }

    private fun change(next: ThreadDraft) {
        draft = next
        problem = null
        turns.take(::failed) {
            // Only the newest is worth keeping: typing is faster than a disk.
            if (draft != next) return@take
            if (next.question != kept.question) client.keepReply(feedback, Reply.QUESTION, next.question)
            if (next.rewording != kept.rewording) client.keepReply(feedback, Reply.REWORDING, next.rewording.orEmpty())
            kept = next
        }
    }

    /** What was asked of the voice note before is done. */
    private fun said() {
        problem = null
        screen.refresh()
    }

    private fun reply(reply: Reply) {
        val typed = if (reply == Reply.QUESTION) draft.question else draft.rewording.orEmpty()
        attempt {
            client.saveReply(feedback, reply, typed)
            draft = if (reply == Reply.QUESTION) draft.copy(question = "") else draft.copy(rewording = null)
            kept = draft
        }
    }

    private fun attempt(work: suspend () -> Unit) {
        problem = null
        turns.take(::failed, then = { screen.refresh() }, work)
    }

    private fun failed(fault: CoreException) {
        problem = client.problem(fault)
    }
}
