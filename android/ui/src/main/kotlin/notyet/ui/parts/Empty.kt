package notyet.ui.parts

import androidx.compose.foundation.Canvas
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.size
import androidx.compose.foundation.layout.widthIn
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.geometry.CornerRadius
import androidx.compose.ui.geometry.Offset
import androidx.compose.ui.geometry.Rect
import androidx.compose.ui.graphics.Path
import androidx.compose.ui.graphics.StrokeCap
import androidx.compose.ui.graphics.StrokeJoin
import androidx.compose.ui.graphics.drawscope.DrawScope
import androidx.compose.ui.graphics.drawscope.Stroke
import androidx.compose.ui.semantics.clearAndSetSemantics
import androidx.compose.ui.semantics.heading
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.text.style.TextAlign
import androidx.compose.ui.unit.dp
import notyet.ui.generated.Palette
import notyet.ui.generated.Size
import notyet.ui.generated.Space
import notyet.ui.theme.Look
import androidx.compose.ui.geometry.Size as Area

/** What a drawing shows: things of a classroom, never a face. */
enum class Drawing { Paper, Desk, Cloud }

/** Says what will stand here, and offers the first step. */
@Composable
fun Empty(
    head: String,
    sentence: String?,
    modifier: Modifier = Modifier,
    drawing: Drawing = Drawing.Paper,
    action: String? = null,
    onAction: () -> Unit = {},
) {
    Column(
        modifier.fillMaxWidth().padding(Space.x24),
        verticalArrangement = Arrangement.spacedBy(Space.x16, Alignment.CenterVertically),
        horizontalAlignment = Alignment.CenterHorizontally,
    ) {
        DrawingOf(drawing)
        Text(head, Modifier.semantics { heading() }, color = Look.colours.ink, style = Look.type.head, textAlign = TextAlign.Center)
        if (sentence != null) {
            Text(sentence, Modifier.widthIn(max = 400.dp), color = Look.colours.ink2, style = Look.type.body, textAlign = TextAlign.Center)
        }
        if (action != null) PrimaryButton(action, onAction)
    }
}

/** A drawing of 160 dp: one soft shape, a 2 dp line, one ring that is not closed. Silent. */
@Composable
fun DrawingOf(drawing: Drawing, modifier: Modifier = Modifier) {
    val colours = Look.colours
    Canvas(modifier.size(Size.drawing).clearAndSetSemantics {}) {
        when (drawing) {
            Drawing.Paper -> paper(colours)
            Drawing.Desk -> desk(colours)
            Drawing.Cloud -> cloud(colours)
        }
    }
}

private fun DrawScope.line() = Stroke(2.dp.toPx(), cap = StrokeCap.Round, join = StrokeJoin.Round)

private fun DrawScope.at(x: Float, y: Float) = Offset(x.dp.toPx(), y.dp.toPx())

private fun DrawScope.soft(colours: Palette) = drawCircle(colours.soft, 62.dp.toPx(), at(80f, 84f))

/** The ring of the sign, open at the upper right, where the next step would close it. */
private fun DrawScope.openRing(colours: Palette, x: Float, y: Float, radius: Float) {
    val box = Rect(at(x, y), radius.dp.toPx())
    drawArc(colours.primary, START, SWEEP, useCenter = false, topLeft = box.topLeft, size = box.size, style = line())
}

private fun DrawScope.strokes(colours: Palette, vararg lines: List<Pair<Float, Float>>) {
    for (points in lines) {
        val path = Path()
        points.forEachIndexed { i, (x, y) -> at(x, y).let { if (i == 0) path.moveTo(it.x, it.y) else path.lineTo(it.x, it.y) } }
        drawPath(path, colours.primary, style = line())
    }
}

private fun DrawScope.sheet(colours: Palette, left: Float, top: Float, width: Float, height: Float) {
    val area = Area(width.dp.toPx(), height.dp.toPx())
    val corner = CornerRadius(4.dp.toPx())
    drawRoundRect(colours.raised, at(left, top), area, corner)
    drawRoundRect(colours.primary, at(left, top), area, corner, line())
}

private fun DrawScope.paper(colours: Palette) {
    soft(colours)
    sheet(colours, 44f, 30f, 64f, 92f)
    strokes(
        colours,
        listOf(56f to 50f, 96f to 50f),
        listOf(56f to 64f, 90f to 64f),
        // a pencil across the lower corner
        listOf(84f to 116f, 88f to 102f, 124f to 66f, 134f to 76f, 98f to 112f, 84f to 116f),
        listOf(88f to 102f, 98f to 112f),
    )
    openRing(colours, 66f, 92f, 11f)
}

private fun DrawScope.desk(colours: Palette) {
    soft(colours)
    strokes(
        colours,
        listOf(22f to 104f, 138f to 104f),
        listOf(34f to 104f, 34f to 140f),
        listOf(126f to 104f, 126f to 140f),
    )
    sheet(colours, 40f, 84f, 42f, 20f)
    openRing(colours, 106f, 80f, 16f)
    strokes(colours, listOf(50f to 94f, 72f to 94f))
}

private fun DrawScope.cloud(colours: Palette) {
    soft(colours)
    sheet(colours, 40f, 54f, 50f, 66f)
    sheet(colours, 54f, 42f, 50f, 66f)
    strokes(colours, listOf(64f to 58f, 94f to 58f), listOf(64f to 70f, 88f to 70f))
    openRing(colours, 112f, 98f, 18f)
    strokes(colours, listOf(112f to 106f, 112f to 90f), listOf(106f to 96f, 112f to 90f, 118f to 96f))
}

private const val START = -30f
private const val SWEEP = 290f
