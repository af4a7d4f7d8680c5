package notyet.ui.parts

import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.padding
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.remember
import androidx.compose.runtime.setValue
import androidx.compose.ui.ExperimentalComposeUiApi
import androidx.compose.ui.Modifier
import androidx.compose.ui.graphics.toPixelMap
import androidx.compose.ui.input.key.Key
import androidx.compose.ui.semantics.SemanticsActions
import androidx.compose.ui.test.ExperimentalTestApi
import androidx.compose.ui.test.assert
import androidx.compose.ui.test.assertIsFocused
import androidx.compose.ui.test.captureToImage
import androidx.compose.ui.test.hasText
import androidx.compose.ui.test.junit4.createComposeRule
import androidx.compose.ui.test.onNodeWithContentDescription
import androidx.compose.ui.test.onNodeWithText
import androidx.compose.ui.test.onRoot
import androidx.compose.ui.test.performClick
import androidx.compose.ui.test.performKeyInput
import androidx.compose.ui.test.performSemanticsAction
import androidx.compose.ui.test.pressKey
import androidx.compose.ui.test.withKeyDown
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
    fun tab_leaves_a_field_and_writes_nothing_into_it() {
        rule.show {
            var text by remember { mutableStateOf("") }
            Column {
                Field(text, { text = it }, "Next step")
                SecondButton("Save", {})
            }
        }
        val field = rule.onNodeWithContentDescription("Next step")
        field.performClick()
        field.performKeyInput { pressKey(Key.Tab) }
        rule.onNodeWithText("Save").assertIsFocused()
        rule.onNodeWithText("Save").performKeyInput { withKeyDown(Key.ShiftLeft) { pressKey(Key.Tab) } }
        field.assertIsFocused().assert(hasText(""))
    }

    @Test
    fun enter_chooses_what_may_be_picked() {
        var picked = -1
        rule.show { Choice(listOf("Practice", "At-bat"), 0, { picked = it }, "Kind of work") }
        rule.onNodeWithText("At-bat").performSemanticsAction(SemanticsActions.RequestFocus)
        rule.onNodeWithText("At-bat").performKeyInput { pressKey(Key.Enter) }
        assertEquals(1, picked)
    }

    @Test
    fun a_touch_leaves_no_ring_behind() {
        button()
        rule.onNodeWithText("Try again").performClick()
        assertEquals(1 to false, taps to ringShows())
    }
}
