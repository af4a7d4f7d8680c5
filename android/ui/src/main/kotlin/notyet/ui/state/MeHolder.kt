package notyet.ui.state

import androidx.compose.runtime.Stable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.setValue
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.launch
import notyet.client.ProfilesClient
import notyet.core.CoreException
import notyet.core.SignOutScreen
import notyet.ui.screens.MeActions
import notyet.ui.screens.MeData
import notyet.ui.screens.ScreenState

/**
 * One's own profile. Locking and signing out lead to the list of people by themselves: [DoorHolder] hears of it.
 *
 * @param onSync to what waits, for who would rather wait until it is sent.
 */
@Stable
class MeHolder(private val profiles: ProfilesClient, private val scope: CoroutineScope, onSettings: () -> Unit = {}, onSync: () -> Unit) {
    private val me = ScreenHolder(scope, profiles.notices(), profiles::sentence) { profiles.me() }

    /** What signing out would do; null: it is not asked. */
    var question by mutableStateOf<SignOutScreen?>(null)
        private set
    var problem by mutableStateOf<String?>(null)
        private set
    var busy by mutableStateOf(false)
        private set

    val state: ScreenState<MeData> get() = me.state

    val actions = MeActions(
        onLock = { attempt { profiles.lock() } },
        onIdle = { minutes -> attempt { profiles.setIdleMinutes(minutes) } },
        onSignOut = { attempt { me.data?.let { question = profiles.signOutQuestion(it.id) } } },
        onConfirm = {
            attempt {
                me.data?.let { profiles.signOut(it.id) }
                question = null
            }
        },
        onWait = {
            question = null
            onSync()
        },
        onCancel = { question = null },
        onSettings = onSettings,
        onRetry = me::retry,
    )

    fun close() = me.close()

    private fun attempt(work: suspend () -> Unit) {
        if (busy) return
        busy = true
        problem = null
        scope.launch {
            try {
                work()
            } catch (fault: CoreException) {
                question = null
                problem = profiles.sentence(fault)
            } finally {
                busy = false
            }
        }
    }
}
