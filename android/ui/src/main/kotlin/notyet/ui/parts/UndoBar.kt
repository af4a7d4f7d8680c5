package notyet.ui.parts

import androidx.compose.foundation.background
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.shape.RoundedCornerShape
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.LiveRegionMode
import androidx.compose.ui.semantics.liveRegion
import androidx.compose.ui.semantics.semantics
import notyet.ui.generated.Corner
import notyet.ui.generated.Size
import notyet.ui.generated.Space
import notyet.ui.theme.Look

/**
 * What was saved, and the way back. It stands under the picker, covers nothing, has no timer: it goes with the student.
 *
 * @param redo offered after an undo, where there is something to do again.
 */
@Composable
fun UndoBar(text: String, undo: String?, onUndo: () -> Unit, modifier: Modifier = Modifier, redo: String? = null, onRedo: () -> Unit = {}) {
    Row(
        modifier.fillMaxWidth().background(Look.colours.inverse, RoundedCornerShape(Corner.card)).heightIn(min = Size.undoBar)
            .padding(start = Space.x16, end = Space.x8),
        verticalAlignment = Alignment.CenterVertically,
    ) {
        Text(
            text,
            Modifier.weight(1f).semantics { liveRegion = LiveRegionMode.Polite },
            color = Look.colours.onInverse,
            style = Look.type.body,
        )
        if (undo != null) WordButton(undo, onUndo, colour = Look.colours.inverseAction)
        if (redo != null) WordButton(redo, onRedo, colour = Look.colours.inverseAction)
    }
}
