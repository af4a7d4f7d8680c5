package notyet.ui.parts

import androidx.compose.foundation.layout.padding
import androidx.compose.ui.ExperimentalComposeUiApi
import androidx.compose.ui.Modifier
import androidx.compose.ui.graphics.toPixelMap
import androidx.compose.ui.input.key.Key
import androidx.compose.ui.semantics.SemanticsActions
import androidx.compose.ui.test.ExperimentalTestApi
import androidx.compose.ui.test.captureToImage
import androidx.compose.ui.test.junit4.createComposeRule
import androidx.compose.ui.test.onNodeWithText
import androidx.compose.ui.test.onRoot
import androidx.compose.ui.test.performClick
import androidx.compose.ui.test.performKeyInput
import androidx.compose.ui.test.performSemanticsAction
import androidx.compose.ui.test.pressKey
import androidx.compose.ui.unit.dp
import notyet.ui.generated.Palette
import org.junit.Assert.assertEquals
import org.junit.Rule
import org.junit.Test

@OptIn(ExperimentalTestApi::class, ExperimentalComposeUiApi::class)
class FocusTest {
    @get:Rule
    val rule = createComposeRule()

    private var taps = 0

    private fun button() = rule.show(width = 200.dp) { SecondButton("Try again", { taps++ }, Modifier.padding(8.dp)) }

    /** The ring stands 2 to 5 dp outside the button, which begins 8 dp from the edge. */
    private fun ringShows(): Boolean {
        val pixels = rule.onRoot().captureToImage().toPixelMap()
        return pixels[40, 5] == Palette.Light.primary
    }

    @Test
    fun a_keyboard_user_sees_where_they_are_and_enter_taps() {
        button()
        assertEquals(false, ringShows())
        rule.onNodeWithText("Try again").performSemanticsAction(SemanticsActions.RequestFocus)
        assertEquals(true, ringShows())
        rule.onNodeWithText("Try again").performKeyInput { pressKey(Key.Enter) }
        assertEquals(1, taps)
    }

    @Test
    fun a_touch_leaves_no_ring_behind() {
        button()
        rule.onNodeWithText("Try again").performClick()
        assertEquals(1 to false, taps to ringShows())
    }
}
