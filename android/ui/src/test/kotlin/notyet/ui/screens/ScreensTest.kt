package notyet.ui.screens

import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.requiredHeight
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.setValue
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.SemanticsActions
import androidx.compose.ui.test.assertHasNoClickAction
import androidx.compose.ui.test.assertIsDisplayed
import androidx.compose.ui.test.getUnclippedBoundsInRoot
import androidx.compose.ui.test.hasContentDescription
import androidx.compose.ui.test.hasScrollToNodeAction
import androidx.compose.ui.test.hasText
import androidx.compose.ui.test.onAllNodesWithContentDescription
import androidx.compose.ui.test.onNodeWithContentDescription
import androidx.compose.ui.test.onNodeWithText
import androidx.compose.ui.test.performClick
import androidx.compose.ui.test.performScrollTo
import androidx.compose.ui.test.performScrollToIndex
import androidx.compose.ui.test.performScrollToNode
import androidx.compose.ui.test.performTextClearance
import androidx.compose.ui.test.performTextInput
import androidx.compose.ui.test.performTouchInput
import androidx.compose.ui.unit.Dp
import androidx.compose.ui.unit.LayoutDirection
import androidx.compose.ui.unit.dp
import notyet.core.BannerKind
import notyet.core.FeedbackParts
import notyet.core.Hand
import notyet.ui.parts.show
import notyet.ui.samples.CaptureSamples
import notyet.ui.samples.SampleScreens
import org.junit.Assert.assertEquals
import org.junit.Test

class ScreensTest : ScreenCase() {
    private companion object {
        const val BEN = "Ben Whitaker. Feedback on 3 Nov. Ready to show C4."
    }

    private fun today(data: TodayData, width: Dp = 411.dp) = screen(width) {
        TodayScreen(
            ready(data),
            TodayActions(
                onClass = { did += "class $it" },
                onConference = { did += "conference $it" },
                onStudent = { did += "student $it" },
                onBanner = { did += "banner $it" },
                onJoining = { request, student -> did += "join $request $student" },
                onHere = { student, here -> did += "here $student $here" },
                onLater = { student, later -> did += "later $student $later" },
                onUndo = { did += "undo" },
            ),
        )
    }

    @Test
    fun today_opens_a_conference_from_the_plan_and_a_student_from_the_class() {
        today(SampleScreens.Today.usual)
        rule.onNodeWithContentDescription("Chidi Nwosu. No feedback yet.").performClick()
        tap("7D")
        tap("Undo")
        rule.onNode(hasScrollToNodeAction()).performScrollToNode(hasContentDescription(BEN))
        rule.onNodeWithContentDescription(BEN).performClick()
        assertEquals(listOf("conference s3", "class 7d", "undo", "student s2"), did)
    }

    @Test
    fun a_seat_is_opened_by_a_tap_and_moved_by_two() {
        val data = SampleScreens.Today.seated

        fun spoken(student: String) = data.students.single { it.student == student }.spoken

        fun seat(student: String) {
            rule.onNode(hasScrollToNodeAction()).performScrollToNode(hasContentDescription(spoken(student)))
            rule.onNodeWithContentDescription(spoken(student)).performClick()
        }
        screen {
            TodayScreen(
                ready(data.copy(plan = emptyList())),
                TodayActions(
                    onStudent = { did += "student $it" },
                    onSeatAt = { student, table -> did += "$student at $table" },
                    onSwapSeats = { one, other -> did += "$one with $other" },
                    onUndoSeat = { did += "undo" },
                ),
                board = Board(seats = true),
            )
        }
        seat("s1")
        tap("Arrange seats")
        seat("s1")
        seat("s4")
        val nobody = data.seating.tables.last().students
        for (student in nobody) seat(student)
        val join = checkNotNull(data.seating.tables[0].join)
        rule.onNode(hasScrollToNodeAction()).performScrollToNode(hasContentDescription(join))
        rule.onNodeWithContentDescription(join).performClick()
        assertEquals(listOf("student s1", "s1 with s4", "${nobody[1]} at 1"), did)
    }

