package notyet.ui.parts

import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.requiredSize
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.remember
import androidx.compose.runtime.setValue
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.semantics.SemanticsProperties
import androidx.compose.ui.test.SemanticsMatcher
import androidx.compose.ui.test.assert
import androidx.compose.ui.test.assertHasClickAction
import androidx.compose.ui.test.assertHeightIsAtLeast
import androidx.compose.ui.test.assertIsDisplayed
import androidx.compose.ui.test.assertIsSelected
import androidx.compose.ui.test.assertTextEquals
import androidx.compose.ui.test.assertWidthIsAtLeast
import androidx.compose.ui.test.getUnclippedBoundsInRoot
import androidx.compose.ui.test.hasContentDescription
import androidx.compose.ui.test.hasText
import androidx.compose.ui.test.junit4.createComposeRule
import androidx.compose.ui.test.onAllNodesWithText
import androidx.compose.ui.test.onNodeWithContentDescription
import androidx.compose.ui.test.onNodeWithText
import androidx.compose.ui.test.performClick
import androidx.compose.ui.test.performTextInput
import androidx.compose.ui.unit.Dp
import androidx.compose.ui.unit.LayoutDirection
import androidx.compose.ui.unit.dp
import androidx.compose.ui.unit.height
import notyet.ui.BundledType
import notyet.ui.generated.Icons
import notyet.ui.theme.NotYetTheme
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Rule
import org.junit.Test

class PartsTest {
    @get:Rule
    val rule = createComposeRule()

    @Composable
    private fun Framed(width: Dp, items: List<NavItem>) = NotYetTheme(dark = false, family = BundledType) {
        Box(Modifier.requiredSize(width, 600.dp)) { NavFrame(items, 0, {}) { Text("Here") } }
    }

    private fun bounds(text: String) = rule.onNodeWithText(text).getUnclippedBoundsInRoot()

    @Test
    fun a_person_is_heard_once_and_whole() {
        rule.show { PersonRow("Amara Okafor", "AO", "No feedback yet", spoken = "Amara Okafor. No feedback yet.", onTap = {}) }
        rule.onNodeWithContentDescription("Amara Okafor. No feedback yet.").assert(hasRole(Role.Button)).assertHasClickAction()
        rule.onAllNodesWithText("AO").fetchSemanticsNodes().let { assertEquals(0, it.size) }
    }

    @Test
    fun a_row_without_a_sentence_of_its_own_is_heard_as_its_texts() {
        rule.show { SignedRow("I can make a clear claim.", "Approaching", SignState(1, 2, 4)) {} }
        rule.onNodeWithText("I can make a clear claim.").assertTextEquals("I can make a clear claim.", "Approaching")
            .assertHeightIsAtLeast(64.dp)
    }

    @Test
    fun a_row_grows_with_its_text_and_cuts_nothing() {
        rule.show(width = 320.dp, fontScale = 2f) { PersonRow("Aarav Krishnamurthy-Venkataraman", "AK", "No feedback yet") {} }
        assertTrue(bounds("Aarav Krishnamurthy-Venkataraman").height > 120.dp)
    }

    @Test
    fun a_choice_says_what_is_chosen_and_changes_with_a_tap() {
        rule.show {
            var chosen by remember { mutableStateOf(0) }
            Choice(listOf("Practice", "At-bat"), chosen, { chosen = it }, "Kind of work", least = 64.dp)
        }
        rule.onNodeWithText("Practice").assert(hasRole(Role.RadioButton)).assertIsSelected().assertHeightIsAtLeast(64.dp)
        rule.onNodeWithText("At-bat").performClick().assertIsSelected()
        rule.onNodeWithContentDescription("Kind of work").assertIsDisplayed()
    }

    @Test
    fun a_choice_begins_at_the_right_where_writing_does_and_stacks_with_large_text() {
        rule.show(direction = LayoutDirection.Rtl) { Choice(listOf("Practice", "At-bat"), 0, {}, "Kind") }
        assertTrue(bounds("Practice").left > bounds("At-bat").left)
    }

    @Test
    fun a_choice_stacks_from_130_percent_text() {
        rule.show(fontScale = 1.3f) { Choice(listOf("Practice", "At-bat"), 0, {}, "Kind") }
        assertTrue(bounds("Practice").bottom <= bounds("At-bat").top)
    }

    @Test
    fun a_chip_is_touched_at_48_dp() {
        var taps = 0
        rule.show { Chip("Clear claim", false, { taps++ }) }
        rule.onNodeWithText("Clear claim").assertHeightIsAtLeast(48.dp).performClick()
        assertEquals(1, taps)
    }

    @Test
    fun phrases_fold_to_two_lines_and_more_opens_the_rest() {
        rule.show { ChipLines(List(12) { "A phrase of some length $it" }, emptySet(), "More", {}) }
        rule.onNodeWithText("A phrase of some length 11").assertDoesNotExist()
        rule.onNodeWithText("More").performClick()
        rule.onNodeWithText("A phrase of some length 11").assertIsDisplayed()
        rule.onNodeWithText("More").assertDoesNotExist()
    }

    @Test
    fun few_phrases_need_no_more() {
        rule.show { ChipLines(listOf("One", "Two"), emptySet(), "More", {}) }
        rule.onNodeWithText("More").assertDoesNotExist()
    }

    @Test
    fun the_undo_bar_offers_what_there_is_to_take_back_and_to_put_again() {
        var undone = 0
        var redone = 0
        rule.show { UndoBar("Saved", "Undo", { undone++ }, redo = "Redo", onRedo = { redone++ }) }
        rule.onNodeWithText("Saved").assert(SemanticsMatcher.keyIsDefined(SemanticsProperties.LiveRegion))
        rule.onNodeWithText("Undo").assertHeightIsAtLeast(48.dp).performClick()
        rule.onNodeWithText("Redo").performClick()
        assertEquals(1 to 1, undone to redone)
    }

