package notyet.ui.screens

import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.size
import androidx.compose.foundation.lazy.itemsIndexed
import androidx.compose.material3.Icon
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.graphics.vector.ImageVector
import notyet.core.PickerRow
import notyet.core.PickerScreen
import notyet.core.PickerWay
import notyet.core.appName
import notyet.core.forgottenJoin
import notyet.ui.generated.Icons
import notyet.ui.generated.Size
import notyet.ui.generated.Space
import notyet.ui.parts.Banner
import notyet.ui.parts.Chevron
import notyet.ui.parts.Hair
import notyet.ui.parts.Header
import notyet.ui.parts.PersonRow
import notyet.ui.parts.SecondButton
import notyet.ui.theme.Look
import notyet.ui.theme.withText

/** What fills People. */
typealias PeopleData = PickerScreen

/** What anybody who holds the device can do before it is theirs. */
class PeopleActions(val onPerson: (PickerRow) -> Unit = {}, val onJoin: () -> Unit = {})

/**
 * Who is using this device: each under the name that they agreed to show, and nothing else of them.
 *
 * @param notice what became of a profile that was to be opened and is no longer here.
 */
@Composable
fun PeopleScreen(data: PeopleData, actions: PeopleActions, modifier: Modifier = Modifier, notice: String? = null) {
    val words = LocalWords.current
    LongColumn(modifier.onGround, space = Space.x4) {
        item("head") { Header(data.title, label = words.appName) }
        if (notice != null) {
            item("notice") { Banner(Icons.help, notice, Modifier.sides(), words.forgottenJoin, actions.onJoin) }
        }
        itemsIndexed(data.rows, key = { _, row -> row.id }) { i, row ->
            if (i > 0) Hair()
            val open = { actions.onPerson(row) }
            PersonRow(row.name, row.initials, row.note, trailing = { Way(row.way) }, onTap = open.takeIf { row.way != PickerWay.LEAVES })
        }
        item("join") {
            SecondButton(data.join, actions.onJoin, Modifier.sides().padding(top = Space.x16).fillMaxWidth(), Icons.add)
        }
    }
}

/** A lock where a PIN is asked for; what has left goes by itself. */
@Composable
private fun Way(way: PickerWay) = when (way) {
    PickerWay.ASKS_PIN, PickerWay.JOINS_AGAIN -> Mark(Icons.lock)
    PickerWay.OPENS -> Chevron()
    PickerWay.LEAVES -> Mark(Icons.cloudUpload)
}

@Composable
private fun Mark(icon: ImageVector) {
    Icon(icon, null, Modifier.size(Size.icon.withText), tint = Look.colours.ink2)
}