    /** A lazy list may keep rows that it no longer places. */
    private fun assertNotListed(name: String) {
        val rows = rule.onAllNodes(hasContentDescription(name, substring = true)).fetchSemanticsNodes()
        assertEquals(0, rows.count { it.layoutInfo.isPlaced })
    }

    @Test
    fun today_finds_a_name_without_its_marks_and_those_who_asked() {
        today(SampleScreens.Today.usual.copy(plan = emptyList()))
        rule.onNodeWithContentDescription("Find a name").performTextInput("wisniew")
        rule.onNodeWithContentDescription("Zofia Wiśniewska.", substring = true).assertIsDisplayed()
        assertNotListed("Amara Diallo")
        tap("Asked")
        rule.onNodeWithText("Nobody fits. Show everyone, or type less of the name.").assertIsDisplayed()
        rule.onNodeWithContentDescription("Find a name").performTextClearance()
        rule.onNodeWithContentDescription("Amara Diallo. Feedback on 2 Nov. Asked about C3.").assertIsDisplayed()
        assertNotListed("Ben Whitaker")
        tap("Everyone")
        rule.onNodeWithContentDescription("Ben Whitaker.", substring = true).assertIsDisplayed()
    }

    @Test
    fun what_is_said_of_a_name_is_said_by_a_long_press_a_button_and_a_reader() {
        today(SampleScreens.Today.usual)
        val row = rule.onAllNodesWithContentDescription("Chidi Nwosu. No feedback yet.")[0]
        row.performTouchInput {
            down(center)
            advanceEventTime(1_000)
            up()
        }
        tap("Later")
        rule.onAllNodesWithContentDescription("More about \u2068Chidi Nwosu\u2069")[0].performClick()
        tap("Not here today")
        val actions = row.fetchSemanticsNode().config[SemanticsActions.CustomActions]
        assertEquals(listOf("Not here today", "Later"), actions.map { it.label })
        rule.runOnIdle { actions.forEach { it.action() } }
        assertEquals(listOf("later s3 true", "here s3 false", "here s3 false", "later s3 true"), did)
    }

    @Test
    fun what_was_said_of_a_name_is_taken_back_where_it_was_said() {
        val away = SampleScreens.Today.room.students.last()
        val later = SampleScreens.Today.room.students.single { it.isLater }
        today(SampleScreens.Today.room.copy(plan = emptyList(), students = listOf(later, away)))
        rule.onNodeWithContentDescription(away.more).performClick()
        rule.onNodeWithText("Later").assertDoesNotExist()
        tap("Here after all")
        rule.onNodeWithContentDescription(later.more).performClick()
        tap("Back to today's plan")
        assertEquals(listOf("here ${away.student} true", "later ${later.student} false"), did)
    }

    @Test
    fun today_reaches_the_last_of_500_students() {
        today(SampleScreens.Today.full)
        rule.onNode(hasScrollToNodeAction()).performScrollToNode(hasText("Saved 28 · open 3"))
        rule.onNodeWithText("Saved 28 · open 3").assertIsDisplayed()
    }

    @Test
    fun the_banner_of_unsent_work_leads_to_sync() {
        today(SampleScreens.Today.offline)
        tap("See")
        assertEquals(listOf("banner ${BannerKind.NOT_SENT}"), did)
    }

    @Test
    fun what_comes_by_itself_moves_no_row() {
        var data by mutableStateOf(SampleScreens.Today.usual.copy(banner = null, undo = null))
        var news by mutableStateOf<String?>(null)
        screen { TodayScreen(ready(data), TodayActions(), news = news) }
        val rows = listOf("Chidi Nwosu", "Gurleen Kaur").map { rule.onNodeWithContentDescription("$it. No feedback yet.") }
        val before = rows.map { it.getUnclippedBoundsInRoot() }
        data = SampleScreens.Today.offline
        news = "2 new"
        rule.onNodeWithText("2 new").assertIsDisplayed()
        assertEquals(before, rows.map { it.getUnclippedBoundsInRoot() })
    }

