package notyet.ui.screens

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.lazy.LazyListScope
import androidx.compose.foundation.lazy.items
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import notyet.core.FeedbackRow
import notyet.core.FeedbackScreen
import notyet.core.feedbackEarlier
import notyet.core.feedbackFresh
import notyet.core.feedbackTitle
import notyet.ui.generated.Space
import notyet.ui.parts.Card
import notyet.ui.parts.CardHead
import notyet.ui.parts.Empty
import notyet.ui.parts.Header
import notyet.ui.parts.SectionHead
import notyet.ui.parts.heardAs
import notyet.ui.theme.Look

/** What fills Feedback. */
typealias FeedbackData = FeedbackScreen

/** What a student can do on Feedback. */
class FeedbackActions(val onOpen: (feedback: String) -> Unit = {}, val onRetry: () -> Unit = {})

/** What teachers left, what is new first. */
@Composable
fun FeedbackScreen(state: ScreenState<FeedbackData>, actions: FeedbackActions, modifier: Modifier = Modifier) {
    OnState(state, actions.onRetry, modifier) { data ->
        val words = LocalWords.current
        LongColumn {
            item("head") { Header(words.feedbackTitle) }
            data.empty?.let { item("empty") { Empty(it.title, it.text) } }
            rows(words.feedbackFresh, data.fresh, actions.onOpen)
            rows(words.feedbackEarlier, data.earlier, actions.onOpen)
        }
    }
}

private fun LazyListScope.rows(head: String, rows: List<FeedbackRow>, onOpen: (String) -> Unit) {
    if (rows.isEmpty()) return
    item(head) { SectionHead(head, Modifier.sides().padding(top = Space.x8)) }
    items(rows, key = { it.feedback }) { row ->
        Card(Modifier.sides(), { onOpen(row.feedback) }) {
            Column(Modifier.heardAs(row.spoken), verticalArrangement = Arrangement.spacedBy(Space.x8)) {
                CardHead(row.caption)
                Text(row.text, color = Look.colours.ink, style = Look.type.body)
                Text(row.note, color = Look.colours.ink2, style = Look.type.label)
            }
        }
    }
}
