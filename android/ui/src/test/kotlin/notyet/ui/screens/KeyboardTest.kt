package notyet.ui.screens

import androidx.compose.ui.ExperimentalComposeUiApi
import androidx.compose.ui.graphics.PixelMap
import androidx.compose.ui.graphics.toPixelMap
import androidx.compose.ui.input.key.Key
import androidx.compose.ui.semantics.SemanticsNode
import androidx.compose.ui.test.DesktopComposeUiTest
import androidx.compose.ui.test.ExperimentalTestApi
import androidx.compose.ui.test.captureToImage
import androidx.compose.ui.test.isFocused
import androidx.compose.ui.test.onRoot
import androidx.compose.ui.test.performKeyInput
import androidx.compose.ui.test.pressKey
import notyet.ui.generated.Palette
import org.junit.Assert.assertEquals
import org.junit.Test
import kotlin.math.roundToInt

/** Where a keyboard is, on every screen. That it leaves a field and that Enter does what a tap does, `FocusTest` shows. */
@OptIn(ExperimentalTestApi::class, ExperimentalComposeUiApi::class)
class KeyboardTest {
    private val usual = EveryScreen.onPhone.filter { it.name.endsWith("-phone") }

    private fun DesktopComposeUiTest.focused(): SemanticsNode? = onAllNodes(isFocused()).fetchSemanticsNodes().lastOrNull()

    /** Tab from the first control on, until one comes a second time. */
    private fun DesktopComposeUiTest.round(onEach: (SemanticsNode) -> Unit) {
        val met = mutableSetOf<Int>()
        // At the end of a round nothing may be focused for once.
        var nothing = 0
        while (nothing < 2) {
            onRoot().performKeyInput { pressKey(Key.Tab) }
            waitForIdle()
            val here = focused()
            when {
                here == null -> nothing++
                here.id in met -> return
                else -> {
                    met += here.id
                    onEach(here)
                }
            }
        }
    }

    @Test
    fun where_the_keyboard_is_is_seen() {
        val faults = EveryScreen.faults(usual) {
            val unseen = mutableListOf<String>()
            val before = onRoot().captureToImage().toPixelMap()
            round { control ->
                val now = onRoot().captureToImage().toPixelMap()
                val least = (control.size.width + control.size.height) * HALF_A_RING
                val shown = ring(before, now, control)
                if (shown < least) unseen += "of the ring round ${control.name} $shown pixels of $least are seen"
            }
            unseen
        }
        assertEquals(emptyList<String>(), faults)
    }

    /** How many pixels in and round a control have turned primary. */
    private fun ring(before: PixelMap, now: PixelMap, control: SemanticsNode): Int {
        val bounds = control.boundsInRoot.inflate(OUT)
        val columns = bounds.left.roundToInt().coerceAtLeast(0) until bounds.right.roundToInt().coerceAtMost(now.width)
        val rows = bounds.top.roundToInt().coerceAtLeast(0) until bounds.bottom.roundToInt().coerceAtMost(now.height)
        return rows.sumOf { y -> columns.count { x -> now[x, y] == Palette.Light.primary && before[x, y] != now[x, y] } }
    }

    private companion object {
        /** The ring ends 5 dp outside its control. */
        const val OUT = 6f

        /** A ring is 3 dp wide, a field's border 2: half of either, in pixels for each dp of two sides. */
        const val HALF_A_RING = 2
    }
}
