package notyet.ui.screens

import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.BoxWithConstraints
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.foundation.layout.padding
import androidx.compose.runtime.Composable
import androidx.compose.ui.AbsoluteAlignment
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.unit.Dp
import androidx.compose.ui.unit.dp
import notyet.core.Hand
import notyet.core.pieceOpen
import notyet.ui.generated.Icons
import notyet.ui.generated.Size
import notyet.ui.generated.Space
import notyet.ui.parts.CameraButton
import notyet.ui.theme.Width

/** What a list leaves free at its foot, so that the camera covers nothing of it. */
internal val CAMERA_FOOT: Dp = Size.camera + Space.x32

/** The round camera over a list, at the side of the hand that holds the tablet; on a phone, and on the table, where lines end. */
@Composable
internal fun CameraCorner(hand: Hand, onCapture: () -> Unit) {
    BoxWithConstraints(Modifier.fillMaxSize()) {
        val narrow = Width.of(maxWidth) == Width.Narrow
        val at = when {
            narrow || hand == Hand.TABLE -> Alignment.BottomEnd
            hand == Hand.LEFT -> AbsoluteAlignment.BottomLeft
            else -> AbsoluteAlignment.BottomRight
        }
        Box(Modifier.fillMaxSize().padding(horizontal = Space.x16).padding(bottom = if (narrow) Space.x16 else THUMB), at) {
            CameraButton(Icons.photoCamera, LocalWords.current.pieceOpen, onCapture)
        }
    }
}

/** How far above the lower edge of a held tablet a thumb reaches without moving the hand. */
private val THUMB = 96.dp
