package notyet.ui.screens

import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.padding
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.remember
import androidx.compose.runtime.setValue
import androidx.compose.ui.Modifier
import notyet.core.Curve
import notyet.core.CurvePoint
import notyet.core.Words
import notyet.core.conferenceHide
import notyet.core.curveBefore
import notyet.core.curveChance
import notyet.core.curveEach
import notyet.core.curveEmpty
import notyet.core.curveHelp
import notyet.core.curveOwn
import notyet.core.curvePractice
import notyet.ui.generated.Space
import notyet.ui.parts.Card
import notyet.ui.parts.Chevron
import notyet.ui.parts.CurveDays
import notyet.ui.parts.CurveDot
import notyet.ui.parts.CurveDrawing
import notyet.ui.parts.CurveMark
import notyet.ui.parts.CurveStep
import notyet.ui.parts.ListRow
import notyet.ui.parts.Sign
import notyet.ui.parts.WordButton
import notyet.ui.theme.Look
import notyet.core.CurveMark as MarkData
import notyet.ui.parts.Curve as Drawing

/**
 * An outcome over time, and under it each result as a sentence that opens what it is about: a mark is too small to be a target.
 *
 * @param curve null before the first result: then it says what will stand here.
 */
@Composable
internal fun CurvePart(curve: Curve?, onPiece: (String) -> Unit) {
    val words = LocalWords.current
    if (curve == null) {
        Text(words.curveEmpty, color = Look.colours.ink2, style = Look.type.body)
        return
    }
    var unfolded by remember { mutableStateOf(false) }
    Card { Drawing(curve.drawing(words)) }
    WordButton(if (unfolded) words.conferenceHide else words.curveEach, { unfolded = !unfolded })
    if (unfolded) Column { for (point in curve.points) Point(point, curve, onPiece) }
}

@Composable
private fun Point(point: CurvePoint, curve: Curve, onPiece: (String) -> Unit) {
    val sign = curve.levels[point.level.toInt()].sign.state.copy(practiceOnly = point.mark != MarkData.CHANCE)
    val piece = point.piece
    ListRow(
        point.text,
        null,
        { Sign(sign) },
        Modifier.padding(vertical = Space.x4),
        trailing = if (piece == null) null else ({ Chevron() }),
        onTap = piece?.let { { onPiece(it) } },
    )
}

private fun Curve.drawing(words: Words) = CurveDrawing(
    levels = levels.map { it.sign.state to it.word },
    dots = points.map { CurveDot(it.at.toFloat() / WHOLE, it.level.toInt(), it.mark.drawn, it.withHelp) },
    line = line.map { CurveStep(it.at.toFloat() / WHOLE, it.level?.toInt()) },
    days = CurveDays(from, to),
    legend = mapOf(
        CurveMark.Chance to words.curveChance,
        CurveMark.Practice to words.curvePractice,
        CurveMark.Own to words.curveOwn,
        CurveMark.Before to words.curveBefore,
    ),
    hollow = words.curveHelp,
    spoken = spoken,
)

private val MarkData.drawn
    get() = when (this) {
        MarkData.CHANCE -> CurveMark.Chance
        MarkData.PRACTICE -> CurveMark.Practice
        MarkData.OWN -> CurveMark.Own
        MarkData.BEFORE -> CurveMark.Before
    }

/** The core counts in thousandths. */
private const val WHOLE = 1000
