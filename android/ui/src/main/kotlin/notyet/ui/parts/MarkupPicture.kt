package notyet.ui.parts

import androidx.compose.foundation.Canvas
import androidx.compose.foundation.Image
import androidx.compose.foundation.background
import androidx.compose.foundation.gestures.awaitEachGesture
import androidx.compose.foundation.gestures.awaitFirstDown
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.aspectRatio
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.remember
import androidx.compose.runtime.rememberUpdatedState
import androidx.compose.runtime.setValue
import androidx.compose.ui.Modifier
import androidx.compose.ui.draw.clipToBounds
import androidx.compose.ui.geometry.Offset
import androidx.compose.ui.geometry.Rect
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.graphics.ImageBitmap
import androidx.compose.ui.graphics.Path
import androidx.compose.ui.graphics.StrokeCap
import androidx.compose.ui.graphics.StrokeJoin
import androidx.compose.ui.graphics.drawscope.DrawScope
import androidx.compose.ui.graphics.drawscope.Stroke
import androidx.compose.ui.input.pointer.PointerInputScope
import androidx.compose.ui.input.pointer.pointerInput
import androidx.compose.ui.layout.ContentScale
import androidx.compose.ui.semantics.LiveRegionMode
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.liveRegion
import androidx.compose.ui.semantics.role
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp
import notyet.core.PhotoArea
import notyet.core.PhotoEdit
import notyet.core.PhotoLine
import notyet.core.PhotoSpot
import notyet.ui.theme.Look

/** What a drag over the picture does. */
sealed interface Tool {
    /** Frames what stays. */
    data object Crop : Tool

    /** Draws; [width] in parts of the picture's long side. */
    data class Draw(val colour: UInt, val width: Double) : Tool

    /** Hides what it goes over. */
    data class Rub(val width: Double) : Tool
}

/**
 * A photo that a finger, a pen or a mouse changes. It is never mirrored: left is the photo's own left.
 *
 * @param sides width and height of the picture; its pixels may be fewer.
 * @param pending changes that [picture] does not show yet: lines among them are drawn over it.
 * @param onEdit hears of a change when the finger is lifted.
 */
@Composable
fun MarkupPicture(
    picture: ImageBitmap?,
    sides: Pair<Int, Int>,
    spoken: String,
    tool: Tool,
    pending: List<PhotoEdit>,
    onEdit: (PhotoEdit) -> Unit,
    modifier: Modifier = Modifier,
) {
    var way by remember { mutableStateOf(emptyList<PhotoSpot>()) }
    val told by rememberUpdatedState(onEdit)
    val inHand by rememberUpdatedState(tool)
    val colours = Look.colours
    val (width, height) = sides
    Box(
        modifier.aspectRatio(width.toFloat() / height).clipToBounds().background(colours.soft)
            .semantics {
                role = Role.Image
                contentDescription = spoken
                // What a button did is heard as well.
                liveRegion = LiveRegionMode.Polite
            }
            .pointerInput(Unit) {
                awaitEachGesture {
                    val down = awaitFirstDown()
                    down.consume()
                    val points = mutableListOf(spot(down.position))
                    way = points.toList()
                    var pressed = true
                    while (pressed) {
                        val change = awaitPointerEvent().changes.firstOrNull { it.id == down.id }
                        change?.consume()
                        pressed = change?.pressed == true
                        if (change != null && pressed) points += spot(change.position)
                        way = points.toList()
                        if (change != null && !pressed) told(inHand.edit(points))
                    }
                    way = emptyList()
                }
            },
    ) {
        if (picture != null) Image(picture, null, Modifier.fillMaxSize(), contentScale = ContentScale.FillBounds)
        Canvas(Modifier.fillMaxSize()) {
            val now = if (way.isEmpty()) pending else pending + tool.edit(way)
            for (edit in now) draw(edit, frame = colours.primary, hidden = colours.ink2)
        }
    }
}

private fun PointerInputScope.spot(at: Offset) = PhotoSpot(at.x.toDouble() / size.width, at.y.toDouble() / size.height)

private fun Tool.edit(points: List<PhotoSpot>): PhotoEdit = when (this) {
    Tool.Crop -> PhotoEdit.Crop(PhotoArea(points.first(), points.last()))
    is Tool.Draw -> PhotoEdit.Draw(PhotoLine(points, width), colour)
    is Tool.Rub -> PhotoEdit.Rub(PhotoLine(points, width))
}

/** What of a change can be shown before the core has made its picture. */
private fun DrawScope.draw(edit: PhotoEdit, frame: Color, hidden: Color) {
    when (edit) {
        is PhotoEdit.Draw -> line(edit.line, colour(edit.colour))
        is PhotoEdit.Rub -> line(edit.line, hidden)
        is PhotoEdit.Crop -> {
            val (from, to) = at(edit.area.from) to at(edit.area.to)
            val kept = Rect(minOf(from.x, to.x), minOf(from.y, to.y), maxOf(from.x, to.x), maxOf(from.y, to.y))
            drawRect(frame, kept.topLeft, kept.size, style = Stroke(FRAME.toPx()))
        }
        else -> Unit
    }
}

private fun DrawScope.at(spot: PhotoSpot) = Offset(spot.x.toFloat() * size.width, spot.y.toFloat() * size.height)

private fun DrawScope.line(line: PhotoLine, colour: Color) {
    val points = line.points.map(::at)
    val wide = line.width.toFloat() * size.maxDimension
    if (points.size == 1) return drawCircle(colour, wide / 2, points[0])
    val path = Path().apply {
        moveTo(points[0].x, points[0].y)
        // As the core draws it: through the middles, bent towards the points.
        for ((bend, next) in points.zipWithNext().drop(1)) {
            quadraticBezierTo(bend.x, bend.y, (bend.x + next.x) / 2, (bend.y + next.y) / 2)
        }
        lineTo(points.last().x, points.last().y)
    }
    drawPath(path, colour, style = Stroke(wide, cap = StrokeCap.Round, join = StrokeJoin.Round))
}

/** 0xRRGGBB, opaque. */
internal fun colour(rgb: UInt) = Color(0xFF000000.toInt() or rgb.toInt())

private val FRAME = 3.dp
