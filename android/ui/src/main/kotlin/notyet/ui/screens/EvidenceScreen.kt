package notyet.ui.screens

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.padding
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.remember
import androidx.compose.runtime.setValue
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.semantics
import notyet.core.EvidenceScreen
import notyet.core.HistoryLine
import notyet.core.PhotoTile
import notyet.core.Theirs
import notyet.core.pieceFolded
import notyet.core.pieceHistory
import notyet.core.pieceJudge
import notyet.core.pieceJudgeAgain
import notyet.core.pieceJudged
import notyet.core.pieceShow
import notyet.ui.generated.Space
import notyet.ui.parts.Back
import notyet.ui.parts.Card
import notyet.ui.parts.Header
import notyet.ui.parts.PrimaryButton
import notyet.ui.parts.SectionHead
import notyet.ui.parts.WordButton
import notyet.ui.theme.Look

/** What fills Evidence. */
typealias EvidenceData = EvidenceScreen

/** What a student can do with a piece of their work. */
class EvidenceActions(
    val onBack: () -> Unit = {},
    val onJudge: () -> Unit = {},
    /** Shows what the teacher said, before the student has judged. */
    val onShow: () -> Unit = {},
    val onUndo: () -> Unit = {},
    val onRetry: () -> Unit = {},
)

/** One piece of work: what it holds, what was said of it, and its history. */
@Composable
fun EvidenceScreen(state: ScreenState<EvidenceData>, actions: EvidenceActions, modifier: Modifier = Modifier, problem: String? = null) {
    OnState(state, actions.onRetry, modifier) { data -> Evidence(data, actions, problem) }
}

@Composable
private fun Evidence(data: EvidenceData, actions: EvidenceActions, problem: String?) {
    val words = LocalWords.current
    var photo by remember { mutableStateOf<PhotoTile?>(null) }
    ShortColumn {
        Header(data.title, back = Back(data.code, actions.onBack), label = data.caption)
        Column(Modifier.sides(), verticalArrangement = Arrangement.spacedBy(Space.x12)) {
            Text(data.iCan, color = Look.colours.ink2, style = Look.type.body)
            if (data.photos.isNotEmpty()) Photos(data.photos, { photo = it })
            Voices(data.voices)
            Documents(data.documents)
            if (data.text.isNotEmpty() && data.text != data.title) {
                Card { Text(data.text, color = Look.colours.ink, style = Look.type.body) }
            }
            data.link?.let { Text(it, color = Look.colours.ink, style = Look.type.body) }
            OwnUndo(data.undo, actions.onUndo, problem)
            if (data.judged.isNotEmpty() || data.theirs == Theirs.FOLDED) {
                SectionHead(words.pieceJudged, Modifier.padding(top = Space.x16))
                Card {
                    for (sentence in data.judged) Text(sentence, color = Look.colours.ink, style = Look.type.body)
                    if (data.theirs == Theirs.FOLDED) {
                        Text(words.pieceFolded, color = Look.colours.ink, style = Look.type.body)
                        WordButton(words.pieceShow, actions.onShow)
                    }
                }
            }
            PrimaryButton(if (data.isJudged) words.pieceJudgeAgain else words.pieceJudge, actions.onJudge, Modifier.fillMaxWidth())
            if (data.history.isNotEmpty()) {
                SectionHead(words.pieceHistory, Modifier.padding(top = Space.x16))
                for (line in data.history) History(line)
            }
        }
    }
    OpenPhoto(photo) { photo = null }
}

/** A step of a history, with its day. */
@Composable
internal fun History(line: HistoryLine) {
    Column(Modifier.semantics(mergeDescendants = true) {}) {
        Text(line.text, color = Look.colours.ink, style = Look.type.body)
        Text(line.day, color = Look.colours.ink2, style = Look.type.label)
    }
}
