package notyet.ui.screens

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.ExperimentalLayoutApi
import androidx.compose.foundation.layout.FlowRow
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.selection.selectableGroup
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.ReadOnlyComposable
import androidx.compose.ui.Modifier
import notyet.core.MarkupScreen
import notyet.core.PhotoEdge
import notyet.core.PhotoEdit
import notyet.core.PhotoPart
import notyet.core.Words
import notyet.core.markupBlurBottomLeft
import notyet.core.markupBlurBottomRight
import notyet.core.markupBlurHint
import notyet.core.markupBlurTopLeft
import notyet.core.markupBlurTopRight
import notyet.core.markupCropHint
import notyet.core.markupCutBottom
import notyet.core.markupCutLeft
import notyet.core.markupCutRight
import notyet.core.markupCutTop
import notyet.core.markupDrawHint
import notyet.core.markupRingBottomLeft
import notyet.core.markupRingBottomRight
import notyet.core.markupRingTopLeft
import notyet.core.markupRingTopRight
import notyet.ui.generated.Space
import notyet.ui.parts.Chip
import notyet.ui.theme.Look
import notyet.ui.theme.largeText

/** Cutting, for a finger and for buttons. */
@Composable
internal fun CropTools(onEdit: (PhotoEdit) -> Unit) {
    val words = LocalWords.current
    Hint(words.markupCropHint)
    Steps(PhotoEdge.entries.map { words.cut(it) to PhotoEdit.Cut(it) }, onEdit)
}

/** The pens, and rings for who does not draw with a finger. */
@OptIn(ExperimentalLayoutApi::class)
@Composable
internal fun DrawTools(screen: MarkupScreen, hand: InHand, take: (InHand) -> Unit, onEdit: (PhotoEdit) -> Unit) {
    val words = LocalWords.current
    Hint(words.markupDrawHint)
    Column {
        FlowRow(Modifier.selectableGroup(), horizontalArrangement = Arrangement.spacedBy(Space.x8)) {
            screen.pens.forEachIndexed { i, pen -> Chip(pen.name, i == hand.pen, { take(hand.copy(pen = i)) }, apart) }
        }
        FlowRow(Modifier.selectableGroup(), horizontalArrangement = Arrangement.spacedBy(Space.x8)) {
            screen.nibs.forEachIndexed { i, nib -> Chip(nib.name, i == hand.nib, { take(hand.copy(nib = i)) }, apart) }
        }
    }
    val (pen, nib) = screen.pens[hand.pen] to screen.nibs[hand.nib]
    Steps(PhotoPart.entries.map { words.ring(it) to PhotoEdit.Ring(it, nib.width, pen.colour) }, onEdit)
}

/** Hiding. */
@Composable
internal fun BlurTools(onEdit: (PhotoEdit) -> Unit) {
    val words = LocalWords.current
    Hint(words.markupBlurHint)
    Steps(PhotoPart.entries.map { words.blur(it) to PhotoEdit.Blur(it) }, onEdit)
}

/** Chips of large text are higher than a target, and would touch those below. */
private val apart: Modifier
    @Composable @ReadOnlyComposable
    get() = if (largeText) Modifier.padding(vertical = Space.x4) else Modifier

@Composable
private fun Hint(text: String) = Text(text, color = Look.colours.ink2, style = Look.type.body)

/** What a button does that a drag would do as well. */
@OptIn(ExperimentalLayoutApi::class)
@Composable
private fun Steps(steps: List<Pair<String, PhotoEdit>>, onEdit: (PhotoEdit) -> Unit) {
    FlowRow(horizontalArrangement = Arrangement.spacedBy(Space.x8)) {
        for ((name, edit) in steps) Chip(name, false, { onEdit(edit) }, apart)
    }
}

private fun Words.cut(edge: PhotoEdge) = when (edge) {
    PhotoEdge.LEFT -> markupCutLeft
    PhotoEdge.RIGHT -> markupCutRight
    PhotoEdge.TOP -> markupCutTop
    PhotoEdge.BOTTOM -> markupCutBottom
}

private fun Words.ring(part: PhotoPart) = when (part) {
    PhotoPart.TOP_LEFT -> markupRingTopLeft
    PhotoPart.TOP_RIGHT -> markupRingTopRight
    PhotoPart.BOTTOM_LEFT -> markupRingBottomLeft
    PhotoPart.BOTTOM_RIGHT -> markupRingBottomRight
}

private fun Words.blur(part: PhotoPart) = when (part) {
    PhotoPart.TOP_LEFT -> markupBlurTopLeft
    PhotoPart.TOP_RIGHT -> markupBlurTopRight
    PhotoPart.BOTTOM_LEFT -> markupBlurBottomLeft
    PhotoPart.BOTTOM_RIGHT -> markupBlurBottomRight
}
