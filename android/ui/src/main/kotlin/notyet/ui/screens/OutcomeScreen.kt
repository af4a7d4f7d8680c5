package notyet.ui.screens

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.defaultMinSize
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.padding
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.remember
import androidx.compose.runtime.setValue
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import notyet.core.FeedbackCard
import notyet.core.OutcomeScreen
import notyet.core.PhotoTile
import notyet.core.PieceRow
import notyet.core.ReadyPart
import notyet.core.Sureness
import notyet.core.WhyLine
import notyet.core.assessReader
import notyet.core.homeTitle
import notyet.core.outcomeChange
import notyet.core.outcomeCurve
import notyet.core.outcomeFeedback
import notyet.core.outcomeImprove
import notyet.core.outcomeJudge
import notyet.core.outcomeNextStep
import notyet.core.outcomeOwnWords
import notyet.core.outcomeOwnWordsHint
import notyet.core.outcomeOwnWordsSave
import notyet.core.outcomePhotos
import notyet.core.outcomePieces
import notyet.core.outcomePlaces
import notyet.core.outcomeRubric
import notyet.core.outcomeWentWell
import notyet.core.outcomeWhy
import notyet.core.placeOpen
import notyet.core.readyNearly
import notyet.core.readyNotYet
import notyet.core.readyReady
import notyet.core.readyTitle
import notyet.core.signLegend
import notyet.ui.generated.Corner
import notyet.ui.generated.Size
import notyet.ui.generated.Space
import notyet.ui.parts.Back
import notyet.ui.parts.Card
import notyet.ui.parts.CardHead
import notyet.ui.parts.Chevron
import notyet.ui.parts.Choice
import notyet.ui.parts.Field
import notyet.ui.parts.Header
import notyet.ui.parts.ListRow
import notyet.ui.parts.OutcomeHead
import notyet.ui.parts.Place
import notyet.ui.parts.Places
import notyet.ui.parts.PrimaryButton
import notyet.ui.parts.SecondButton
import notyet.ui.parts.SectionHead
import notyet.ui.parts.tap
import notyet.ui.theme.Look

/** What fills Outcome. */
typealias OutcomeData = OutcomeScreen

/** What a student can do on Outcome. */
class OutcomeActions(
    val onBack: () -> Unit = {},
    /** Judges new work. */
    val onJudge: () -> Unit = {},
    val onPiece: (piece: String) -> Unit = {},
    /** Typed, not saved. */
    val onWords: (String) -> Unit = {},
    /** Saves what is typed as the student's own words for the outcome. */
    val onSaveWords: () -> Unit = {},
    val onReady: (Sureness) -> Unit = {},
    val onUndo: () -> Unit = {},
    val onRetry: () -> Unit = {},
)

/** The student's own words that are typed and not saved, and what to do about the last thing that was not saved. */
data class OutcomeDraft(val words: String = "", val problem: WorkProblem? = null)

/** One outcome: where I am, what comes next, what I have shown, why the level is what it is, and what would change it. */
@Composable
fun OutcomeScreen(
    state: ScreenState<OutcomeData>,
    actions: OutcomeActions,
    modifier: Modifier = Modifier,
    draft: OutcomeDraft = OutcomeDraft(),
) {
    OnState(state, actions.onRetry, modifier) { data -> Outcome(data, actions, draft) }
}

@Composable
private fun Outcome(data: OutcomeData, actions: OutcomeActions, draft: OutcomeDraft) {
    val words = LocalWords.current
    var photo by remember { mutableStateOf<PhotoTile?>(null) }
    ShortColumn {
        Header(null, back = Back(words.homeTitle, actions.onBack), trailing = { Code(data.head.code) })
        with(data.head) {
            OutcomeHead(sign.state, level, iCan, plain.ifEmpty { null }, words.signLegend, Modifier.sides(), spoken, grows = true)
        }
        OwnUndo(data.undo, actions.onUndo, draft.problem?.takeIf { it.field == null }?.sentence, Modifier.sides())
        data.nextStep?.let { NextStepCard(it) }
        if (data.rubric.isNotEmpty()) {
            Section(words.outcomeRubric) { for (row in data.rubric) RubricRowOf(row) }
        }
        Section(words.outcomePlaces) {
            val shown = data.places.mapNotNull { place -> place.sign?.let { Place(it.state, place.kind, place.day, place.spoken) } }
            Places(shown, words.placeOpen, data.head.sign.state)
        }
        Section(words.outcomeCurve) { CurvePart(data.curve, actions.onPiece) }
        if (data.photos.isNotEmpty()) Section(words.outcomePhotos) { Photos(data.photos, { photo = it }) }
        if (data.pieces.isNotEmpty()) Section(words.outcomePieces) { for (piece in data.pieces) Piece(piece, actions.onPiece) }
        if (data.why.isNotEmpty()) Section(words.outcomeWhy) { Why(data.why, actions.onPiece) }
        if (data.change.isNotEmpty()) Section(words.outcomeChange) { Sentences(data.change) }
        if (data.feedback.isNotEmpty()) Section(words.outcomeFeedback) { for (card in data.feedback) Feedback(card) { photo = it } }
        Section(words.readyTitle) { Ready(data.ready, actions.onReady) }
        Section(words.outcomeOwnWords) { OwnWords(data, draft, actions) }
        PrimaryButton(words.outcomeJudge, actions.onJudge, Modifier.sides().padding(top = Space.x16).fillMaxWidth())
    }
    OpenPhoto(photo) { photo = null }
}