    @Test
    fun the_way_out_of_a_conference_beside_the_levels_stays_in_sight() {
        screen(1280.dp) { ConferenceScreen(ready(SampleScreens.Conference.usual), ConferenceDraft(), ConferenceActions()) }
        rule.onNodeWithText("All outcomes").performScrollTo().assertIsDisplayed()
        rule.onNodeWithText("Today").assertIsDisplayed()
    }

    @Test
    fun a_thing_that_did_not_go_through_says_what_to_do_in_the_banners_place() {
        screen { TodayScreen(ready(SampleScreens.Today.offline), TodayActions(), problem = "Something else is being saved.") }
        rule.onNodeWithText("Something else is being saved.").assertIsDisplayed()
        rule.onNodeWithText("See").assertDoesNotExist()
    }

    @Test
    fun a_request_to_join_is_matched_with_a_name() {
        today(SampleScreens.Today.joining)
        tap("See")
        rule.onNodeWithText("amara okafr").assertIsDisplayed()
        tap("\u2068Amara Okafor\u2069")
        tap("Show more")
        rule.onNodeWithText("Nobody here").performScrollTo().performClick()
        assertEquals(listOf("join r1 s0", "join r1 null"), did)
    }

    @Test
    fun a_student_opens_conference_and_each_outcome() {
        val data = SampleScreens.Student.usual
        screen {
            val actions =
                StudentActions(onBack = { did += "back" }, onRecord = { did += "record $it" }, onOutcome = { did += "outcome $it" })
            StudentScreen(ready(data), actions)
        }
        tap("Ready to show C4")
        tap("Record")
        rule.onNode(hasScrollToNodeAction()).performScrollToNode(hasContentDescription(data.outcomes[1].spoken))
        rule.onNodeWithContentDescription(data.outcomes[1].spoken).performClick()
        rule.onNode(hasScrollToNodeAction()).performScrollToIndex(0)
        tap("Today")
        assertEquals(listOf("outcome o3", "record null", "outcome o1", "back"), did)
    }

    @Test
    fun a_teacher_reads_why_and_every_sentence_about_a_result_opens_it() {
        screen {
            val actions = StudentOutcomeActions({ did += "back" }, { did += "record" }, { did += "piece $it" })
            StudentOutcomeScreen(ready(SampleScreens.StudentOutcome.usual), actions)
        }
        tap("Record")
        rule.onNodeWithText("You showed Demonstrating on 12 Nov: Debate.").performScrollTo().performClick()
        rule.onNodeWithText("Shown once at Demonstrating.").performScrollTo().assertHasNoClickAction()
        rule.onNodeWithText("Each result").performScrollTo().performClick()
        rule.onNodeWithText("14 Oct: Approaching. Chance to show: Letter or essay.").performScrollTo().performClick()
        rule.onNodeWithContentDescription("Photo. 14 Oct.").performScrollTo().performClick()
        rule.onNodeWithText("\u2068Amara O.\u2069").performScrollTo().performClick()
        assertEquals(listOf("record", "piece j1", "piece e2", "piece e2", "back"), did)
    }

    private fun studentEvidence(data: StudentEvidenceData, problem: String? = null) = screen {
        val actions = StudentEvidenceActions(
            { did += "back" },
            { judgement, level -> did += "correct $judgement $level" },
            { did += "undo" },
            { did += "redo" },
        )
        StudentEvidenceScreen(ready(data), actions, problem = problem)
    }

