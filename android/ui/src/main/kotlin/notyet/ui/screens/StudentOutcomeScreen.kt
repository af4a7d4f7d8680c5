package notyet.ui.screens

import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import notyet.core.StudentOutcomeScreen
import notyet.core.outcomeChange
import notyet.core.outcomeCurve
import notyet.core.outcomePieces
import notyet.core.outcomePlaces
import notyet.core.outcomeWhy
import notyet.core.placeOpen
import notyet.core.signLegend
import notyet.core.studentRecord
import notyet.core.studentWhyReader
import notyet.ui.generated.Icons
import notyet.ui.parts.Back
import notyet.ui.parts.Header
import notyet.ui.parts.OutcomeHead
import notyet.ui.parts.Place
import notyet.ui.parts.Places
import notyet.ui.parts.PrimaryButton
import notyet.ui.theme.Look

/** What fills a teacher's Outcome. */
typealias StudentOutcomeData = StudentOutcomeScreen

/** What a teacher can do on one outcome of a student. */
class StudentOutcomeActions(
    val onBack: () -> Unit = {},
    /** Opens Conference on this outcome. */
    val onRecord: () -> Unit = {},
    /** Opens a piece, or a judgement that names none. */
    val onPiece: (piece: String) -> Unit = {},
    val onRetry: () -> Unit = {},
)

/** One outcome of one student, as their teacher sees it: where they stand, why, what would change it, and all that was judged. */
@Composable
fun StudentOutcomeScreen(state: ScreenState<StudentOutcomeData>, actions: StudentOutcomeActions, modifier: Modifier = Modifier) {
    OnState(state, actions.onRetry, modifier) { data -> StudentOutcome(data, actions) }
}

@Composable
private fun StudentOutcome(data: StudentOutcomeData, actions: StudentOutcomeActions) {
    val words = LocalWords.current
    ShortColumn {
        Header(null, back = Back(data.name, actions.onBack), trailing = { Code(data.head.code) })
        with(data.head) { OutcomeHead(sign.state, level, iCan, plain.ifEmpty { null }, words.signLegend, Modifier.sides(), spoken) }
        Text(data.readiness, Modifier.sides(), color = Look.colours.ink2, style = Look.type.label)
        data.nextStep?.let { NextStepCard(it) }
        PrimaryButton(words.studentRecord, actions.onRecord, Modifier.sides().fillMaxWidth(), Icons.add)
        Section(words.outcomeWhy) {
            Text(words.studentWhyReader, color = Look.colours.ink2, style = Look.type.label)
            Why(data.why, actions.onPiece)
        }
        if (data.change.isNotEmpty()) Section(words.outcomeChange) { Sentences(data.change) }
        Section(words.outcomeCurve) { CurvePart(data.curve, actions.onPiece) }
        Section(words.outcomePlaces) {
            val shown = data.places.mapNotNull { place -> place.sign?.let { Place(it.state, place.kind, place.day, place.spoken) } }
            Places(shown, words.placeOpen, data.head.sign.state)
        }
        if (data.pieces.isNotEmpty()) Section(words.outcomePieces) { for (piece in data.pieces) Piece(piece, actions.onPiece) }
    }
}
