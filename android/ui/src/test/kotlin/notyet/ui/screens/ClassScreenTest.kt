package notyet.ui.screens

import androidx.compose.ui.test.assertIsDisplayed
import androidx.compose.ui.test.assertIsSelected
import androidx.compose.ui.test.getUnclippedBoundsInRoot
import androidx.compose.ui.test.hasContentDescription
import androidx.compose.ui.test.hasScrollToNodeAction
import androidx.compose.ui.test.onNodeWithContentDescription
import androidx.compose.ui.test.onNodeWithText
import androidx.compose.ui.test.performClick
import androidx.compose.ui.test.performScrollToIndex
import androidx.compose.ui.test.performScrollToNode
import androidx.compose.ui.test.performTextClearance
import androidx.compose.ui.test.performTextInput
import androidx.compose.ui.unit.Dp
import androidx.compose.ui.unit.dp
import notyet.ui.samples.SampleScreens
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test

/** The page of the class. */
class ClassScreenTest : ScreenCase() {
    private val usual = SampleScreens.Class.usual

    private fun page(data: ClassData, width: Dp = 411.dp, fontScale: Float = 1f, picked: String? = null) {
        val actions = ClassActions({ did += "class $it" }, { did += "student $it" }, { did += "capture" })
        screen(width, fontScale = fontScale) { ClassScreen(ready(data), actions, picked = picked) }
    }

    private fun row(at: Int) = rule.onNodeWithContentDescription(usual.students[at].spoken)

    @Test
    fun a_row_is_heard_in_one_breath_and_opens_the_student() {
        page(usual, picked = "s1")
        assertTrue(usual.students[0].spoken.startsWith("Amara O., C1 Not yet, C2 In practice: Exceeding, C3 "))
        row(0).performClick()
        row(1).assertIsSelected()
        tap("7D")
        assertEquals(listOf("student s0", "class 7d"), did)
        rule.onNodeWithText("C1").assertDoesNotExist()
    }

    @Test
    fun a_name_is_found_by_its_surname_and_without_its_marks() {
        page(usual)
        rule.onNodeWithContentDescription("Find a name").performTextInput("wisniew")
        rule.onNodeWithContentDescription("Zofia W.,", substring = true).assertIsDisplayed()
        assertEquals(0, listed("Amara D.,"))
        rule.onNodeWithContentDescription("Find a name").performTextInput("xyz")
        rule.onNodeWithText("Nobody fits. Type less of the name.").assertIsDisplayed()
        rule.onNodeWithContentDescription("Find a name").performTextClearance()
        rule.onNodeWithContentDescription("Find a name").performTextInput("amara d.")
        rule.onNodeWithContentDescription("Amara D.,", substring = true).assertIsDisplayed()
    }

    /** A lazy list may keep rows that it no longer places. */
    private fun listed(name: String) =
        rule.onAllNodes(hasContentDescription(name, substring = true)).fetchSemanticsNodes().count { it.layoutInfo.isPlaced }

    /** In how many lines the signs of a row stand. */
    private fun lines(width: Dp, fontScale: Float): Int {
        val data = usual.copy(classes = emptyList(), students = usual.students.take(1))
        page(data, width, fontScale)
        val places = data.students[0].signs.map { rule.onNodeWithText(it.code, useUnmergedTree = true).getUnclippedBoundsInRoot() }
        return places.map { it.top }.distinct().size
    }

    @Test
    fun signs_stand_in_one_line_where_there_is_room() = assertEquals(1, lines(640.dp, 1f))

    @Test
    fun signs_wrap_where_the_text_is_large() = assertTrue(lines(320.dp, 2f) >= 4)

    @Test
    fun the_last_of_500_students_is_reached_and_few_are_composed() {
        page(SampleScreens.Class.full)
        val last = SampleScreens.Class.full.students.last().spoken
        rule.onNode(hasScrollToNodeAction()).performScrollToIndex(502)
        rule.onNode(hasScrollToNodeAction()).performScrollToNode(hasContentDescription(last))
        val composed = rule.onAllNodes(hasContentDescription(", C1 ", substring = true)).fetchSemanticsNodes().size
        assertTrue("$composed rows", composed in 1..40)
    }

    @Test
    fun what_is_not_there_yet_is_said_and_students_open_without_outcomes() {
        page(SampleScreens.Class.noOutcomes)
        rule.onNodeWithText("Outcomes will stand here").assertIsDisplayed()
        rule.onNode(hasScrollToNodeAction()).performScrollToNode(hasContentDescription("Amara O."))
        rule.onNodeWithContentDescription("Amara O.").performClick()
        assertEquals(listOf("student s0"), did)
    }

    @Test
    fun without_students_there_is_nothing_to_search_or_to_photograph() {
        page(SampleScreens.Class.nobody)
        rule.onNodeWithText("Nobody is in this class yet").assertIsDisplayed()
        rule.onNodeWithContentDescription("Find a name").assertDoesNotExist()
        rule.onNodeWithContentDescription("Capture work").assertDoesNotExist()
    }

    @Test
    fun a_student_that_was_opened_from_the_page_leads_back_to_it() {
        screen { StudentScreen(ready(SampleScreens.Student.usual), StudentActions(onBack = { did += "back" }, fromClass = true)) }
        tap("Class")
        assertEquals(listOf("back"), did)
    }
}