@Composable
internal fun Code(code: String) = Text(code, Modifier.padding(end = Space.x8), color = Look.colours.ink2, style = Look.type.label)

@Composable
internal fun Section(head: String, content: @Composable () -> Unit) {
    Column(Modifier.sides().padding(top = Space.x16), verticalArrangement = Arrangement.spacedBy(Space.x12)) {
        SectionHead(head)
        content()
    }
}

@Composable
internal fun Sentences(sentences: List<String>) {
    Card { for (sentence in sentences) Text(sentence, color = Look.colours.ink, style = Look.type.body) }
}

/** Each sentence that is about a piece of work opens it. */
@Composable
internal fun Why(lines: List<WhyLine>, onPiece: (String) -> Unit) {
    Card {
        for (line in lines) {
            val piece = line.piece
            if (piece == null) {
                Text(line.text, color = Look.colours.ink, style = Look.type.body)
            } else {
                WhyOfPiece(line.text) { onPiece(piece) }
            }
        }
    }
}

@Composable
private fun WhyOfPiece(text: String, onTap: () -> Unit) {
    Row(
        Modifier.fillMaxWidth().tap(Corner.card, onTap = onTap).defaultMinSize(minHeight = Size.target),
        horizontalArrangement = Arrangement.spacedBy(Space.x8),
        verticalAlignment = Alignment.CenterVertically,
    ) {
        Text(text, Modifier.weight(1f), color = Look.colours.primary, style = Look.type.body)
        Chevron()
    }
}

/** The student's own judgement first; what practice says comes after it. */
@Composable
private fun Ready(ready: ReadyPart, onReady: (Sureness) -> Unit) {
    val words = LocalWords.current
    val answers = listOf(Sureness.NOT_YET to words.readyNotYet, Sureness.NEARLY to words.readyNearly, Sureness.READY to words.readyReady)
    val chosen = answers.indexOfFirst { it.first == ready.said }
    Choice(answers.map { it.second }, chosen, { onReady(answers[it].first) }, words.readyTitle)
    if (ready.next.isNotEmpty()) Text(ready.next, color = Look.colours.ink, style = Look.type.body)
    if (ready.practice.isNotEmpty()) Text(ready.practice, color = Look.colours.ink2, style = Look.type.body)
}

@Composable
private fun OwnWords(data: OutcomeData, draft: OutcomeDraft, actions: OutcomeActions) {
    val words = LocalWords.current
    if (data.ownWords.isNotEmpty()) Text(data.ownWords, color = Look.colours.ink, style = Look.type.body)
    Field(
        draft.words,
        actions.onWords,
        words.outcomeOwnWordsHint,
        problem = draft.problem.of(WorkField.Words),
        readers = words.assessReader,
        onDone = actions.onSaveWords,
    )
    if (draft.words.isNotBlank()) SecondButton(words.outcomeOwnWordsSave, actions.onSaveWords, Modifier.fillMaxWidth())
}

@Composable
internal fun Piece(row: PieceRow, onPiece: (String) -> Unit) {
    ListRow(row.title, row.note, null, spoken = row.spoken, trailing = { Chevron() }) { onPiece(row.piece) }
}

@Composable
private fun Feedback(card: FeedbackCard, onPhoto: (PhotoTile) -> Unit) {
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
        if (card.photos.isNotEmpty()) Photos(card.photos, onPhoto, Modifier.padding(top = Space.x8))
        Voices(card.voices, Modifier.padding(top = Space.x8))
    }
}
