package notyet.ui.shots

import androidx.compose.runtime.Composable
import androidx.compose.runtime.CompositionLocalProvider
import androidx.compose.ui.ImageComposeScene
import androidx.compose.ui.platform.LocalDensity
import androidx.compose.ui.platform.LocalLayoutDirection
import androidx.compose.ui.unit.Density
import androidx.compose.ui.unit.LayoutDirection
import notyet.core.Words
import notyet.ui.BundledType
import notyet.ui.samples.SampleWords
import notyet.ui.screens.LocalWords
import notyet.ui.theme.NotYetTheme
import org.jetbrains.skia.EncodedImageFormat
import org.jetbrains.skia.Image
import kotlin.math.roundToInt

/** A window: its size in dp and its pixels per dp. */
data class Device(val name: String, val width: Int, val height: Int, val density: Float) {
    companion object {
        val Phone = Device("phone", 411, 891, 2.625f)
        val Tablet = Device("tablet", 1280, 800, 1f)

        /** A phone long enough to show a scrolling screen to its end. */
        val Whole = Device("whole", 411, 2600, 1.5f)
        val Split = Device("split", 400, 800, 1f)
    }
}

/** What a reader chose, one thing away from the usual at a time. */
data class Reader(
    val dark: Boolean = false,
    val fontScale: Float = 1f,
    val direction: LayoutDirection = LayoutDirection.Ltr,
    val words: Words = SampleWords.english,
)

/**
 * Draws [content] after one second of its own time and gives the picture to [use]; no clock of the machine takes part, and nothing
 * moves: at which frame a movement began is not settled.
 */
fun <T> picture(device: Device, reader: Reader = Reader(), use: (Image) -> T, content: @Composable () -> Unit): T {
    val scene = ImageComposeScene(
        width = (device.width * device.density).roundToInt(),
        height = (device.height * device.density).roundToInt(),
        density = Density(device.density),
    ) {
        CompositionLocalProvider(
            LocalDensity provides Density(device.density, reader.fontScale),
            LocalLayoutDirection provides reader.direction,
            LocalWords provides reader.words,
        ) { NotYetTheme(reader.dark, BundledType, still = true, content = content) }
    }
    return try {
        // Each picture holds 10 MB outside the heap until it is closed.
        for (frame in 0 until FRAMES) scene.render(frame * FRAME_NS).close()
        scene.render(FRAMES * FRAME_NS).use(use)
    } finally {
        scene.close()
    }
}

/** The picture as PNG, the same bytes on every run. */
fun png(device: Device, reader: Reader = Reader(), content: @Composable () -> Unit): ByteArray =
    picture(device, reader, { checkNotNull(it.encodeToData(EncodedImageFormat.PNG)).bytes }, content)

private const val FRAMES = 12
private const val FRAME_NS = 90_000_000L
