package notyet.ui.parts

import androidx.compose.foundation.layout.Column
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.remember
import androidx.compose.runtime.setValue
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.test.assert
import androidx.compose.ui.test.assertHeightIsAtLeast
import androidx.compose.ui.test.assertIsDisplayed
import androidx.compose.ui.test.assertIsNotSelected
import androidx.compose.ui.test.assertIsSelected
import androidx.compose.ui.test.getUnclippedBoundsInRoot
import androidx.compose.ui.test.junit4.createComposeRule
import androidx.compose.ui.test.onNodeWithText
import androidx.compose.ui.test.onRoot
import androidx.compose.ui.test.performClick
import androidx.compose.ui.test.performTouchInput
import androidx.compose.ui.unit.Dp
import androidx.compose.ui.unit.LayoutDirection
import androidx.compose.ui.unit.dp
import androidx.compose.ui.unit.height
import notyet.ui.shots.levelOptions
import notyet.ui.shots.pickerWords
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Rule
import org.junit.Test

class LevelPickerTest {
    @get:Rule
    val rule = createComposeRule()

    private val taps = mutableListOf<Int>()

    private fun picker(
        width: Dp = 379.dp,
        fontScale: Float = 1f,
        direction: LayoutDirection = LayoutDirection.Ltr,
        stacked: Boolean = false,
        options: List<LevelOption> = levelOptions,
    ) = rule.show(width, fontScale, direction) {
        var chosen by remember { mutableStateOf<Int?>(null) }
        val state = remember { PickerState() }
        Column {
            LevelPicker(options, chosen, { chosen = it.also(taps::add) }, pickerWords, state = state, stacked = stacked)
            LevelWords(options, chosen, pickerWords, state)
        }
    }

    private fun level(word: String) = rule.onNodeWithText(word)

    private fun top(word: String) = level(word).getUnclippedBoundsInRoot().top

    @Test
    fun one_tap_chooses_a_level() {
        picker()
        level("Demonstrating").assert(hasRole(Role.RadioButton)).assertIsNotSelected().assertHeightIsAtLeast(64.dp)
        level("Demonstrating").performClick().assertIsSelected()
        assertEquals(listOf(2), taps)
    }

    @Test
    fun sliding_off_before_lifting_cancels() {
        picker()
        level("Approaching").performTouchInput {
            down(center)
            moveTo(center.copy(y = center.y + 400))
            up()
        }
        assertEquals(emptyList<Int>(), taps)
    }

    @Test
    fun holding_shows_the_whole_rubric_and_chooses_nothing() {
        picker()
        level("Exceeding").performTouchInput {
            down(center)
            advanceEventTime(450)
            up()
        }
        rule.onNodeWithText(levelOptions[3].full).assertIsDisplayed()
        assertEquals(emptyList<Int>(), taps)
        rule.onNodeWithText("Close").performClick()
        rule.onNodeWithText(levelOptions[3].full).assertDoesNotExist()
    }

    @Test
    fun the_words_of_the_level_and_of_the_next_stand_below() {
        picker()
        level("Approaching").performClick()
        rule.onNodeWithText(levelOptions[1].brief).assertIsDisplayed()
        rule.onNodeWithText("Next: ${isolated(levelOptions[2].brief)}").assertIsDisplayed()
    }

    @Test
    fun four_words_stand_on_one_line_of_a_phone() {
        picker()
        assertEquals(1, levelOptions.map { top(it.word) }.distinct().size)
    }

    private fun assertStacked() = assertTrue(top("Not yet") < top("Approaching") && top("Approaching") < top("Demonstrating"))

    @Test
    fun it_stacks_in_a_narrow_room() {
        picker(width = 300.dp)
        assertStacked()
    }

    @Test
    fun it_stacks_at_the_hands_side() {
        picker(width = 600.dp, stacked = true)
        assertStacked()
    }

    @Test
    fun it_stacks_from_130_percent_text() {
        picker(fontScale = 1.3f)
        assertStacked()
    }

    @Test
    fun it_stacks_with_five_levels() {
        picker(width = 600.dp, options = levelOptions + LevelOption(SignState(3, 2, 5), "More", "", ""))
        assertStacked()
    }

    @Test
    fun levels_stand_still_while_the_words_change() {
        picker()
        rule.onNodeWithText("Next: ${isolated(levelOptions[1].brief)}").assertDoesNotExist()
        val height = rule.onRoot().getUnclippedBoundsInRoot().height
        for (option in levelOptions) {
            level(option.word).performClick()
            assertEquals(height, rule.onRoot().getUnclippedBoundsInRoot().height)
        }
    }

    @Test
    fun lowest_stands_first_from_the_right_where_writing_begins_there() {
        picker(direction = LayoutDirection.Rtl)
        assertTrue(level("Not yet").getUnclippedBoundsInRoot().left > level("Exceeding").getUnclippedBoundsInRoot().left)
    }

    @Test
    fun every_level_is_whole_at_twice_the_text() {
        picker(fontScale = 2f)
        for (option in levelOptions) level(option.word).assertHeightIsAtLeast(64.dp).performClick()
        assertEquals(listOf(0, 1, 2, 3), taps)
    }
}
