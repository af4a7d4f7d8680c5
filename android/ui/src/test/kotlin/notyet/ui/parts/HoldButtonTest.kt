package notyet.ui.parts

import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.setValue
import androidx.compose.ui.ExperimentalComposeUiApi
import androidx.compose.ui.geometry.Offset
import androidx.compose.ui.input.key.Key
import androidx.compose.ui.semantics.SemanticsActions
import androidx.compose.ui.semantics.getOrNull
import androidx.compose.ui.test.ExperimentalTestApi
import androidx.compose.ui.test.junit4.createComposeRule
import androidx.compose.ui.test.onNodeWithText
import androidx.compose.ui.test.performKeyInput
import androidx.compose.ui.test.performSemanticsAction
import androidx.compose.ui.test.performTouchInput
import androidx.compose.ui.test.pressKey
import androidx.compose.ui.unit.dp
import notyet.ui.generated.Icons
import org.junit.Assert.assertEquals
import org.junit.Rule
import org.junit.Test

@OptIn(ExperimentalTestApi::class, ExperimentalComposeUiApi::class)
class HoldButtonTest {
    @get:Rule
    val rule = createComposeRule()

    private var running by mutableStateOf(false)
    private val did = mutableListOf<String>()

    private fun button() = rule.show(width = 300.dp) {
        val start = {
            did += "start"
            running = true
        }
        val stop = {
            did += "stop"
            running = false
        }
        HoldButton("Hold to speak", Icons.mic, running, if (running) "Stop recording" else "Start recording", start, stop)
    }

    private fun press(ms: Long) = rule.onNodeWithText("Hold to speak").performTouchInput {
        down(center)
        advanceEventTime(ms)
        up()
    }

    @Test
    fun it_goes_on_while_it_is_held_and_the_words_may_change_under_the_finger() {
        button()
        press(2_000)
        assertEquals(listOf("start", "stop"), did)
    }

    @Test
    fun a_tap_begins_it_and_another_ends_it() {
        button()
        press(100)
        assertEquals(listOf("start"), did)
        press(100)
        assertEquals(listOf("start", "stop"), did)
    }

    @Test
    fun a_finger_that_slides_off_while_it_holds_ends_it_and_loses_nothing() {
        button()
        rule.onNodeWithText("Hold to speak").performTouchInput {
            down(center)
            advanceEventTime(1_000)
            moveBy(Offset(0f, 400f))
            up()
        }
        assertEquals(listOf("start", "stop"), did)
    }

    @Test
    fun a_reader_begins_and_ends_it_by_an_action_that_says_so() {
        button()
        for (word in listOf("Start recording", "Stop recording")) {
            val node = rule.onNodeWithText("Hold to speak")
            assertEquals(word, node.fetchSemanticsNode().config.getOrNull(SemanticsActions.OnClick)?.label)
            node.performSemanticsAction(SemanticsActions.OnClick)
        }
        assertEquals(listOf("start", "stop"), did)
    }

    @Test
    fun a_keyboard_begins_and_ends_it() {
        button()
        for (key in listOf(Key.Enter, Key.Spacebar)) {
            rule.onNodeWithText("Hold to speak").performSemanticsAction(SemanticsActions.RequestFocus)
            rule.onNodeWithText("Hold to speak").performKeyInput { pressKey(key) }
        }
        assertEquals(listOf("start", "stop"), did)
    }
}
