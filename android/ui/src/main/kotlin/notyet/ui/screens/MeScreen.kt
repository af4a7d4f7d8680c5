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
import notyet.core.MeScreen
import notyet.core.SignOutScreen
import notyet.core.actionCancel
import notyet.core.meLock
import notyet.core.meLockAfter
import notyet.core.meLockByItself
import notyet.core.meName
import notyet.core.settingsTitle
import notyet.core.waiting
import notyet.ui.generated.Icons
import notyet.ui.generated.Space
import notyet.ui.parts.Banner
import notyet.ui.parts.CardHead
import notyet.ui.parts.Choice
import notyet.ui.parts.Header
import notyet.ui.parts.PrimaryButton
import notyet.ui.parts.SecondButton
import notyet.ui.parts.Sheet
import notyet.ui.theme.Look

/** What fills Me. */
typealias MeData = MeScreen

/** What a person can do with their own profile. */
class MeActions(
    val onLock: () -> Unit = {},
    val onIdle: (minutes: UInt) -> Unit = {},
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
 * @param busy signing out is under way.
 */
@Composable
fun MeScreen(
    state: ScreenState<MeData>,
    title: String,
    actions: MeActions,
    modifier: Modifier = Modifier,
    question: SignOutScreen? = null,
    problem: String? = null,
    busy: Boolean = false,
) {
    OnState(state, actions.onRetry, modifier) { data ->
        Box(Modifier.fillMaxSize()) {
            Me(data, title, actions, problem)
            Question(question, busy, actions)
        }
    }
}

@Composable
private fun Me(data: MeData, title: String, actions: MeActions, problem: String?) {
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
            SecondButton(words.settingsTitle, actions.onSettings, Modifier.fillMaxWidth(), Icons.tune)
            SecondButton(data.signOut, actions.onSignOut, Modifier.fillMaxWidth())
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
