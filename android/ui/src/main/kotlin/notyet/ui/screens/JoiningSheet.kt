package notyet.ui.screens

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.saveable.rememberSaveable
import androidx.compose.runtime.setValue
import androidx.compose.ui.Modifier
import notyet.core.JoinRow
import notyet.core.actionClose
import notyet.core.actionShowMore
import notyet.core.todayJoiningDecline
import notyet.core.todayJoiningPick
import notyet.core.todayJoiningTitle
import notyet.ui.generated.Space
import notyet.ui.parts.Card
import notyet.ui.parts.SecondButton
import notyet.ui.parts.SectionHead
import notyet.ui.parts.Sheet
import notyet.ui.parts.WordButton
import notyet.ui.theme.Look

/** Matches names that were typed with the class's students, nearest first; a few at once, all on asking. */
@Composable
internal fun JoiningSheet(rows: List<JoinRow>, open: Boolean, onClose: () -> Unit, onDecide: (request: String, student: String?) -> Unit) {
    val words = LocalWords.current
    Sheet(open, words.todayJoiningTitle, words.actionClose, onClose) {
        Text(words.todayJoiningPick, color = Look.colours.ink2, style = Look.type.body)
        for (row in rows) Asking(row) { onDecide(row.request, it) }
    }
}

@Composable
private fun Asking(row: JoinRow, onDecide: (student: String?) -> Unit) {
    val words = LocalWords.current
    var all by rememberSaveable(row.request) { mutableStateOf(false) }
    Card {
        SectionHead(row.typed)
        Column(verticalArrangement = Arrangement.spacedBy(Space.x8)) {
            for (candidate in if (all) row.candidates else row.candidates.take(NEAREST)) {
                SecondButton(candidate.name, { onDecide(candidate.student) }, Modifier.fillMaxWidth())
            }
        }
        if (!all && row.candidates.size > NEAREST) WordButton(words.actionShowMore, { all = true })
        WordButton(words.todayJoiningDecline, { onDecide(null) })
    }
}

private const val NEAREST = 3
