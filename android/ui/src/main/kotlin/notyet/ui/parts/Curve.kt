package notyet.ui.parts

import androidx.compose.foundation.Canvas
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.ExperimentalLayoutApi
import androidx.compose.foundation.layout.FlowRow
import androidx.compose.foundation.layout.IntrinsicSize
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxHeight
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.height
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.size
import androidx.compose.foundation.layout.width
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.CompositionLocalProvider
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.geometry.Offset
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.graphics.Path
import androidx.compose.ui.graphics.drawscope.DrawScope
import androidx.compose.ui.graphics.drawscope.Fill
import androidx.compose.ui.graphics.drawscope.Stroke
import androidx.compose.ui.graphics.drawscope.inset
import androidx.compose.ui.platform.LocalLayoutDirection
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.semantics.clearAndSetSemantics
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.role
import androidx.compose.ui.unit.Dp
import androidx.compose.ui.unit.LayoutDirection
import androidx.compose.ui.unit.dp
import notyet.ui.generated.Size
import notyet.ui.generated.Space
import notyet.ui.theme.Look
import notyet.ui.theme.largeText
import notyet.ui.theme.withText
import androidx.compose.ui.geometry.Size as Area

/**
 * An outcome over time: a row for each level, a mark for each result, and a line for the level that stood. It lies on raised ground.
 *
 * @property levels the word and the sign of each level, lowest first.
 * @property days the days at its ends.
 * @property legend the words of the marks, in the order of [CurveMark], and of a hollow one.
 * @property spoken what a reader hears instead of the drawing.
 */
class CurveDrawing(
    val levels: List<Pair<SignState, String>>,
    val dots: List<CurveDot>,
    val line: List<CurveStep>,
    val days: CurveDays,
    val legend: Map<CurveMark, String>,
    val hollow: String,
    val spoken: String,
)

/**
 * The days at the ends of a drawing.
 *
 * @property from the one at the left.
 * @property to the one at the right; empty where all of it is one day.
 */
class CurveDays(val from: String, val to: String)

/** The drawing and what its marks mean. Time runs to the right in every language. */
@Composable
fun Curve(drawing: CurveDrawing, modifier: Modifier = Modifier) {
    Column(
        modifier.fillMaxWidth().clearAndSetSemantics {
            role = Role.Image
            contentDescription = drawing.spoken
        },
        verticalArrangement = Arrangement.spacedBy(Space.x8),
    ) {
        Column { for (level in drawing.levels.indices.reversed()) Level(drawing, level) }
        Days(drawing)
        Legend(drawing)
    }
}

/** One row: the word beside the strip of the drawing, or above it where the text is large. */
@Composable
private fun Level(drawing: CurveDrawing, level: Int) {
    val (sign, word) = drawing.levels[level]
    val least = (Size.curve / drawing.levels.size).coerceAtLeast(LEAST)
    val name = @Composable { modifier: Modifier ->
        Row(modifier, Arrangement.spacedBy(Space.x8), Alignment.CenterVertically) {
            Sign(sign, size = Size.signInline, colour = Look.colours.ink2)
            Text(word, color = Look.colours.ink2, style = Look.type.label)
        }
    }
    if (largeText) {
        name(Modifier.padding(top = Space.x4))
        Strip(drawing, level, Modifier.fillMaxWidth().height(least))
    } else {
        Row(Modifier.height(IntrinsicSize.Min), Arrangement.spacedBy(Space.x8)) {
            name(Modifier.width(NAMES.withText).heightIn(min = least))
            Strip(drawing, level, Modifier.weight(1f).fillMaxHeight())
        }
    }
}

@Composable
private fun Strip(drawing: CurveDrawing, level: Int, modifier: Modifier) {
    val (colours, scale) = Look.colours to drawing.levels[level].first
    val signs = { hollow: Boolean -> signMarks(scale.copy(level = level, practiceOnly = hollow), big = false, hollowDot = true) }
    Canvas(modifier) {
        val side = MARGIN.toPx()
        val place = { at: Float -> side + at * (size.width - 2 * side) }
        drawLine(colours.hair, Offset(0f, center.y), Offset(size.width, center.y), 1.dp.toPx())
        for (stroke in curveStrokes(drawing.line, level)) {
            val start = Offset(place(stroke.fromX), stroke.fromY * size.height)
            drawLine(colours.primary, start, Offset(place(stroke.toX), stroke.toY * size.height), LINE.toPx())
        }
        // A chance lies above practice of the same day.
        for (dot in drawing.dots.filter { it.level == level }.sortedBy { it.mark == CurveMark.Chance }) {
            val at = Offset(place(dot.at), center.y)
            if (dot.mark == CurveMark.Chance) {
                drawCircle(colours.raised, (SIGN / 2).toPx(), at)
                drawSign(signs(dot.hollow), at, colours.primary)
            } else {
                drawCurveMark(dot.mark, dot.hollow, at, colours.primary)
            }
        }
    }
}

