package notyet.ui.state

import androidx.compose.runtime.Stable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.setValue
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Job
import kotlinx.coroutines.delay
import kotlinx.coroutines.launch
import notyet.client.CoreClient
import notyet.core.CoreException
import notyet.core.ScannedCode
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
 * @param visit shows a page in the system's browser, and gives the address by which that came back.
 * @param takePhoto a JPEG from the camera, or null when none was taken.
 * @param pauseMs how long an address stands untouched before its school is asked whether it has accounts.
 */
@Stable
class JoinHolder(
    private val client: CoreClient,
    private val scope: CoroutineScope,
    private val server: String = "",
    private val visit: suspend (page: String) -> String? = { null },
    private val pauseMs: Long = 600,
    private val takePhoto: suspend () -> ByteArray? = { null },
    onBack: (() -> Unit)? = null,
) {
    private val session = ScreenHolder(client, scope, setOf(Topic.SESSION)) { client.session() }
    private var edited by mutableStateOf<JoinForm?>(null)

    var problem by mutableStateOf<JoinProblem?>(null)
        private set
    var busy by mutableStateOf(false)
        private set

    /** Whether the school at the typed address has accounts for its staff. */
    var account by mutableStateOf(false)
        private set
    private var asked: Pair<Boolean, String>? = null
    private var asking: Job? = null

    val state: ScreenState<SessionScreen> get() = session.state

    /** What stands in the fields: at first the address that was used last. */
    val form: JoinForm get() = edited ?: JoinForm(server = session.data?.serverUrl.orEmpty().ifEmpty { server })

    val actions = JoinActions(
        onChange = {
            edited = it
            problem = null
            askForAccounts()
        },
        onJoin = ::join,
        onScan = { trying { takePhoto()?.let { admit(client.readCode(it)) } } },
        onAccount = ::signIn,
        onCancel = { client.cancelJoin() },
        onRetry = { session.retry() },
        onBack = onBack,
    )

    fun close() = session.close()

    /** This address opened the app: a teacher's code that a phone's own camera read, or the browser's way back while nobody waited. */
    fun returned(address: String) = trying {
        if (address.startsWith(INVITATION)) admit(client.readLink(address)) else client.finishSchoolAccount(address)
    }

    /** One's own code says who one is; the class's is put in its field, and asks for a name. */
    private suspend fun admit(code: ScannedCode) {
        if (code.needsName) {
            edited = form.copy(teaching = false, server = code.serverUrl, code = code.code, scanned = true)
        } else {
            client.joinWithStudentCode(code.serverUrl, code.code)
        }
    }

    private fun join() {
        val asked = form
        trying {
            if (asked.teaching) {
                client.joinWithStaffCode(asked.server, asked.code)
            } else {
                client.joinWithClassCode(asked.server, asked.code, asked.name)
            }
        }
    }

    private fun signIn() {
        val address = form.server
        trying {
            val back = visit(client.beginSchoolAccount(address)) ?: throw CoreException.Invalid("account", "declined")
            client.finishSchoolAccount(back)
        }
    }

    private fun trying(work: suspend () -> Unit) {
        if (busy) return
        busy = true
        problem = null
        scope.launch {
            try {
                work()
            } catch (fault: CoreException) {
                problem = JoinProblem(fieldOf(fault), client.sentence(fault))
            } finally {
                busy = false
            }
        }
    }

    private fun askForAccounts() {
        val now = form.teaching to form.server
        if (now == asked) return
        asked = now
        account = false
        asking?.cancel()
        if (!form.teaching || form.server.isBlank()) return
        asking = scope.launch {
            delay(pauseMs)
            account = try {
                client.offersSchoolAccount(now.second)
            } catch (_: CoreException) {
                // The address says so itself once it is used.
                false
            }
        }
    }

    private fun fieldOf(fault: CoreException): JoinField? = when ((fault as? CoreException.Invalid)?.field) {
        "server" -> JoinField.Server
        "code" -> JoinField.Code
        "name" -> JoinField.Name
        else -> null
    }

    private companion object {
        const val INVITATION = "app.notyet:/join"
    }
}
