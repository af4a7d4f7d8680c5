package notyet.ui.parts

import androidx.compose.foundation.Canvas
import androidx.compose.foundation.layout.aspectRatio
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.widthIn
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.geometry.Offset
import androidx.compose.ui.geometry.Size
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.role
import androidx.compose.ui.semantics.semantics
import notyet.core.QrSquares
import notyet.ui.generated.Palette
import notyet.ui.generated.Size as Sizes

/** A code for a camera: dark on light in every theme and never mirrored, with the quiet around it that a camera needs. */
@Composable
fun QrCode(qr: QrSquares, spoken: String, modifier: Modifier = Modifier) {
    Canvas(
        modifier.widthIn(max = Sizes.qr).fillMaxWidth().aspectRatio(1f).semantics {
            role = Role.Image
            contentDescription = spoken
        },
    ) {
        val side = qr.side.toInt()
        // Whole pixels, so that no line of light stands between two squares.
        val pixels = (size.minDimension / (side + 2 * QUIET)).toInt().coerceAtLeast(1).toFloat()
        val start = (size.minDimension - side * pixels) / 2
        drawRect(Palette.Light.raised)
        qr.dark.forEachIndexed { i, dark ->
            if (dark) drawRect(Palette.Light.ink, Offset(start + i % side * pixels, start + i / side * pixels), Size(pixels, pixels))
        }
    }
}

private const val QUIET = 4