    @Test
    fun a_level_is_corrected_by_a_tap_that_was_asked_for() {
        studentEvidence(SampleScreens.StudentEvidence.usual)
        rule.onNodeWithContentDescription("Exceeding", substring = true).assertDoesNotExist()
        rule.onNodeWithText("Correct the level").performScrollTo().performClick()
        rule.onNodeWithContentDescription("Demonstrating", substring = true).performScrollTo().performClick()
        rule.onNodeWithContentDescription("Exceeding", substring = true).assertDoesNotExist()
        assertEquals(listOf("correct j2 l2"), did)
    }

    @Test
    fun a_co_teachers_correction_stands_with_what_was_said_before_and_is_taken_back() {
        studentEvidence(SampleScreens.StudentEvidence.history)
        rule.onNodeWithText("Corrected by Mr Adeyemi, 14 Nov").performScrollTo().assertIsDisplayed()
        rule.onNodeWithText("You said Approaching.", substring = true).performScrollTo().assertIsDisplayed()
        rule.onNodeWithText("Mr Adeyemi took it back.", substring = true).performScrollTo().assertIsDisplayed()
        rule.onNodeWithText("Undo").performScrollTo().performClick()
        assertEquals(listOf("undo"), did)
    }

    @Test
    fun what_may_not_be_corrected_offers_no_correction_and_says_why() {
        studentEvidence(SampleScreens.StudentEvidence.held)
        rule.onNodeWithText("Saved in this visit.", substring = true).performScrollTo().assertIsDisplayed()
        rule.onNodeWithText("Correct the level").assertDoesNotExist()
    }

    @Test
    fun a_correction_that_was_not_saved_says_what_to_do() {
        studentEvidence(SampleScreens.StudentEvidence.history, "This device is full.")
        rule.onNodeWithText("This device is full.").performScrollTo().assertIsDisplayed()
        rule.onNodeWithText("Undo").assertDoesNotExist()
    }

    private fun conference(data: ConferenceData, draft: ConferenceDraft = ConferenceDraft(), width: Dp = 411.dp, height: Dp = 764.dp) =
        screen(width, height) {
            ConferenceScreen(
                ready(data),
                draft,
                ConferenceActions(
                    onBack = { did += "back" },
                    onProfile = { did += "profile" },
                    onNext = { did += "next" },
                    onOutcome = { did += "outcome $it" },
                    onKind = { did += "kind $it" },
                    onDraft = { did += "${it.purpose} ${it.support} ${it.feedback.nextStep}" },
                    onLevel = { did += "level $it" },
                    onPhrase = { part, phrase -> did += "$part $phrase" },
                    onFeedback = { did += "feedback" },
                    onOwnWords = { did += "words" },
                    fixedMindset = { text -> Regex("smart").findAll(text).map { it.range }.toList() },
                    onPhoto = { did += "photo" },
                    onUndo = { did += "undo" },
                    onRedo = { did += "redo" },
                ),
            )
        }

    private fun saying(nextStep: String) = ConferenceDraft(feedback = FeedbackParts("", "", nextStep))

    @Test
    fun one_tap_on_a_level_saves_it() {
        conference(SampleScreens.Conference.usual)
        rule.onNodeWithContentDescription(SampleScreens.Conference.usual.levels[2].spoken).performClick()
        tap("Photo")
        tap("Next")
        assertEquals(listOf("level l2", "photo", "next"), did)
    }

    @Test
    fun what_was_saved_can_be_taken_back_and_put_again() {
        conference(SampleScreens.Conference.saved.copy(undo = SampleScreens.Conference.saved.undo?.copy(canRedo = true)))
        tap("Undo")
        tap("Redo")
        assertEquals(listOf("undo", "redo"), did)
    }

    @Test
    fun purpose_and_support_are_chosen_and_nothing_else_changes() {
        conference(SampleScreens.Conference.usual, saying("typed"))
        tap("At-bat")
        tap("With help")
        assertEquals(listOf("AT_BAT ALONE typed", "PRACTICE WITH_HELP typed"), did)
    }

