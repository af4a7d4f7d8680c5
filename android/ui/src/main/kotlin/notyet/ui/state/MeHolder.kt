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
import notyet.ui.screens.DoorField
import notyet.ui.screens.DoorProblem
import notyet.ui.screens.MeActions
import notyet.ui.screens.MeData
import notyet.ui.screens.PinChange
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

    /** What is typed to change the PIN; null: it is not asked for. Nothing of it stays once it is over. */
    var pins by mutableStateOf<PinChange?>(null)
        private set

    /** Whether a PIN was set here. */
    var newPin by mutableStateOf(false)
        private set

    val state: ScreenState<MeData> get() = me.state

    val actions = MeActions(
        onLock = { attempt { profiles.lock() } },
        onIdle = { minutes -> attempt { profiles.setIdleMinutes(minutes) } },
        onPin = {
            newPin = false
            pins = PinChange()
        },
        onPinForm = { pins = PinChange(it) },
        onPinSave = ::setPin,
        onPinClose = { pins = null },
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

    /** What was typed stays until it was taken: who is asked again sees what to change. */
    private fun setPin() {
        val (form, mine) = (pins ?: return).form to (me.data ?: return)
        attempt({ pins = pins?.copy(problem = DoorProblem(fieldOf(it), profiles.sentence(it))) }) {
            profiles.setPin(mine.id, form.now.takeIf { mine.hasPin }, form.new, form.again)
            pins = null
            newPin = true
        }
    }

    private fun fieldOf(fault: CoreException): DoorField? = (fault as? CoreException.Invalid)?.run {
        when (field) {
            "pin-now" -> DoorField.Now
            // No PIN of now opens this any more.
            "pin" -> DoorField.Pin.takeIf { rule != "sign-in" }
            "pin-again" -> DoorField.Again
            else -> null
        }
    }

    private fun attempt(onFault: (CoreException) -> Unit = ::say, work: suspend () -> Unit) {
        if (busy) return
        busy = true
        problem = null
        scope.launch {
            try {
                work()
            } catch (fault: CoreException) {
                onFault(fault)
            } finally {
                busy = false
            }
        }
    }

    private fun say(fault: CoreException) {
        question = null
        problem = profiles.sentence(fault)
    }
}