private fun DrawScope.drawSign(marks: List<Mark>, at: Offset, colour: Color) {
    val half = (SIGN / 2).toPx()
    inset(at.x - half, at.y - half, size.width - at.x - half, size.height - at.y - half) { drawMarks(marks, colour) }
}

/** Practice, one's own, and from before the course; filled is alone, hollow is with help. */
private fun DrawScope.drawCurveMark(mark: CurveMark, hollow: Boolean, at: Offset, colour: Color) {
    val style = if (hollow) Stroke(HOLLOW.toPx()) else Fill
    when (mark) {
        CurveMark.Chance, CurveMark.Practice -> drawCircle(colour, (PRACTICE / 2).toPx(), at, style = style)
        CurveMark.Own -> {
            val half = (OWN / 2).toPx()
            val corners = listOf(Offset(0f, -half), Offset(half, 0f), Offset(0f, half), Offset(-half, 0f)).map { at + it }
            val diamond = Path().apply {
                moveTo(corners[0].x, corners[0].y)
                for (corner in corners.drop(1)) lineTo(corner.x, corner.y)
                close()
            }
            drawPath(diamond, colour, style = style)
        }
        CurveMark.Before -> {
            val (wide, high) = BEFORE_WIDE.toPx() to BEFORE_HIGH.toPx()
            drawRect(colour, at - Offset(wide / 2, high / 2), Area(wide, high), style = style)
        }
    }
}

/** The days at the ends, under the drawing. */
@Composable
private fun Days(drawing: CurveDrawing) {
    val start = if (largeText) 0.dp else NAMES.withText + Space.x8
    Box(Modifier.padding(start = start)) {
        CompositionLocalProvider(LocalLayoutDirection provides LayoutDirection.Ltr) {
            val spread = if (drawing.days.to.isEmpty()) Arrangement.Center else Arrangement.SpaceBetween
            Row(Modifier.fillMaxWidth(), spread) {
                for (day in listOf(drawing.days.from, drawing.days.to).filter { it.isNotEmpty() }) {
                    Text(day, color = Look.colours.ink2, style = Look.type.small)
                }
            }
        }
    }
}

/** The marks that occur, each with its word. */
@OptIn(ExperimentalLayoutApi::class)
@Composable
private fun Legend(drawing: CurveDrawing) {
    FlowRow(horizontalArrangement = Arrangement.spacedBy(Space.x16)) {
        for ((mark, word) in drawing.legend) {
            if (drawing.dots.any { it.mark == mark }) Meaning(mark, hollow = false, word, drawing)
        }
        drawing.dots.firstOrNull { it.hollow }?.let { Meaning(it.mark, hollow = true, drawing.hollow, drawing) }
    }
}

@Composable
private fun Meaning(mark: CurveMark, hollow: Boolean, word: String, drawing: CurveDrawing) {
    val (scale, colour) = drawing.levels.first().first to Look.colours.primary
    Row(Modifier.padding(vertical = Space.x4), Arrangement.spacedBy(Space.x8), Alignment.CenterVertically) {
        Canvas(Modifier.size(SIGN)) {
            if (mark == CurveMark.Chance) {
                drawMarks(signMarks(scale.copy(level = scale.mastery, practiceOnly = hollow), big = false, hollowDot = true), colour)
            } else {
                drawCurveMark(mark, hollow, center, colour)
            }
        }
        Text(word, color = Look.colours.ink2, style = Look.type.small)
    }
}

private val SIGN: Dp = Size.signInline
private val PRACTICE = 7.dp
private val OWN = 10.dp
private val BEFORE_WIDE = 10.dp
private val BEFORE_HIGH = 4.dp
private val HOLLOW = 1.5.dp
private val LINE = 2.dp

/** The words of the levels, at 100 % text. */
private val NAMES = 128.dp

/** Half a sign and the line's end at either side. */
private val MARGIN = 10.dp
private val LEAST = 24.dp
