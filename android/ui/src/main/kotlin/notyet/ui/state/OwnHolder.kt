package notyet.ui.state

import androidx.compose.runtime.Stable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.setValue
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.launch
import notyet.client.CoreClient
import notyet.core.CoreException
import notyet.core.Topic
import notyet.ui.screens.ScreenState

/**
 * A screen of a student's own work, from which what was saved last can be taken back. Leaving it sends what was saved, unless
 * the student goes on with the same work.
 */
@Stable
class OwnHolder<T>(private val client: CoreClient, private val scope: CoroutineScope, ask: suspend () -> T) {
    private val screen = ScreenHolder(client, scope, setOf(Topic.WORK, Topic.ROSTER, Topic.PHOTOS), ask)

    /** Why the last thing was not done; null once something else was. */
    var problem by mutableStateOf<String?>(null)
        private set

    val state: ScreenState<T> get() = screen.state

    val data: T? get() = screen.data

    fun retry() = screen.retry()

    fun takeBack() = attempt { client.takeBack() }

    fun show(piece: String) = attempt { client.showJudgement(piece) }

    /** @param goesOn whether the student goes on with this work: then nothing is sent yet. */
    fun close(goesOn: Boolean) {
        screen.close()
        if (!goesOn) scope.launch { leaving(client) }
    }

    private fun attempt(work: suspend () -> Unit) {
        problem = null
        scope.launch {
            try {
                work()
            } catch (fault: CoreException) {
                problem = client.sentence(fault)
            }
            screen.refresh()
        }
    }
}
