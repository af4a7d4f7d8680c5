package notyet.ui.screens

import androidx.compose.ui.test.assertHasNoClickAction
import androidx.compose.ui.test.assertIsDisplayed
import androidx.compose.ui.test.hasContentDescription
import androidx.compose.ui.test.hasScrollToNodeAction
import androidx.compose.ui.test.hasText
import androidx.compose.ui.test.onAllNodesWithContentDescription
import androidx.compose.ui.test.onNodeWithContentDescription
import androidx.compose.ui.test.onNodeWithText
import androidx.compose.ui.test.performClick
import androidx.compose.ui.test.performScrollTo
import androidx.compose.ui.test.performScrollToNode
import notyet.core.WorkDraft
import notyet.ui.samples.SampleScreens
import org.junit.Assert.assertEquals
import org.junit.Test

/** A student's screens. */
class LearnerScreensTest : ScreenCase() {
    @Test
    fun home_opens_an_outcome_and_more_stands_folded() {
        screen { HomeScreen(ready(SampleScreens.Home.usual), HomeActions({ did += it })) }
        val later = SampleScreens.Home.usual.later.last().spoken
        rule.onNodeWithContentDescription(later).assertDoesNotExist()
        rule.onNode(hasScrollToNodeAction()).performScrollToNode(hasText("More later"))
        tap("More later")
        rule.onNode(hasScrollToNodeAction()).performScrollToNode(hasContentDescription(later))
        rule.onNodeWithContentDescription(later).performClick()
        assertEquals(listOf("o8"), did)
    }

    @Test
    fun an_outcome_says_why_and_what_would_change_it() {
        screen { OutcomeScreen(ready(SampleScreens.Outcome.usual), OutcomeActions(onBack = { did += "back" })) }
        rule.onNodeWithText("One more time at Demonstrating, in another kind of work.").performScrollTo().assertIsDisplayed()
        rule.onNodeWithContentDescription("Open for your next chance").performScrollTo().assertIsDisplayed()
        rule.onNodeWithText("Home").performScrollTo().performClick()
        assertEquals(listOf("back"), did)
    }

    @Test
    fun the_curve_is_heard_in_one_sentence_and_each_result_opens_its_piece() {
        val data = SampleScreens.Outcome.usual.copy(pieces = emptyList(), why = emptyList())
        screen { OutcomeScreen(ready(data), OutcomeActions(onPiece = { did += "piece $it" })) }
        rule.onNodeWithContentDescription("6 results, from 3 Sep to 12 Nov. Now: Approaching.").performScrollTo().assertIsDisplayed()
        rule.onNodeWithText("12 Nov: Demonstrating. Chance to show: Debate.").assertDoesNotExist()
        rule.onNodeWithText("Each result").performScrollTo().performClick()
        rule.onNodeWithText("29 Sep: Approaching. Practice: Exit ticket.").performScrollTo().assertHasNoClickAction()
        rule.onNodeWithText("12 Nov: Demonstrating. Chance to show: Debate.").performScrollTo().performClick()
        rule.onNodeWithText("Hide").performScrollTo().performClick()
        rule.onNodeWithText("12 Nov: Demonstrating. Chance to show: Debate.").assertDoesNotExist()
        assertEquals(listOf("piece e2"), did)
    }

    @Test
    fun before_the_first_result_the_curve_says_what_will_stand_there() {
        screen { OutcomeScreen(ready(SampleScreens.Outcome.empty), OutcomeActions()) }
        rule.onNodeWithText("Each result will stand here, on its day.").performScrollTo().assertIsDisplayed()
        rule.onNodeWithText("Each result").assertDoesNotExist()
    }

    @Test
    fun an_outcome_leads_to_ones_own_judgement_and_to_each_piece() {
        val actions = OutcomeActions(onJudge = { did += "judge" }, onPiece = { did += "piece $it" }, onUndo = { did += "undo" })
        screen { OutcomeScreen(ready(SampleScreens.Outcome.saved), actions) }
        tap("Undo")
        rule.onNodeWithContentDescription("Photo. 12 Nov.").performScrollTo().performClick()
        rule.onNodeWithText("Judge my work").performScrollTo().performClick()
        assertEquals(listOf("undo", "piece e2", "judge"), did)
    }

    @Test
    fun a_student_says_how_ready_they_are_and_what_the_outcome_means_to_them() {
        val actions = OutcomeActions(
            onPiece = { did += "piece $it" },
            onWords = { did += it },
            onSaveWords = { did += "save" },
            onReady = { did += "$it" },
        )
        screen { OutcomeScreen(ready(SampleScreens.Outcome.said), actions, draft = OutcomeDraft("I show")) }
        rule.onNodeWithText("You showed Approaching on 12 Nov: Letter or essay.").performScrollTo().performClick()
        rule.onNodeWithText("Nearly").performScrollTo().performClick()
        rule.onNodeWithText("Save my words").performScrollTo().performClick()
        assertEquals(listOf("piece e2", "NEARLY", "save"), did)
        rule.onNodeWithText("Your last 3 practice pieces: 2 at Demonstrating, 1 at Approaching.").assertIsDisplayed()
    }

    private fun assess(data: SelfAssessData, draft: WorkDraft, problem: WorkProblem? = null) = screen {
        SelfAssessScreen(
            ready(data),
            draft,
            WorkActions(
                onDraft = { changed -> did += changed.picks.joinToString { "${it.row}=${it.level}" } + changed.reflection },
                onTakePhoto = { did += "camera" },
                onChoosePhoto = { did += "library" },
                onRemovePhoto = { did += "remove $it" },
                onSave = { did += "save" },
            ),
            problem = problem,
        )
    }

