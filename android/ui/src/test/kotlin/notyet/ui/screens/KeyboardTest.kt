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
import androidx.compose.ui.test.withKeyDown
import notyet.ui.generated.Palette
import org.junit.Assert.assertEquals
import org.junit.Test
import kotlin.math.roundToInt

/** Every screen with a keyboard alone. That Enter does what a tap does, `FocusTest` shows of what all controls are made of. */
@OptIn(ExperimentalTestApi::class, ExperimentalComposeUiApi::class)
class KeyboardTest {
    private val usual = EveryScreen.onPhone.filter { it.name.endsWith("-phone") }

    private fun DesktopComposeUiTest.press(key: Key, back: Boolean = false) {
        onRoot().performKeyInput { if (back) withKeyDown(Key.ShiftLeft) { pressKey(key) } else pressKey(key) }
        waitForIdle()
    }

    private fun DesktopComposeUiTest.focused(): SemanticsNode? = onAllNodes(isFocused()).fetchSemanticsNodes().lastOrNull()

    /**
     * What is focused from the first control on, by name, until one comes a second time. A list that scrolls uses the place of a row
     * that went for another that came, so that its number alone does not say who it is.
     */
    private fun DesktopComposeUiTest.round(back: Boolean = false, onEach: (SemanticsNode) -> Unit = {}): Set<String> {
        val met = mutableSetOf<Pair<Int, String>>()
        // At the end of a round nothing may be focused for once.
        var nothing = 0
        while (nothing < 2) {
            press(Key.Tab, back)
            val here = focused()
            when {
                here == null -> nothing++
                met.add(here.id to here.name) -> onEach(here)
                else -> break
            }
        }
        return met.map { it.second }.toSet()
    }

    @Test
    fun tab_comes_to_every_control_and_back_again_and_is_held_nowhere() {
        val faults = EveryScreen.faults(usual) {
            // Of a list's rows, those in sight: the others are come to from above.
            val all = controls().map { it.name }
            val forth = round()
            val back = round(back = true)
            (all - forth).map { "Tab does not come to $it" } + (all - back).map { "Shift and Tab do not come to $it" }
        }
        assertEquals(emptyList<String>(), faults)
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