    @Test
    fun at_bat_is_offered_only_where_the_kind_of_work_allows_it() {
        conference(SampleScreens.Conference.practice)
        rule.onNodeWithText("At-bat").assertDoesNotExist()
        rule.onNodeWithText("This kind of work is practice.").assertIsDisplayed()
    }

    @Test
    fun an_outcome_and_a_kind_are_picked_from_lists_that_close() {
        conference(SampleScreens.Conference.usual)
        tap("Outcome")
        tap("I can state another view fairly and answer it.")
        rule.onNodeWithText("Kind of work").performScrollTo().performClick()
        tap("Debate")
        rule.waitForIdle()
        rule.onNodeWithText("Timed writing").assertDoesNotExist()
        assertEquals(listOf("outcome o3", "kind k6"), did)
    }

    @Test
    fun typed_feedback_is_saved_by_its_button() {
        conference(SampleScreens.Conference.usual, saying("Say who wrote it."))
        rule.onNodeWithText("Save feedback").performScrollTo().performClick()
        assertEquals(listOf("feedback"), did)
    }

    @Test
    fun saved_feedback_offers_nothing_to_save() {
        val said = SampleScreens.Conference.said
        conference(SampleScreens.Conference.saved, ConferenceDraft(feedback = said.copy(nextStep = said.nextStep + " ")))
        rule.onNodeWithText("Save feedback").assertDoesNotExist()
    }

    @Test
    fun a_problem_stands_beside_what_was_typed() {
        val problem = ConferenceProblem("That is too long.", Part.NextStep)
        conference(SampleScreens.Conference.usual, saying(" ").copy(problem = problem))
        rule.onNodeWithText("That is too long.").performScrollTo().assertIsDisplayed()
    }

    @Test
    fun a_phrase_for_the_next_step_is_one_touch_away() {
        conference(SampleScreens.Conference.usual, height = 891.dp)
        rule.onNodeWithText("Name the source.").assertIsDisplayed().performClick()
        assertEquals(listOf("NextStep Name the source."), did)
    }

    @Test
    fun the_students_own_judgement_stands_folded_until_it_is_asked_for() {
        conference(SampleScreens.Conference.usual)
        rule.onNodeWithText("Choosing: Demonstrating").assertDoesNotExist()
        rule.onNodeWithText("Show").performScrollTo().performClick()
        rule.onNodeWithText("Choosing: Demonstrating").performScrollTo().assertIsDisplayed()
        rule.onNodeWithText("Hide").performScrollTo().performClick()
        rule.onNodeWithText("Choosing: Demonstrating").assertDoesNotExist()
    }

    @Test
    fun words_about_a_person_are_pointed_at_and_still_saved() {
        conference(SampleScreens.Conference.usual, ConferenceDraft(feedback = FeedbackParts("You are smart.", "", "")))
        rule.onNodeWithText("Name what the work does?").performScrollTo().assertIsDisplayed()
        rule.onNodeWithText("Save feedback").performScrollTo().performClick()
        assertEquals(listOf("feedback"), did)
    }

    @Test
    fun a_conference_ends_in_the_students_words_and_leads_to_all_outcomes() {
        conference(SampleScreens.Conference.usual, ConferenceDraft(ownWords = "I quote once for each claim"))
        rule.onNodeWithText("Save these words").performScrollTo().performClick()
        rule.onNodeWithText("All outcomes").performScrollTo().performClick()
        assertEquals(listOf("words", "profile"), did)
    }

    @Test
    fun conference_names_nobody_else() {
        conference(SampleScreens.Conference.full, width = 1280.dp, height = 800.dp)
        for (name in listOf("Ben", "Chidi", "Zofia")) rule.onNodeWithText(name, substring = true).assertDoesNotExist()
    }