    @Test
    fun a_student_taps_a_level_for_each_row_and_saves_with_one_tap() {
        assess(SampleScreens.SelfAssess.usual, SampleScreens.SelfAssess.draft)
        val row = SampleScreens.SelfAssess.usual.rows[1]
        rule.onNodeWithContentDescription(row.levels[2].spoken).performScrollTo().performClick()
        rule.onNodeWithText("Take a photo").performScrollTo().performClick()
        rule.onNodeWithText("Choose a photo").performScrollTo().performClick()
        rule.onNodeWithText("Save").performScrollTo().performClick()
        assertEquals(listOf("r2=l2", "camera", "library", "save"), did)
    }

    @Test
    fun another_level_on_the_same_row_takes_the_place_of_the_first() {
        assess(SampleScreens.SelfAssess.filled, SampleScreens.SelfAssess.typed)
        val row = SampleScreens.SelfAssess.filled.rows[0]
        rule.onNodeWithContentDescription(row.levels[3].spoken).performScrollTo().performClick()
        assertEquals(listOf("r2=l1, r1=l3${SampleScreens.SelfAssess.typed.reflection}"), did)
    }

    @Test
    fun a_photo_of_the_draft_is_taken_out_again() {
        assess(SampleScreens.SelfAssess.filled, SampleScreens.SelfAssess.typed)
        rule.onAllNodesWithContentDescription("Photo, not saved yet")[0].performScrollTo().performClick()
        rule.onNodeWithText("Remove this photo").performScrollTo().performClick()
        assertEquals(listOf("remove ${SampleScreens.SelfAssess.filled.photos[0].attachment}"), did)
    }

    @Test
    fun a_link_that_is_none_says_so_at_its_place_and_stays() {
        val problem = WorkProblem("That is not the address of a page. Check it.", WorkField.Link)
        assess(SampleScreens.SelfAssess.filled, SampleScreens.SelfAssess.typed, problem)
        rule.onNodeWithText(problem.sentence).performScrollTo().assertIsDisplayed()
        rule.onNodeWithText("school.org/trial").performScrollTo().assertIsDisplayed()
    }

    @Test
    fun work_is_added_for_the_outcome_that_is_picked() {
        val actions = WorkActions(onDraft = { did += "${it.outcome}" }, onSave = { did += "save" }, onUndo = { did += "undo" })
        screen { AddScreen(ready(SampleScreens.Add.saved), SampleScreens.Add.typed, actions) }
        tap("Undo")
        rule.onNodeWithText(SampleScreens.Add.usual.outcomes[0].iCan).performScrollTo().performClick()
        rule.onNodeWithText("Save").performScrollTo().performClick()
        assertEquals(listOf("undo", "o0", "save"), did)
    }

    @Test
    fun a_teachers_judgement_waits_folded_until_the_student_judges_or_asks() {
        val actions = EvidenceActions(onJudge = { did += "judge" }, onShow = { did += "show" })
        screen { EvidenceScreen(ready(SampleScreens.Evidence.folded), actions) }
        rule.onNodeWithText("Demonstrating", substring = true).assertDoesNotExist()
        rule.onNodeWithText("Show me").performScrollTo().performClick()
        rule.onNodeWithText("Judge this piece").performScrollTo().performClick()
        assertEquals(listOf("show", "judge"), did)
    }

    @Test
    fun feedback_opens_a_piece() {
        screen { FeedbackScreen(ready(SampleScreens.Feedback.usual), FeedbackActions({ did += it })) }
        rule.onNodeWithContentDescription(SampleScreens.Feedback.usual.fresh[1].spoken).performClick()
        assertEquals(listOf("f1"), did)
    }

    private fun thread(data: ThreadData, draft: ThreadDraft = ThreadDraft()) = screen {
        ThreadScreen(
            ready(data),
            draft,
            ThreadActions(
                onDraft = { did += "${it.question}/${it.rewording}" },
                onReply = { did += "$it" },
                onUnderstand = { did += "understand" },
                onPiece = { did += "piece $it" },
            ),
        )
    }

    @Test
    fun the_level_stands_below_the_words_and_comes_when_it_is_asked_for() {
        thread(SampleScreens.Thread.usual)
        rule.onNodeWithText("Ms Ortiz said Approaching.").assertDoesNotExist()
        rule.onNodeWithText("Show level").performScrollTo().performClick()
        rule.onNodeWithText("Ms Ortiz said Approaching.").performScrollTo().assertIsDisplayed()
    }

    @Test
    fun the_next_step_stays_in_sight_however_far_one_reads() {
        thread(SampleScreens.Thread.talked)
        rule.onNodeWithText("See the outcome").performScrollTo()
        rule.onNodeWithText("Find one sentence in the text for each thing I say.").assertIsDisplayed()
    }

    @Test
    fun a_student_asks_rewords_and_understands() {
        thread(SampleScreens.Thread.usual, ThreadDraft("Which?", "My words"))
        rule.onNodeWithText("Save my words").performScrollTo().performClick()
        rule.onNodeWithText("Ask").performScrollTo().performClick()
        rule.onNodeWithText("I understand").performScrollTo().performClick()
        assertEquals(listOf("REWORDING", "QUESTION", "understand"), did)
    }

    @Test
    fun what_i_did_afterwards_opens_its_piece() {
        thread(SampleScreens.Thread.talked)
        rule.onNodeWithText("19 Nov: you judged your work.").performScrollTo().performClick()
        assertEquals(listOf("piece e1"), did)
    }
}
