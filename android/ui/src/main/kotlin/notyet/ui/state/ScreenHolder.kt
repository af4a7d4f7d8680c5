package notyet.ui.state

import androidx.compose.runtime.Stable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.setValue
import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Job
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.launch
import notyet.client.Told
import notyet.core.CoreException
import notyet.core.Notice
import notyet.core.Topic
import notyet.ui.screens.ScreenState

/**
 * Keeps one screen's record fresh: asks the core at once, and again at every one of [notices]. A fault while
 * something is on screen leaves it there; the next notice asks again. An older answer never replaces a newer one.
 *
 * @param taking hears each answer that is shown, before it is; never one that came too late.
 *
 * Runs on [scope], which the screen's owner ends; the scope's dispatcher must be the one that draws.
 */
@Stable
class ScreenHolder<T>(
    private val scope: CoroutineScope,
    notices: Flow<Notice>,
    private val sentence: (CoreException) -> String,
    private val taking: (T) -> Unit = {},
    private val ask: suspend () -> T,
) {
    /** Asks again whenever [client] says that one of [topics] changed. */
    constructor(client: Told, scope: CoroutineScope, topics: Set<Topic>, taking: (T) -> Unit = {}, ask: suspend () -> T) :
        this(scope, client.notices(topics), client::sentence, taking, ask)

    private var asked = 0
    private var answered = 0

    var state: ScreenState<T> by mutableStateOf(ScreenState.Loading)
        private set

    private val listening: Job = scope.launch { notices.collect { load() } }

    /** The record on screen, if there is one. */
    val data: T? get() = (state as? ScreenState.Ready)?.data

    /** Asks anew because a person said so. */
    fun retry() {
        if (state is ScreenState.Failed) state = ScreenState.Loading
        refresh()
    }

    /** Asks anew. */
    fun refresh() {
        scope.launch { load() }
    }

    /** Whatever was asked until now is answered too late: it knows nothing of what was just saved or taken back. */
    fun forget() {
        answered = asked
    }

    fun close() = listening.cancel()

    private suspend fun load() {
        val turn = ++asked
        try {
            val answer = ask()
            if (turn <= answered) return
            answered = turn
            taking(answer)
            state = ScreenState.Ready(answer)
        } catch (gone: CancellationException) {
            throw gone
        } catch (fault: CoreException) {
            if (state !is ScreenState.Ready && turn > answered) state = ScreenState.Failed(sentence(fault))
        }
    }
}
