package notyet.ui.screens

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.selection.selectableGroup
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.semantics
import notyet.core.Hand
import notyet.core.SettingsScreen
import notyet.core.settingsHand
import notyet.core.settingsHandNote
import notyet.core.settingsLanguage
import notyet.core.settingsMotion
import notyet.core.settingsTitle
import notyet.ui.generated.Icons
import notyet.ui.generated.Space
import notyet.ui.parts.Back
import notyet.ui.parts.Banner
import notyet.ui.parts.CardHead
import notyet.ui.parts.Choice
import notyet.ui.parts.Hair
import notyet.ui.parts.Header
import notyet.ui.parts.ListRow
import notyet.ui.theme.Look

/** What fills Settings. */
typealias SettingsData = SettingsScreen

/** What a person can choose. */
class SettingsActions(
    /** Null: the device's language. */
    val onLanguage: (tag: String?) -> Unit = {},
    val onHand: (Hand) -> Unit = {},
    val onStill: (Boolean) -> Unit = {},
    val onBack: () -> Unit = {},
    val onRetry: () -> Unit = {},
)

/**
 * What a person chooses for themselves on this device; each tap holds at once.
 *
 * @param title the word by which the bar leads to where this was opened.
 */
@Composable
fun SettingsScreen(
    state: ScreenState<SettingsData>,
    title: String,
    actions: SettingsActions,
    modifier: Modifier = Modifier,
    problem: String? = null,
) {
    OnState(state, actions.onRetry, modifier) { data ->
        val words = LocalWords.current
        ShortColumn {
            Header(words.settingsTitle, back = Back(title, actions.onBack), label = data.kept)
            if (problem != null) Banner(Icons.help, problem, Modifier.sides())
            Languages(data, actions)
            Column(Modifier.sides(), verticalArrangement = Arrangement.spacedBy(Space.x16)) {
                if (data.hands.isNotEmpty()) {
                    Part(words.settingsHand) {
                        val chosen = data.hands.indexOfFirst { it.chosen }
                        Choice(data.hands.map { it.text }, chosen, { actions.onHand(data.hands[it].hand) }, words.settingsHand)
                        Text(words.settingsHandNote, color = Look.colours.ink2, style = Look.type.label)
                    }
                }
                Part(words.settingsMotion) {
                    val chosen = data.motions.indexOfFirst { it.chosen }
                    Choice(data.motions.map { it.text }, chosen, { actions.onStill(data.motions[it].still) }, words.settingsMotion)
                }
            }
        }
    }
}

/** Each under the name that it has for itself, so that who took a wrong turn finds back. */
@Composable
private fun Languages(data: SettingsData, actions: SettingsActions) {
    val words = LocalWords.current
    Column {
        CardHead(words.settingsLanguage, Modifier.sides())
        Column(Modifier.selectableGroup().semantics { contentDescription = words.settingsLanguage }) {
            data.languages.forEachIndexed { i, language ->
                if (i > 0) Hair(inset = Space.x16)
                ListRow(language.name, language.note, null, chosen = language.chosen) { actions.onLanguage(language.tag) }
            }
        }
    }
}

@Composable
private fun Part(title: String, content: @Composable () -> Unit) {
    Column(verticalArrangement = Arrangement.spacedBy(Space.x8)) {
        CardHead(title)
        content()
    }
}
