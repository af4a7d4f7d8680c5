package notyet.ui.screens

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import notyet.core.PickerRow
import notyet.core.assessTitle
import notyet.core.forgottenCode
import notyet.core.forgottenJoin
import notyet.core.forgottenSame
import notyet.core.forgottenTitle
import notyet.core.pickerBack
import notyet.core.pinForgotten
import notyet.core.pinOpen
import notyet.core.pinTitle
import notyet.core.waiting
import notyet.ui.generated.Icons
import notyet.ui.generated.Space
import notyet.ui.parts.Back
import notyet.ui.parts.Banner
import notyet.ui.parts.Header
import notyet.ui.parts.PinField
import notyet.ui.parts.PrimaryButton
import notyet.ui.parts.WordButton
import notyet.ui.theme.Look

/** The fields of a person's door that a problem may belong to. */
enum class DoorField { Name, Now, Pin, Again }

/** What to do about a try that did not go through; [field] null: about none of the fields. */
data class DoorProblem(val field: DoorField?, val sentence: String)

/** What a person can do at their door. */
class PinActions(
    val onChange: (String) -> Unit = {},
    val onOpen: () -> Unit = {},
    val onForgotten: () -> Unit = {},
    val onBack: () -> Unit = {},
)

/**
 * One person's door. While no PIN is taken, for how long stands in the place of the button.
 *
 * @param busy the PIN is being tried.
 * @param handed the device is in a student's hands, who can but go back to the work.
 */
@Composable
fun PinScreen(
    row: PickerRow,
    pin: String,
    actions: PinActions,
    modifier: Modifier = Modifier,
    problem: DoorProblem? = null,
    busy: Boolean = false,
    handed: Boolean = false,
) {
    val words = LocalWords.current
    val waits = row.waitSeconds > 0uL
    ShortColumn(modifier.onGround) {
        Header(row.name, back = Back(if (handed) words.assessTitle else words.pickerBack, actions.onBack))
        Column(Modifier.sides(), verticalArrangement = Arrangement.spacedBy(Space.x16)) {
            problem?.takeIf { it.field != DoorField.Pin }?.let { Banner(Icons.help, it.sentence) }
            PinField(
                pin,
                actions.onChange,
                words.pinTitle,
                problem = problem?.takeIf { it.field == DoorField.Pin && !waits }?.sentence,
                onDone = actions.onOpen,
            )
            when {
                busy -> Text(words.waiting, color = Look.colours.ink2, style = Look.type.body)
                waits -> Banner(Icons.lock, row.note.orEmpty())
                else -> PrimaryButton(words.pinOpen, actions.onOpen, Modifier.fillMaxWidth())
            }
            if (!handed) WordButton(words.pinForgotten, actions.onForgotten)
        }
    }
}

/** No PIN opens this, or its person does not know it: what to do, and that nothing is lost. */
@Composable
fun ForgottenScreen(row: PickerRow, onJoin: () -> Unit, onBack: () -> Unit, modifier: Modifier = Modifier) {
    val words = LocalWords.current
    ShortColumn(modifier.onGround) {
        Header(words.forgottenTitle, back = Back(words.pickerBack, onBack), label = row.name)
        Column(Modifier.sides(), verticalArrangement = Arrangement.spacedBy(Space.x16)) {
            Text(words.forgottenCode, color = Look.colours.ink, style = Look.type.body)
            Text(words.forgottenSame, color = Look.colours.ink, style = Look.type.body)
            PrimaryButton(words.forgottenJoin, onJoin, Modifier.fillMaxWidth())
        }
    }
}