    @Test
    fun a_name_is_tapped_on_the_grid_and_a_level_picked_above_it() {
        screen {
            TagScreen(
                ready(CaptureSamples.Tag.usual),
                TagHand(),
                TagActions(onSeat = { did += "seat $it" }, onLevel = { did += "level $it" }, onSave = { did += "save" }),
            )
        }
        rule.onNodeWithContentDescription(CaptureSamples.Tag.usual.levels[2].spoken).performClick()
        rule.onNode(hasScrollToNodeAction()).performScrollToNode(hasContentDescription("Chidi N. Not tagged."))
        rule.onNodeWithContentDescription("Chidi N. Not tagged.").performClick()
        tap("Save")
        assertEquals(listOf("level l2", "seat s3", "save"), did)
    }

    @Test
    fun a_line_about_one_part_says_who_reads_it() {
        screen {
            TagScreen(
                ready(CaptureSamples.Tag.usual),
                TagHand(),
                TagActions(onLine = { student, line -> did += "$student ${line.text} ${line.staffOnly}" }),
            )
        }
        rule.onNode(hasScrollToNodeAction()).performScrollToNode(hasText("You drew the graph."))
        rule.onNodeWithText("You drew the graph.").performClick()
        rule.onNodeWithText("For teachers").performClick()
        assertEquals(listOf("s0 You drew the graph. true"), did)
    }

    @Test
    fun capture_names_no_student_and_leads_on_once_there_is_work() {
        val full = CaptureSamples.Capture.usual
        screen { CaptureScreen(ready(full), full.draft, CaptureActions(onTag = { did += "tag" })) }
        for (name in listOf("Amara", "Ben", "Chidi")) rule.onNodeWithText(name, substring = true).assertDoesNotExist()
        rule.onNodeWithText("Whose work is it?").performScrollTo().performClick()
        assertEquals(listOf("tag"), did)
    }

    @Test
    fun a_photo_of_a_capture_is_changed_or_taken_out_before_it_is_saved() {
        val full = CaptureSamples.Capture.usual
        val actions = CaptureActions(onEditPhoto = { did += "edit $it" }, onRemovePhoto = { did += "remove $it" })
        screen { CaptureScreen(ready(full), full.draft, actions) }
        for (act in listOf("Edit this photo", "Remove this photo")) {
            rule.onAllNodesWithContentDescription("Photo, not saved yet")[1].performScrollTo().performClick()
            rule.onNodeWithText(act).performScrollTo().performClick()
        }
        assertEquals(listOf("edit p2", "remove p2"), did)
    }

    @Test
    fun capture_without_work_says_what_it_waits_for() {
        val empty = CaptureSamples.Capture.empty
        screen { CaptureScreen(ready(empty), empty.draft, CaptureActions()) }
        rule.onNodeWithText("Add a photo, voice note, file, words or a link.").performScrollTo().assertIsDisplayed()
        rule.onNodeWithText("Whose work is it?").assertDoesNotExist()
    }

    @Test
    fun nobody_reads_what_is_for_teachers_beside_the_student() {
        screen { StudentScreen(ready(SampleScreens.Student.usual), StudentActions(inConference = true)) }
        rule.onNodeWithText("Needs a quiet place to begin.").assertDoesNotExist()
        rule.onNodeWithContentDescription("Capture work").assertDoesNotExist()
    }

    private fun walk(open: String? = null) = screen {
        WalkScreen(
            ready(SampleScreens.Walk.usual),
            WalkActions(onSeat = { did += "seat $it" }, onLevel = { did += "level $it" }, onUndo = { did += "undo" }),
            open = open,
        )
    }

    @Test
    fun a_seat_opens_and_a_level_there_is_saved() {
        walk(open = "s1")
        rule.onNodeWithContentDescription("Ben W.", substring = true).performClick()
        rule.onNodeWithContentDescription(SampleScreens.Walk.usual.levels[2].spoken).performClick()
        tap("Undo")
        assertEquals(listOf("seat s2", "level l2", "undo"), did)
        rule.onNodeWithText("At-bat").assertDoesNotExist()
    }

