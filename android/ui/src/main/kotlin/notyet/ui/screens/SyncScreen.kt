package notyet.ui.screens

import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.size
import androidx.compose.foundation.lazy.LazyListScope
import androidx.compose.foundation.lazy.itemsIndexed
import androidx.compose.material3.Icon
import androidx.compose.material3.LinearProgressIndicator
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.graphics.vector.ImageVector
import androidx.compose.ui.semantics.LiveRegionMode
import androidx.compose.ui.semantics.clearAndSetSemantics
import androidx.compose.ui.semantics.liveRegion
import androidx.compose.ui.semantics.semantics
import notyet.core.Fetching
import notyet.core.SyncScreen
import notyet.core.salvagedRead
import notyet.core.syncQueue
import notyet.core.syncRefused
import notyet.core.syncTitle
import notyet.core.syncTryNow
import notyet.ui.generated.Icons
import notyet.ui.generated.Size
import notyet.ui.generated.Space
import notyet.ui.parts.Card
import notyet.ui.parts.Hair
import notyet.ui.parts.Header
import notyet.ui.parts.ListRow
import notyet.ui.parts.PrimaryButton
import notyet.ui.parts.SectionHead
import notyet.ui.parts.WordButton
import notyet.ui.theme.Look
import notyet.ui.theme.withText

/** What fills Sync. */
typealias SyncData = SyncScreen

/** What a person can do on Sync. */
class SyncActions(
    val onTryNow: () -> Unit = {},
    /** What was saved from damaged data has been read. */
    val onUnderstood: () -> Unit = {},
    val onRetry: () -> Unit = {},
)

/** What waits to be sent and why, and what was not taken and what to do. Nothing here is ever thrown away. */
@Composable
fun SyncScreen(state: ScreenState<SyncData>, actions: SyncActions, modifier: Modifier = Modifier) {
    OnState(state, actions.onRetry, modifier) { data -> Sync(data, actions) }
}

@Composable
private fun Sync(data: SyncData, actions: SyncActions) {
    val words = LocalWords.current
    LongColumn {
        item("head") { Header(words.syncTitle) }
        item("state") {
            Card(Modifier.sides()) {
                Text(
                    data.headline,
                    Modifier.semantics { liveRegion = LiveRegionMode.Polite },
                    color = Look.colours.ink,
                    style = Look.type.head,
                )
                Text(data.status, color = Look.colours.ink2, style = Look.type.body)
                data.fetching?.let { Coming(it) }
            }
        }
        if (data.canTryNow) item("try") { PrimaryButton(words.syncTryNow, actions.onTryNow, Modifier.sides().fillMaxWidth()) }
        data.setAside?.let { told ->
            item("set-aside") {
                Card(Modifier.sides()) {
                    Text(told.text, color = Look.colours.ink, style = Look.type.body)
                    Text(told.rest, color = Look.colours.ink2, style = Look.type.body)
                    WordButton(words.salvagedRead, actions.onUnderstood)
                }
            }
        }
        // What needs a person stands above what needs patience.
        rows(words.syncRefused, data.refused.map { it.text to it.reason }, Icons.syncProblem, needsYou = true)
        rows(words.syncQueue, data.queue.map { it.text to it.reason }, Icons.cloudUpload, needsYou = false)
    }
}

/** How much of what there is has come to this device; the sentence says the same as the bar. */
@Composable
private fun Coming(fetching: Fetching) {
    Text(fetching.text, Modifier.padding(top = Space.x12), color = Look.colours.ink2, style = Look.type.body)
    LinearProgressIndicator(
        progress = fetching.permille.toInt() / 1000f,
        modifier = Modifier.padding(top = Space.x8).fillMaxWidth().clearAndSetSemantics {},
        color = Look.colours.accent,
        trackColor = Look.colours.accentSoft,
    )
}

private fun LazyListScope.rows(head: String, rows: List<Pair<String, String>>, icon: ImageVector, needsYou: Boolean) {
    if (rows.isEmpty()) return
    item(head) { SectionHead(head, Modifier.sides().padding(top = Space.x16)) }
    itemsIndexed(rows) { i, (text, reason) ->
        Column {
            if (i > 0) Hair(Modifier.padding(bottom = Space.x12))
            val tint = if (needsYou) Look.colours.accent else Look.colours.ink2
            ListRow(text, reason, { Icon(icon, null, Modifier.size(Size.icon.withText), tint = tint) }, needsYou = needsYou)
        }
    }
}
