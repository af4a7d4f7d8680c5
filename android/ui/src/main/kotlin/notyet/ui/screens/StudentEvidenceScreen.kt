package notyet.ui.screens

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.padding
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.key
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.remember
import androidx.compose.runtime.setValue
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.semantics
import notyet.core.JudgementCard
import notyet.core.PhotoTile
import notyet.core.StudentEvidenceScreen
import notyet.core.conferenceHide
import notyet.core.judgedCorrect
import notyet.core.judgedCorrectLead
import notyet.core.pieceJudged
import notyet.ui.generated.Icons
import notyet.ui.generated.Space
import notyet.ui.parts.Back
import notyet.ui.parts.Banner
import notyet.ui.parts.Card
import notyet.ui.parts.CardHead
import notyet.ui.parts.Header
import notyet.ui.parts.LevelPicker
import notyet.ui.parts.LevelWords
import notyet.ui.parts.PickerState
import notyet.ui.parts.SectionHead
import notyet.ui.parts.Sign
import notyet.ui.parts.WordButton
import notyet.ui.theme.Look

/** What fills a teacher's Evidence. */
typealias StudentEvidenceData = StudentEvidenceScreen

/** What a teacher can do with a piece of a student's work. */
class StudentEvidenceActions(
    val onBack: () -> Unit = {},
    /** Corrects a judgement to another level. */
    val onCorrect: (judgement: String, level: String) -> Unit = { _, _ -> },
    val onUndo: () -> Unit = {},
    val onRedo: () -> Unit = {},
    val onRetry: () -> Unit = {},
)

/**
 * One piece of a student's work, as their teacher sees it: what it holds, and every judgement of it with its history.
 *
 * @param problem why the last thing was not done.
 */
@Composable
fun StudentEvidenceScreen(
    state: ScreenState<StudentEvidenceData>,
    actions: StudentEvidenceActions,
    modifier: Modifier = Modifier,
    problem: String? = null,
) {
    OnState(state, actions.onRetry, modifier) { data -> StudentEvidence(data, actions, problem) }
}

@Composable
private fun StudentEvidence(data: StudentEvidenceData, actions: StudentEvidenceActions, problem: String?) {
    val words = LocalWords.current
    var photo by remember { mutableStateOf<PhotoTile?>(null) }
    ShortColumn {
        Header(data.title, back = Back(data.name, actions.onBack), label = data.caption.ifEmpty { null })
        Column(Modifier.sides(), verticalArrangement = Arrangement.spacedBy(Space.x12)) {
            if (data.photos.isNotEmpty()) Photos(data.photos, { photo = it })
            Voices(data.voices)
            Documents(data.documents)
            if (data.text.isNotEmpty() && data.text != data.title) {
                Card { Text(data.text, color = Look.colours.ink, style = Look.type.body) }
            }
            data.link?.let { Text(it, color = Look.colours.ink, style = Look.type.body) }
            if (data.judgements.isNotEmpty()) SectionHead(words.pieceJudged, Modifier.padding(top = Space.x16))
            for (judgement in data.judgements) key(judgement.judgement) { Judgement(judgement, actions) }
            if (problem != null) {
                Banner(Icons.syncProblem, problem)
            } else {
                data.undo?.let { HistoryBar(it, actions.onUndo, actions.onRedo) }
            }
        }
    }
    OpenPhoto(photo) { photo = null }
}

/** What stands, who said it, what was said before, and the way to correct it. */
@Composable
private fun Judgement(card: JudgementCard, actions: StudentEvidenceActions) {
    val words = LocalWords.current
    var correcting by remember { mutableStateOf(false) }
    Card {
        CardHead(card.code)
        Row(
            Modifier.semantics(mergeDescendants = true) {},
            Arrangement.spacedBy(Space.x12),
            Alignment.CenterVertically,
        ) {
            card.sign?.let { Sign(it.state) }
            Text(card.level, Modifier.weight(1f), color = Look.colours.ink, style = Look.type.head)
        }
        for (line in listOf(card.caption, card.circumstances)) Text(line, color = Look.colours.ink2, style = Look.type.label)
        for (row in card.rows) Text(row, color = Look.colours.ink, style = Look.type.body)
        // One line says what the caption says already.
        if (card.history.size > 1) for (line in card.history) History(line)
        if (card.whyNot.isNotEmpty()) Text(card.whyNot, color = Look.colours.ink2, style = Look.type.label)
        if (card.levels.isNotEmpty()) {
            WordButton(if (correcting) words.conferenceHide else words.judgedCorrect, { correcting = !correcting })
        }
        if (correcting) {
            Correction(card) { level ->
                correcting = false
                actions.onCorrect(card.judgement, level)
            }
        }
    }
}

@Composable
private fun Correction(card: JudgementCard, onLevel: (String) -> Unit) {
    val (options, picker) = pickerOptions(card.levels) to remember { PickerState() }
    val chosen = card.levels.indexOfFirst { it.chosen }.takeIf { it >= 0 }
    Text(LocalWords.current.judgedCorrectLead, color = Look.colours.ink, style = Look.type.body)
    LevelPicker(options, chosen, { onLevel(card.levels[it].level) }, pickerWords(), state = picker)
    LevelWords(options, chosen, pickerWords(), picker)
}
