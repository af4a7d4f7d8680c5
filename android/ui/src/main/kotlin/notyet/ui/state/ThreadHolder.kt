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
import notyet.core.CoreException
import notyet.core.Reply
import notyet.core.ThreadScreen
import notyet.core.Topic
import notyet.ui.screens.ScreenState
import notyet.ui.screens.ThreadActions
import notyet.ui.screens.ThreadDraft
import notyet.ui.screens.WorkProblem

/** One piece of feedback: opening it makes it no longer new; what is typed is kept by the core as it changes. */
@Stable
class ThreadHolder(
    private val client: CoreClient,
    private val scope: CoroutineScope,
    private val feedback: String,
    onBack: () -> Unit,
    onOutcome: (String) -> Unit,
    onPiece: (String) -> Unit,
) {
    private var taken = false
    private val screen = ScreenHolder(client, scope, setOf(Topic.WORK, Topic.ROSTER, Topic.PHOTOS)) {
        client.thread(feedback).also {
            take(it)
            client.readFeedback(feedback)
        }
    }
    private val turn = Mutex()

    /** What the core keeps of the draft. */
    private var kept = ThreadDraft()

    var draft by mutableStateOf(ThreadDraft())
        private set
    var problem by mutableStateOf<WorkProblem?>(null)
        private set

    val state: ScreenState<ThreadScreen> get() = screen.state

    val actions = ThreadActions(
        onBack = onBack,
        onOutcome = onOutcome,
        onPiece = onPiece,
        onDraft = ::change,
        onReply = ::reply,
        onUnderstand = { attempt { client.understand(feedback) } },
        onUndo = {
            attempt {
                client.takeBack()
                taken = false
            }
        },
        onRetry = screen::retry,
    )

    /** The student turns to something else: what they answered may be sent. */
    fun close() {
        screen.close()
        scope.launch { turn.withLock { leaving(client) } }
    }

    /** The core's drafts stand in the fields when the screen opens, and again after something was taken back. */
    private fun take(data: ThreadScreen) {
        if (taken) return
        taken = true
        draft = ThreadDraft(data.questionDraft, data.rewordingDraft.ifEmpty { null })
        kept = draft
    }

    private fun change(next: ThreadDraft) {
        draft = next
        problem = null
        scope.launch {
            turn.withLock {
                // Only the newest is worth keeping: typing is faster than a disk.
                if (draft != next) return@withLock
                keep {
                    if (next.question != kept.question) client.keepReply(feedback, Reply.QUESTION, next.question)
                    if (next.rewording != kept.rewording) client.keepReply(feedback, Reply.REWORDING, next.rewording.orEmpty())
                    kept = next
                }
            }
        }
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
        scope.launch {
            turn.withLock { keep(work) }
            screen.refresh()
        }
    }

    private suspend fun keep(work: suspend () -> Unit) {
        try {
            work()
        } catch (fault: CoreException) {
            problem = WorkProblem(client.sentence(fault), (fault as? CoreException.Invalid)?.field)
        }
    }
}

/** A student turns to something else: what they saved may be sent. */
internal suspend fun leaving(client: CoreClient) {
    try {
        client.leaveWork()
    } catch (_: CoreException) {
        // What is held goes out by itself within half a minute, and at the next start at the latest.
    }
}
