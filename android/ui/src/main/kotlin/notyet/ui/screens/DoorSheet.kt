package notyet.ui.screens

import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.clearAndSetSemantics
import androidx.compose.ui.semantics.contentDescription
import notyet.core.DoorScreen
import notyet.core.actionClose
import notyet.core.doorAgain
import notyet.core.doorCode
import notyet.core.doorQrSpoken
import notyet.core.doorServer
import notyet.ui.parts.QrCode
import notyet.ui.parts.SecondButton
import notyet.ui.parts.Sheet
import notyet.ui.theme.Look

/** The door of a class, or of one student, held up for them to scan; null: it is shut. */
@Composable
internal fun DoorSheet(door: DoorScreen?, onAgain: () -> Unit, onClose: () -> Unit) {
    val words = LocalWords.current
    Sheet(door != null, door?.title.orEmpty(), words.actionClose, onClose) {
        if (door == null) return@Sheet
        Text(door.how, color = Look.colours.ink, style = Look.type.body)
        QrCode(door.qr, words.doorQrSpoken, Modifier.align(Alignment.CenterHorizontally))
        door.code?.let { code ->
            Said(words.doorCode) {
                val spelt = Modifier.clearAndSetSemantics { contentDescription = door.codeSpoken ?: code }
                Text(code, spelt, color = Look.colours.ink, style = Look.type.display)
            }
            Said(words.doorServer) { Text(door.server, color = Look.colours.ink, style = Look.type.body) }
        }
        Text(door.until, color = Look.colours.ink2, style = Look.type.body)
        SecondButton(words.doorAgain, onAgain, Modifier.fillMaxWidth())
    }
}

/** What is read out, under its name. */
@Composable
private fun Said(name: String, value: @Composable () -> Unit) {
    Column {
        Text(name, color = Look.colours.ink2, style = Look.type.label)
        value()
    }
}
