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
import notyet.core.FeedbackCard
import notyet.core.OutcomeScreen
import notyet.core.PhotoTile
import notyet.core.PieceRow
import notyet.core.homeTitle
import notyet.core.outcomeChange
import notyet.core.outcomeFeedback
import notyet.core.outcomeImprove
import notyet.core.outcomeJudge
import notyet.core.outcomeNextStep
import notyet.core.outcomePhotos
import notyet.core.outcomePieces
import notyet.core.outcomePlaces
import notyet.core.outcomeRubric
import notyet.core.outcomeWentWell
import notyet.core.outcomeWhy
import notyet.core.placeOpen
import notyet.core.signLegend
import notyet.ui.generated.Space
import notyet.ui.parts.Back
import notyet.ui.parts.Card
import notyet.ui.parts.CardHead
import notyet.ui.parts.Chevron
import notyet.ui.parts.Header
import notyet.ui.parts.ListRow
import notyet.ui.parts.OutcomeHead
import notyet.ui.parts.Place
import notyet.ui.parts.Places
import notyet.ui.parts.PrimaryButton
import notyet.ui.parts.SectionHead
import notyet.ui.theme.Look

/** What fills Outcome. */
typealias OutcomeData = OutcomeScreen

/** What a student can do on Outcome. */
class OutcomeActions(
    val onBack: () -> Unit = {},
    /** Judges new work. */
    val onJudge: () -> Unit = {},
    val onPiece: (piece: String) -> Unit = {},
    val onUndo: () -> Unit = {},
    val onRetry: () -> Unit = {},
)

/** One outcome: where I am, what comes next, what I have shown, why the level is what it is, and what would change it. */
@Composable
fun OutcomeScreen(state: ScreenState<OutcomeData>, actions: OutcomeActions, modifier: Modifier = Modifier, problem: String? = null) {
    OnState(state, actions.onRetry, modifier) { data -> Outcome(data, actions, problem) }
}

@Composable
private fun Outcome(data: OutcomeData, actions: OutcomeActions, problem: String?) {
    val words = LocalWords.current
    var photo by remember { mutableStateOf<PhotoTile?>(null) }
    ShortColumn {
        Header(null, back = Back(words.homeTitle, actions.onBack), trailing = { Code(data.head.code) })
        with(data.head) {
            OutcomeHead(sign.state, level, iCan, plain.ifEmpty { null }, words.signLegend, Modifier.sides(), spoken, grows = true)
        }
        OwnUndo(data.undo, actions.onUndo, problem, Modifier.sides())
        data.nextStep?.let { NextStepCard(it) }
        if (data.rubric.isNotEmpty()) {
            Section(words.outcomeRubric) { for (row in data.rubric) RubricRowOf(row) }
        }
        Section(words.outcomePlaces) {
            val shown = data.places.mapNotNull { place -> place.sign?.let { Place(it.state, place.kind, place.day, place.spoken) } }
            Places(shown, words.placeOpen, data.head.sign.state)
        }
        if (data.photos.isNotEmpty()) Section(words.outcomePhotos) { Photos(data.photos, { photo = it }) }
        if (data.pieces.isNotEmpty()) Section(words.outcomePieces) { for (piece in data.pieces) Piece(piece, actions.onPiece) }
        if (data.why.isNotEmpty()) Section(words.outcomeWhy) { Sentences(data.why) }
        if (data.change.isNotEmpty()) Section(words.outcomeChange) { Sentences(data.change) }
        if (data.feedback.isNotEmpty()) Section(words.outcomeFeedback) { for (card in data.feedback) Feedback(card) }
        PrimaryButton(words.outcomeJudge, actions.onJudge, Modifier.sides().padding(top = Space.x16).fillMaxWidth())
    }
    OpenPhoto(photo) { photo = null }
}

@Composable
private fun Code(code: String) = Text(code, Modifier.padding(end = Space.x8), color = Look.colours.ink2, style = Look.type.label)

@Composable
private fun Section(head: String, content: @Composable () -> Unit) {
    Column(Modifier.sides().padding(top = Space.x16), verticalArrangement = Arrangement.spacedBy(Space.x12)) {
        SectionHead(head)
        content()
    }
}

@Composable
private fun Sentences(sentences: List<String>) {
    Card { for (sentence in sentences) Text(sentence, color = Look.colours.ink, style = Look.type.body) }
}

@Composable
private fun Piece(row: PieceRow, onPiece: (String) -> Unit) {
    ListRow(row.title, row.note, null, spoken = row.spoken, trailing = { Chevron() }) { onPiece(row.piece) }
}

@Composable
private fun Feedback(card: FeedbackCard) {
    val words = LocalWords.current
    Card {
        CardHead(card.caption)
        for ((head, text) in listOf(
            words.outcomeWentWell to card.wentWell,
            words.outcomeImprove to card.improve,
            words.outcomeNextStep to card.nextStep,
        )) {
            if (text.isNotEmpty()) {
                Column(Modifier.padding(top = Space.x4)) {
                    Text(head, color = Look.colours.ink2, style = Look.type.label)
                    Text(text, color = Look.colours.ink, style = Look.type.body)
                }
            }
        }
    }
}
