package notyet.desktop

import androidx.compose.runtime.Composable
import androidx.compose.ui.ComposeScene
import androidx.compose.ui.ExperimentalComposeUiApi
import androidx.compose.ui.geometry.Offset
import androidx.compose.ui.geometry.Rect
import androidx.compose.ui.input.pointer.PointerEventType
import androidx.compose.ui.input.pointer.PointerType
import androidx.compose.ui.semantics.SemanticsNode
import androidx.compose.ui.unit.Constraints
import androidx.compose.ui.unit.Density
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.yield
import org.jetbrains.skia.PictureRecorder
import org.jetbrains.skia.Rect as SkiaRect

/**
 * A phone's screen that nobody sees: each frame is composed, measured, placed and recorded, and not painted, which is a graphics
 * processor's work elsewhere. Everything here runs on the main thread. Coordinates are dp.
 */
@OptIn(ExperimentalComposeUiApi::class)
class RecordedScene(content: @Composable () -> Unit) : AutoCloseable {
    private val scene = ComposeScene(Dispatchers.Main, Density(1f))
    private val recorder = PictureRecorder()
    private var now = 0L

    /** Whether there is anything to draw. */
    val isStale: Boolean get() = scene.hasInvalidations()

    init {
        scene.constraints = Constraints.fixed(WIDTH, HEIGHT)
        scene.setContent(content)
    }

    /** The next frame, a sixtieth of a second after the last. Answers how long it took, in nanoseconds. */
    suspend fun frame(): Long {
        // What others have for this thread, such as a core's answer, is not part of a frame.
        yield()
        now += FRAME_NANOS
        val begun = System.nanoTime()
        scene.render(recorder.beginRecording(SkiaRect.makeWH(WIDTH.toFloat(), HEIGHT.toFloat())), now)
        recorder.finishRecordingAsPicture().close()
        return System.nanoTime() - begun
    }

    /** A finger comes down, moves or leaves. */
    fun finger(what: PointerEventType, x: Float, y: Float) =
        scene.sendPointerEvent(what, Offset(x, y), timeMillis = now / NANOS_PER_MILLI, type = PointerType.Touch)

    /** Where the first element stands of which this is true, or null. */
    fun find(wanted: (SemanticsNode) -> Boolean): Rect? =
        scene.roots.firstNotNullOfOrNull { root -> root.semanticsOwner.rootSemanticsNode.first(wanted) }?.boundsInWindow

    private fun SemanticsNode.first(wanted: (SemanticsNode) -> Boolean): SemanticsNode? =
        if (wanted(this)) this else children.firstNotNullOfOrNull { it.first(wanted) }

    override fun close() {
        scene.close()
        recorder.close()
    }

    companion object {
        const val WIDTH = 412
        const val HEIGHT = 892
        private const val FRAME_NANOS = 1_000_000_000L / 60
        private const val NANOS_PER_MILLI = 1_000_000L
    }
}