    @Test
    fun levels_stand_at_no_seat_until_one_is_open() {
        walk()
        rule.onNodeWithContentDescription(SampleScreens.Walk.usual.levels[2].spoken).assertDoesNotExist()
        val footer = SampleScreens.Walk.usual.footer
        rule.onNode(hasScrollToNodeAction()).performScrollToNode(hasText(footer))
        rule.onNodeWithText(footer).assertIsDisplayed()
    }

    private fun levelIsAtTheLeft(hand: Hand, direction: LayoutDirection): Boolean {
        rule.show(1000.dp, direction = direction) {
            Box(Modifier.requiredHeight(740.dp)) {
                val usual = ready(SampleScreens.Conference.usual)
                ConferenceScreen(usual, ConferenceDraft(), ConferenceActions(), hand = hand)
            }
        }
        return rule.onNodeWithContentDescription(SampleScreens.Conference.usual.levels[0].spoken).getUnclippedBoundsInRoot().left < 300.dp
    }

    @Test
    fun levels_stand_at_the_right_hand() = assertEquals(false, levelIsAtTheLeft(Hand.RIGHT, LayoutDirection.Ltr))

    @Test
    fun levels_stand_at_the_left_hand() = assertEquals(true, levelIsAtTheLeft(Hand.LEFT, LayoutDirection.Ltr))

    @Test
    fun a_right_hand_stays_right_where_writing_runs_to_the_left() = assertEquals(false, levelIsAtTheLeft(Hand.RIGHT, LayoutDirection.Rtl))

    private fun levelsStandStillWhenSaved(width: Dp, height: Dp) {
        var data by mutableStateOf(SampleScreens.Conference.usual)
        screen(width, height) { ConferenceScreen(ready(data), ConferenceDraft(), ConferenceActions()) }
        val level = rule.onNodeWithContentDescription(data.levels[2].spoken)
        val before = level.getUnclippedBoundsInRoot()
        data = SampleScreens.Conference.saved
        rule.onNodeWithText("Undo").assertIsDisplayed()
        assertEquals(before, level.getUnclippedBoundsInRoot())
    }

    @Test
    fun levels_do_not_move_when_one_is_saved_on_a_phone() = levelsStandStillWhenSaved(411.dp, 764.dp)

    @Test
    fun levels_do_not_move_when_one_is_saved_on_a_tablet() = levelsStandStillWhenSaved(1024.dp, 700.dp)

    @Test
    fun a_teacher_answers_a_question_from_the_students_page() {
        val actions = StudentActions(onAnswerDraft = { _, text -> did += text }, onAnswer = { did += "answer $it" })
        screen { StudentScreen(ready(SampleScreens.Student.asked), actions, answers = AnswerDrafts(mapOf("q1" to "Yes, it does"))) }
        rule.onNode(hasScrollToNodeAction()).performScrollToNode(hasText("Save answer"))
        tap("Save answer")
        assertEquals(listOf("answer q1"), did)
    }

    @Test
    fun sync_offers_to_try_now_where_that_makes_sense() {
        screen { SyncScreen(ready(SampleScreens.Sync.refused), SyncActions(onTryNow = { did += "try" })) }
        tap("Try now")
        rule.onNodeWithText("This student is not in your class now. Ask the office.").assertIsDisplayed()
        assertEquals(listOf("try"), did)
    }

    @Test
    fun sync_says_how_much_has_come_while_something_is_to_come() {
        screen { SyncScreen(ready(SampleScreens.Sync.fetching), SyncActions()) }
        rule.onNodeWithText("Fetching: 1200 of 5800").assertIsDisplayed()
    }

    @Test
    fun sync_offers_nothing_when_everything_is_sent() {
        screen { SyncScreen(ready(SampleScreens.Sync.sent), SyncActions()) }
        rule.onNodeWithText("Try now").assertDoesNotExist()
    }