    @Test
    fun a_banner_has_one_action() {
        var seen = 0
        rule.show { Banner(Icons.cloudOff, "3 not sent yet.", action = "See") { seen++ } }
        rule.onNodeWithText("See").assertHeightIsAtLeast(48.dp).performClick()
        assertEquals(1, seen)
    }

    @Test
    fun a_sheet_closes_by_its_button_and_keeps_what_was_typed() {
        rule.show {
            var open by remember { mutableStateOf(true) }
            var text by remember { mutableStateOf("") }
            Column {
                WordButton("Open", { open = true })
                Sheet(open, "Phrases", "Close", { open = false }) { Field(text, { text = it }, "Next step") }
            }
        }
        rule.onNodeWithContentDescription("Next step").performTextInput("Say who wrote it")
        rule.onNodeWithText("Close").performClick()
        rule.onNodeWithContentDescription("Next step").assertDoesNotExist()
        rule.onNodeWithText("Open").performClick()
        rule.onNode(hasContentDescription("Next step") and hasText("Say who wrote it")).assertIsDisplayed()
    }

    @Test
    fun a_field_says_its_problem_and_keeps_its_text() {
        rule.show { Field("7BXQ", {}, "Class code", problem = "Check each letter.") }
        rule.onNodeWithContentDescription("Class code")
            .assert(hasText("7BXQ")).assert(SemanticsMatcher.expectValue(SemanticsProperties.Error, "Check each letter."))
        rule.onNodeWithText("Check each letter.").assertIsDisplayed()
    }

    @Test
    fun a_field_shows_a_long_text_whole_and_takes_no_line_breaks() {
        var done = 0
        rule.show(width = 200.dp) {
            var text by remember { mutableStateOf("http://192.168.1.20:8080/a/rather/long/address") }
            Field(text, { text = it }, "Address", onDone = { done++ })
        }
        val field = rule.onNodeWithContentDescription("Address")
        field.assertHeightIsAtLeast(70.dp)
        field.performTextInput("\n")
        assertEquals(1, done)
        field.assert(hasText("http://192.168.1.20:8080/a/rather/long/address"))
        field.performTextInput("two\nlines")
        assertEquals(1, done)
    }

    @Test
    fun places_always_end_with_an_open_one() {
        val shown = Place(SignState(2, 2, 4), "Debate", "3 Dec", "Demonstrating. Debate. 3 Dec.")
        rule.show { Places(listOf(shown), "Open for your next chance", SignState(null, 2, 4)) }
        val open = rule.onNodeWithContentDescription("Open for your next chance").assertIsDisplayed().getUnclippedBoundsInRoot()
        assertTrue(open.left > rule.onNodeWithContentDescription(shown.spoken).getUnclippedBoundsInRoot().left)
    }

    @Test
    fun the_ring_explains_itself_when_it_is_tapped() {
        val about = "The ring closes as you learn."
        rule.show { OutcomeHead(SignState(1, 2, 4), "Approaching", "I can …", "I am getting there", about) }
        val before = bounds("I can …").top
        // A reader has heard it as the ring's name already: so it appears for the eye alone.
        rule.onNodeWithContentDescription(about).assertHeightIsAtLeast(48.dp).performClick()
        assertTrue(bounds("I can …").top > before)
    }

    @Test
    fun waiting_says_nothing_at_first_and_then_what_it_waits_for() {
        rule.mainClock.autoAdvance = false
        rule.show { Waiting("One moment") }
        rule.mainClock.advanceTimeBy(100)
        rule.onNodeWithText("One moment").assertDoesNotExist()
        rule.mainClock.advanceTimeBy(100)
        rule.onNodeWithText("One moment").assertExists()
    }

    @Test
    fun below_600_dp_there_is_a_bar_at_the_foot_and_from_there_a_rail_beside() {
        val items = listOf(NavItem(Icons.home, "Home"), NavItem(Icons.cloudUpload, "Sync"))
        var width by mutableStateOf(411.dp)
        rule.setContent { Framed(width, items) }
        assertTrue(bounds("Here").bottom <= bounds("Home").top)
        width = 700.dp
        rule.waitForIdle()
        assertTrue(bounds("Here").left >= bounds("Home").right)
        rule.onNodeWithText("Home").assert(hasRole(Role.Tab)).assertIsSelected()
    }

    @Test
    fun one_place_to_go_needs_no_bar() {
        rule.setContent { Framed(411.dp, listOf(NavItem(Icons.home, "Home"))) }
        rule.onNodeWithText("Home").assertDoesNotExist()
        rule.onNodeWithText("Here").assertIsDisplayed()
    }

    @Test
    fun the_camera_says_its_name_and_is_64_dp() {
        rule.show { CameraButton(Icons.photoCamera, "Photo", {}) }
        rule.onNodeWithContentDescription("Photo").assert(hasRole(Role.Button)).assertHeightIsAtLeast(64.dp).assertWidthIsAtLeast(64.dp)
    }

    @Test
    fun a_photo_that_is_not_here_yet_shows_its_date_and_says_what_it_is() {
        rule.show { PhotoStrip(listOf(PhotoRef("p", "12 Nov", "Photo of 12 Nov", ready = false))) {} }
        rule.onNodeWithContentDescription("Photo of 12 Nov").assert(hasRole(Role.Button)).assert(hasText("12 Nov"))
    }
}
