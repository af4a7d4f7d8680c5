package notyet.ui.screens

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.remember
import androidx.compose.runtime.setValue
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.LiveRegionMode
import androidx.compose.ui.semantics.liveRegion
import androidx.compose.ui.semantics.semantics
import notyet.core.MeScreen
import notyet.core.SignOutScreen
import notyet.core.actionCancel
import notyet.core.meLock
import notyet.core.meLockAfter
import notyet.core.meLockByItself
import notyet.core.meName
import notyet.core.namingAgain
import notyet.core.pinChange
import notyet.core.pinChanged
import notyet.core.pinNew
import notyet.core.pinNow
import notyet.core.pinSet
import notyet.core.settingsTitle
import notyet.core.waiting
import notyet.ui.generated.Icons
import notyet.ui.generated.Space
import notyet.ui.parts.Banner
import notyet.ui.parts.CardHead
import notyet.ui.parts.Choice
import notyet.ui.parts.Header
import notyet.ui.parts.PinField
import notyet.ui.parts.PrimaryButton
import notyet.ui.parts.SecondButton
import notyet.ui.parts.Sheet
import notyet.ui.theme.Look

/** What fills Me. */
typealias MeData = MeScreen

/** What is typed to change a PIN. */
data class PinForm(val now: String = "", val new: String = "", val again: String = "")

/** A change of the PIN that is under way, and what to do about the last try. */
data class PinChange(val form: PinForm = PinForm(), val problem: DoorProblem? = null)

/** What a person can do with their own profile. */
class MeActions(
    val onLock: () -> Unit = {},
    val onIdle: (minutes: UInt) -> Unit = {},
    /** Asks for another PIN, or for a first one. */
    val onPin: () -> Unit = {},
    val onPinForm: (PinForm) -> Unit = {},
    /** Sets the PIN that was typed. */
    val onPinSave: () -> Unit = {},
    val onPinClose: () -> Unit = {},
    /** Asks what signing out would do. */
    val onSignOut: () -> Unit = {},
    /** Really signs out. */
    val onConfirm: () -> Unit = {},
    /** Rather waits until all is sent. */
    val onWait: () -> Unit = {},
    val onCancel: () -> Unit = {},
    val onSettings: () -> Unit = {},
    val onRetry: () -> Unit = {},
)

/**
 * One's own profile: settings, locking it, and leaving the device.
 *
 * @param title the word by which the bar leads here.
 * @param question what signing out would do, to be agreed to; null: not asked.
 * @param pins a change of the PIN that is under way; null: none.
 * @param newPin whether one was just set.
 * @param busy signing out, or a change of the PIN, is under way.
 */
@Composable
fun MeScreen(
    state: ScreenState<MeData>,
    title: String,
    actions: MeActions,
    modifier: Modifier = Modifier,
    question: SignOutScreen? = null,
    problem: String? = null,
    pins: PinChange? = null,
    newPin: Boolean = false,
    busy: Boolean = false,
) {
    OnState(state, actions.onRetry, modifier) { data ->
        Box(Modifier.fillMaxSize()) {
            Me(data, title, actions, problem, newPin)
            PinSheet(pins, data.hasPin, busy, actions)
            Question(question, busy, actions)
        }
    }
}

@Composable
private fun Me(data: MeData, title: String, actions: MeActions, problem: String?, newPin: Boolean) {
    val words = LocalWords.current
    ShortColumn {
        Header(title)
        Column(Modifier.sides(), verticalArrangement = Arrangement.spacedBy(Space.x16)) {
            if (problem != null) Banner(Icons.help, problem)
            Column {
                CardHead(words.meName)
                Text(data.name, color = Look.colours.ink, style = Look.type.body)
            }
            if (data.hasPin) {
                PrimaryButton(words.meLock, actions.onLock, Modifier.fillMaxWidth(), Icons.lock)
                Column(verticalArrangement = Arrangement.spacedBy(Space.x8)) {
                    CardHead(words.meLockAfter)
                    val chosen = data.idle.indexOfFirst { it.chosen }
                    Choice(data.idle.map { it.text }, chosen, { actions.onIdle(data.idle[it].minutes) }, words.meLockAfter)
                    Text(words.meLockByItself, color = Look.colours.ink2, style = Look.type.label)
                }
            }
            Column(verticalArrangement = Arrangement.spacedBy(Space.x8)) {
                SecondButton(if (data.hasPin) words.pinChange else words.pinSet, actions.onPin, Modifier.fillMaxWidth(), Icons.lock)
                if (newPin) Told(words.pinChanged)
            }
            SecondButton(words.settingsTitle, actions.onSettings, Modifier.fillMaxWidth(), Icons.tune)
            SecondButton(data.signOut, actions.onSignOut, Modifier.fillMaxWidth())
        }
    }
}

@Composable
private fun Told(text: String) =
    Text(text, Modifier.semantics { liveRegion = LiveRegionMode.Polite }, color = Look.colours.ink2, style = Look.type.label)

/** The PIN of now, where there is one, and the new one twice. */
@Composable
private fun PinSheet(pins: PinChange?, hasPin: Boolean, busy: Boolean, actions: MeActions) {
    val words = LocalWords.current
    // While it fades away it still shows what was typed.
    var last by remember { mutableStateOf(PinChange()) }
    if (pins != null) last = pins
    val (form, problem) = last

    fun problemOf(field: DoorField?) = problem?.takeIf { it.field == field }?.sentence
    Sheet(pins != null, if (hasPin) words.pinChange else words.pinSet, words.actionCancel, actions.onPinClose) {
        problemOf(null)?.let { Banner(Icons.help, it) }
        if (hasPin) {
            PinField(form.now, { actions.onPinForm(form.copy(now = it)) }, words.pinNow, problem = problemOf(DoorField.Now))
        }
        PinField(form.new, { actions.onPinForm(form.copy(new = it)) }, words.pinNew, problem = problemOf(DoorField.Pin))
        PinField(
            form.again,
            { actions.onPinForm(form.copy(again = it)) },
            words.namingAgain,
            problem = problemOf(DoorField.Again),
            onDone = actions.onPinSave,
        )
        if (busy) {
            Text(words.waiting, color = Look.colours.ink2, style = Look.type.body)
        } else {
            PrimaryButton(if (hasPin) words.pinChange else words.pinSet, actions.onPinSave, Modifier.fillMaxWidth())
        }
    }
}

/** What is not sent stands first; the careful way before the final one. */
@Composable
private fun Question(question: SignOutScreen?, busy: Boolean, actions: MeActions) {
    val words = LocalWords.current
    // While it fades away it still asks what it asked.
    var last by remember { mutableStateOf(question) }
    if (question != null) last = question
    val asked = last ?: return
    Sheet(question != null, asked.title, words.actionCancel, actions.onCancel) {
        for (sentence in asked.sentences) Text(sentence, color = Look.colours.ink, style = Look.type.body)
        if (busy) {
            Text(words.waiting, color = Look.colours.ink2, style = Look.type.body)
        } else {
            asked.wait?.let { PrimaryButton(it, actions.onWait, Modifier.fillMaxWidth()) }
            if (asked.wait == null) {
                PrimaryButton(asked.confirm, actions.onConfirm, Modifier.fillMaxWidth())
            } else {
                SecondButton(asked.confirm, actions.onConfirm, Modifier.fillMaxWidth())
            }
        }
    }
}