    @Test
    fun what_is_typed_to_join_goes_to_the_host_field_by_field() {
        var form = JoinForm(server = "http://192.168.1.20:8080")
        screen { JoinScreen(ready(SampleScreens.Join.first), form, JoinActions(onChange = { form = it }, onJoin = { did += "join" })) }
        rule.onNodeWithContentDescription("Class code").performTextInput("7BXQ")
        assertEquals("7BXQ", form.code)
        rule.onNodeWithText("I teach here").performClick()
        assertEquals(true, form.teaching)
        rule.onNodeWithText("Join").performScrollTo().performClick()
        assertEquals(listOf("join"), did)
    }

    @Test
    fun a_class_code_that_opens_nothing_says_what_to_do_and_keeps_everything() {
        val problem = JoinProblem(JoinField.Code, "That code did not open the class. Check each letter with your teacher.")
        val form = JoinForm(code = "7BXQ", name = "Amara")
        screen { JoinScreen(ready(SampleScreens.Join.first), form, JoinActions(), problem = problem) }
        rule.onNodeWithText(problem.sentence).assertIsDisplayed()
        rule.onNodeWithText("7BXQ").assertIsDisplayed()
        rule.onNodeWithText("Amara").assertIsDisplayed()
    }

    @Test
    fun a_try_under_way_takes_no_second_tap() {
        screen { JoinScreen(ready(SampleScreens.Join.first), JoinForm(), JoinActions(), busy = true) }
        rule.onNodeWithText("Join").assertDoesNotExist()
        rule.onNodeWithText("One moment").performScrollTo().assertIsDisplayed()
    }

    @Test
    fun the_schools_account_stands_on_join_for_a_teacher_whose_school_has_some() {
        val teaching = JoinForm(teaching = true)
        var form by mutableStateOf(JoinForm())
        var account by mutableStateOf(true)
        val actions = JoinActions(onAccount = { did += "account" })
        screen { JoinScreen(ready(SampleScreens.Join.first), form, actions, account = account) }
        rule.onNodeWithText("Use your school's account").assertDoesNotExist()
        form = teaching
        rule.onNodeWithText("Use your school's account").performScrollTo().performClick()
        assertEquals(listOf("account"), did)
        account = false
        rule.onNodeWithText("Use your school's account").assertDoesNotExist()
    }

    @Test
    fun waiting_for_the_teacher_can_be_left() {
        screen { JoinScreen(ready(SampleScreens.Join.matching), JoinForm(), JoinActions(onCancel = { did += "cancel" })) }
        tap("Cancel")
        assertEquals(listOf("cancel"), did)
    }

    @Test
    fun a_fault_says_what_to_do_and_offers_to_try_again_where_that_helps() {
        val state = ScreenState.Failed("The server does not answer. Check the network and the address.")
        screen { HomeScreen(state, HomeActions(onRetry = { did += "again" })) }
        rule.onNodeWithText(state.sentence).assertIsDisplayed()
        tap("Try again")
        assertEquals(listOf("again"), did)
    }

    @Test
    fun a_fault_that_no_second_try_mends_offers_none() {
        screen { HomeScreen(ScreenState.Failed("Ask the office.", again = false), HomeActions()) }
        rule.onNodeWithText("Try again").assertDoesNotExist()
    }

    @Test
    fun conference_reaches_every_level_at_twice_the_text() {
        screen(fontScale = 2f) {
            ConferenceScreen(ready(SampleScreens.Conference.usual), ConferenceDraft(), ConferenceActions(onLevel = { did += it }))
        }
        val levels = SampleScreens.Conference.usual.levels.map { it.spoken }
        for (level in levels) rule.onNodeWithContentDescription(level).performScrollTo().performClick()
        assertEquals(listOf("l0", "l1", "l2", "l3"), did)
    }
}
