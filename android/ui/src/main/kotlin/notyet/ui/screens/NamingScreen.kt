package notyet.ui.screens

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.ExperimentalLayoutApi
import androidx.compose.foundation.layout.FlowRow
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.text.KeyboardOptions
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.text.input.KeyboardCapitalization
import notyet.core.NamingScreen
import notyet.core.namingAgain
import notyet.core.namingGo
import notyet.core.namingName
import notyet.core.pinTitle
import notyet.core.waiting
import notyet.ui.generated.Icons
import notyet.ui.generated.Space
import notyet.ui.parts.Banner
import notyet.ui.parts.Chip
import notyet.ui.parts.Field
import notyet.ui.parts.Header
import notyet.ui.parts.PinField
import notyet.ui.parts.PrimaryButton
import notyet.ui.theme.Look

/** What fills Naming. */
typealias NamingData = NamingScreen

/** What has been typed on Naming; the PINs are gone as soon as one was taken. */
data class NamingForm(val name: String = "", val pin: String = "", val again: String = "")

/** What a person can do on Naming. */
class NamingActions(val onChange: (NamingForm) -> Unit = {}, val onGo: () -> Unit = {})

/** Joined, and not listed yet: the name that everybody may read, and the PIN that nobody may. */
@OptIn(ExperimentalLayoutApi::class)
@Composable
fun NamingScreen(
    data: NamingData,
    form: NamingForm,
    actions: NamingActions,
    modifier: Modifier = Modifier,
    problem: DoorProblem? = null,
    busy: Boolean = false,
) {
    val words = LocalWords.current

    fun problemOf(field: DoorField?) = problem?.takeIf { it.field == field }?.sentence
    ShortColumn(modifier.onGround) {
        Header(data.title)
        Column(Modifier.sides(), verticalArrangement = Arrangement.spacedBy(Space.x16)) {
            problemOf(null)?.let { Banner(Icons.help, it) }
            FlowRow(horizontalArrangement = Arrangement.spacedBy(Space.x8)) {
                for (name in data.names) Chip(name, name == form.name, { actions.onChange(form.copy(name = name)) })
            }
            Field(
                form.name,
                { actions.onChange(form.copy(name = it)) },
                words.namingName,
                problem = problemOf(DoorField.Name),
                readers = data.readers,
                keyboard = KeyboardOptions(KeyboardCapitalization.Words, autoCorrect = false),
            )
            Text(data.pin, color = Look.colours.ink, style = Look.type.body)
            PinField(form.pin, { actions.onChange(form.copy(pin = it)) }, words.pinTitle, problem = problemOf(DoorField.Pin))
            PinField(
                form.again,
                { actions.onChange(form.copy(again = it)) },
                words.namingAgain,
                problem = problemOf(DoorField.Again),
                onDone = actions.onGo,
            )
            if (busy) {
                Text(words.waiting, color = Look.colours.ink2, style = Look.type.body)
            } else {
                PrimaryButton(words.namingGo, actions.onGo, Modifier.fillMaxWidth())
            }
        }
    }
}
