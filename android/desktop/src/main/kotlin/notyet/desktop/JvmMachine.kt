package notyet.desktop

import androidx.compose.ui.graphics.ImageBitmap
import androidx.compose.ui.graphics.toComposeImageBitmap
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.withContext
import notyet.ui.MOST_OF_A_DOCUMENT
import notyet.ui.Machine
import notyet.ui.state.Microphone
import notyet.ui.state.NoVoice
import notyet.ui.state.Played
import notyet.ui.state.Recording
import notyet.ui.state.Speaker
import notyet.ui.state.Viewer
import org.jetbrains.skia.Image
import org.jetbrains.skia.Rect
import org.jetbrains.skia.SamplingMode
import org.jetbrains.skia.Surface
import java.io.File

/**
 * A file for a camera, one for a microphone and one for the picker of files, Skia for decoding; with a [viewfinder], a photo waits for its
 * shutter.
 */
class JvmMachine(
    private val camera: File?,
    recording: File? = null,
    private val document: File? = null,
    private val viewfinder: Viewfinder? = null,
    override val viewer: Viewer = JvmViewer(),
) : Machine {
    override suspend fun takePhoto(): ByteArray? {
        viewfinder?.shutter()
        return choosePhoto()
    }

    /** The same file: a window has one source of photos. */
    override suspend fun choosePhoto(): ByteArray? = withContext(Dispatchers.IO) { camera?.readBytes() }

    override suspend fun chooseDocument(): ByteArray? =
        withContext(Dispatchers.IO) { document?.inputStream()?.use { it.readNBytes(MOST_OF_A_DOCUMENT) } }

    /** No browser leads back to a window. */
    override suspend fun visit(page: String): String? = null

    override val microphone = object : Microphone {
        override suspend fun begin() = if (recording == null) NoVoice.Absent else null

        override suspend fun end(): Recording = withContext(Dispatchers.IO) {
            recording?.let { Recording.Sound(it.readBytes()) } ?: Recording.Nothing(NoVoice.Absent)
        }
    }

    /** Nobody sits before a window of the JVM: what is played is over at once. */
    override val speaker = Speaker { _, _, onPlaying ->
        onPlaying()
        Played.Whole
    }

    override suspend fun decode(jpeg: ByteArray, wide: Int): ImageBitmap? = withContext(Dispatchers.Default) {
        val whole = try {
            Image.makeFromEncoded(jpeg)
        } catch (_: IllegalArgumentException) {
            return@withContext null
        }
        // What is drawn is kept; a photo of 12 megapixels would be 48 MB of it.
        val scale = minOf(1f, wide * SHARPNESS / whole.width)
        whole.use { image ->
            val width = (image.width * scale).toInt().coerceAtLeast(1)
            val height = (image.height * scale).toInt().coerceAtLeast(1)
            Surface.makeRasterN32Premul(width, height).use { surface ->
                val from = Rect.makeWH(image.width.toFloat(), image.height.toFloat())
                val to = Rect.makeWH(width.toFloat(), height.toFloat())
                surface.canvas.drawImageRect(image, from, to, SamplingMode.LINEAR, null, true)
                surface.makeImageSnapshot().use { it.toComposeImageBitmap() }
            }
        }
    }

    private companion object {
        /** A cropped tile shows more pixels of its photo than it is wide. */
        const val SHARPNESS = 1.5f
    }
}
