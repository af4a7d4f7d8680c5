package notyet.ui.state

import androidx.compose.runtime.Stable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.setValue
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.launch
import notyet.client.CoreClient
import notyet.core.CoreException
import notyet.core.SessionScreen
import notyet.core.Topic
import notyet.ui.screens.JoinActions
import notyet.ui.screens.JoinField
import notyet.ui.screens.JoinForm
import notyet.ui.screens.JoinProblem
import notyet.ui.screens.ScreenState

/**
 * Join: what was typed stays, whatever comes of a try.
 *
 * @param server the address that stands there where none was used before.
 */
@Stable
class JoinHolder(private val client: CoreClient, private val scope: CoroutineScope, private val server: String = "") {
    private val session = ScreenHolder(client, scope, setOf(Topic.SESSION)) { client.session() }
    private var edited by mutableStateOf<JoinForm?>(null)

    var problem by mutableStateOf<JoinProblem?>(null)
        private set
    var busy by mutableStateOf(false)
        private set

    val state: ScreenState<SessionScreen> get() = session.state

    /** What stands in the fields: at first the address that was used last. */
    val form: JoinForm get() = edited ?: JoinForm(server = session.data?.serverUrl.orEmpty().ifEmpty { server })

    val actions = JoinActions(
        onChange = {
            edited = it
            problem = null
        },
        onJoin = ::join,
        onCancel = { client.cancelJoin() },
        onRetry = { session.retry() },
    )

    fun close() = session.close()

    private fun join() {
        if (busy) return
        val asked = form
        busy = true
        problem = null
        scope.launch {
            try {
                if (asked.teaching) {
                    client.joinWithStaffCode(asked.server, asked.code)
                } else {
                    client.joinWithClassCode(asked.server, asked.code, asked.name)
                }
            } catch (fault: CoreException) {
                problem = JoinProblem(fieldOf(fault), client.sentence(fault))
            } finally {
                busy = false
            }
        }
    }

    private fun fieldOf(fault: CoreException): JoinField? = when ((fault as? CoreException.Invalid)?.field) {
        "server" -> JoinField.Server
        "code" -> JoinField.Code
        "name" -> JoinField.Name
        else -> null
    }
}
