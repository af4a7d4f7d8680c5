package notyet.ui.screens

import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.requiredHeight
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.setValue
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.SemanticsProperties
import androidx.compose.ui.test.SemanticsMatcher
import androidx.compose.ui.test.assert
import androidx.compose.ui.test.assertIsDisplayed
import androidx.compose.ui.test.hasClickAction
import androidx.compose.ui.test.hasText
import androidx.compose.ui.test.junit4.createComposeRule
import androidx.compose.ui.test.onNodeWithContentDescription
import androidx.compose.ui.test.onNodeWithText
import androidx.compose.ui.test.performClick
import androidx.compose.ui.test.performScrollTo
import androidx.compose.ui.test.performTextInput
import androidx.compose.ui.unit.dp
import notyet.ui.parts.show
import notyet.ui.samples.SampleScreens
import notyet.ui.samples.School
import org.junit.Assert.assertEquals
import org.junit.Rule
import org.junit.Test

/** Before a device is anybody's, and one's own profile. */
class DoorScreensTest {
    @get:Rule
    val rule = createComposeRule()

    private val did = mutableListOf<String>()

    private fun screen(content: @Composable () -> Unit) = rule.show(411.dp) { Box(Modifier.requiredHeight(740.dp)) { content() } }

    private fun tap(text: String) = rule.onNodeWithText(text).performScrollTo().performClick()

    @Test
    fun a_person_is_tapped_and_one_who_leaves_is_no_target() {
        screen { PeopleScreen(SampleScreens.People.usual, PeopleActions({ did += it.id }, { did += "join" })) }
        rule.onNode(hasText("Mr H.", substring = true) and hasClickAction()).performClick()
        rule.onNode(hasText("A. K.", substring = true) and hasClickAction()).assertDoesNotExist()
        rule.onNodeWithText("Someone else").performClick()
        assertEquals(listOf("p2", "join"), did)
    }

    @Test
    fun a_pin_is_typed_as_dots_and_given_to_the_host() {
        var pin by mutableStateOf("")
        screen { PinScreen(SampleScreens.People.ortiz, pin, PinActions({ pin = it }, { did += "open" }, { did += "forgot" })) }
        rule.onNodeWithContentDescription("PIN").performTextInput("2580")
        assertEquals("2580", pin)
        rule.onNodeWithText("2580").assertDoesNotExist()
        rule.onNodeWithContentDescription("PIN").assert(SemanticsMatcher.keyIsDefined(SemanticsProperties.Password))
        tap("Open")
        tap("I forgot my PIN")
        assertEquals(listOf("open", "forgot"), did)
    }

    @Test
    fun while_no_pin_is_taken_the_wait_stands_in_the_buttons_place() {
        screen { PinScreen(SampleScreens.People.waits, "", PinActions()) }
        rule.onNodeWithText("Wait 30 s, then try again.").assertIsDisplayed()
        rule.onNodeWithText("Open").assertDoesNotExist()
    }

    @Test
    fun who_has_forgotten_the_pin_reads_what_to_do() {
        screen { ForgottenScreen(SampleScreens.People.forgotten, { did += "join" }, { did += "back" }) }
        rule.onNodeWithText("Join again with it. You find everything again, under a new PIN.").assertIsDisplayed()
        tap("Join again")
        tap("All names")
        assertEquals(listOf("join", "back"), did)
    }

    @Test
    fun a_name_that_is_offered_can_be_taken_or_another_typed() {
        var form by mutableStateOf(NamingForm(name = "A. O."))
        screen { NamingScreen(SampleScreens.Naming.usual, form, NamingActions({ form = it }, { did += "go" })) }
        tap("Ana O.")
        rule.onNodeWithContentDescription("PIN").performScrollTo().performTextInput("2580")
        rule.onNodeWithContentDescription("PIN once more").performScrollTo().performTextInput("2508")
        tap("Go on")
        assertEquals(NamingForm("Ana O.", "2580", "2508"), form)
        assertEquals(listOf("go"), did)
    }

    @Test
    fun two_pins_that_differ_say_so_at_the_second() {
        val problem = DoorProblem(DoorField.Again, "The two PINs differ. Type the second one again.")
        screen { NamingScreen(SampleScreens.Naming.usual, NamingForm("A. O.", "2580", "2508"), NamingActions(), problem = problem) }
        rule.onNodeWithText(problem.sentence).performScrollTo().assertIsDisplayed()
    }

    @Test
    fun locking_and_its_time_stand_where_a_pin_is() {
        var data by mutableStateOf(SampleScreens.Me.usual)
        screen { MeScreen(ScreenState.Ready(data), "More", MeActions({ did += "lock" }, { did += "after $it" })) }
        tap("Lock now")
        tap("15 min")
        assertEquals(listOf("lock", "after 15"), did)
        data = SampleScreens.Me.noPin
        rule.onNodeWithText("Lock now").assertDoesNotExist()
    }

    @Test
    fun settings_are_opened_from_one_s_own_screen() {
        screen { MeScreen(ScreenState.Ready(SampleScreens.Me.usual), "More", MeActions(onSettings = { did += "settings" })) }
        tap("Settings")
        assertEquals(listOf("settings"), did)
    }

    @Test
    fun each_setting_is_one_tap() {
        var data by mutableStateOf(SampleScreens.Settings.usual)
        val actions = SettingsActions({ did += "speaks $it" }, { did += "$it" }, { did += "still $it" }, { did += "back" })
        screen { SettingsScreen(ScreenState.Ready(data), "More", actions) }
        rule.onNode(hasText("العربية") and hasClickAction()).performScrollTo().performClick()
        rule.onNode(hasText("Same as this tablet") and hasClickAction()).performScrollTo().performClick()
        for (choice in listOf("Left", "Less", "More")) tap(choice)
        assertEquals(listOf("speaks ar", "speaks null", "LEFT", "still true", "back"), did)
        data = SampleScreens.Settings.student
        rule.onNodeWithText("Left").assertDoesNotExist()
    }

    @Test
    fun before_signing_out_what_is_not_sent_is_said_and_may_be_waited_for() {
        val actions = MeActions(onConfirm = { did += "out" }, onWait = { did += "wait" }, onCancel = { did += "cancel" })
        screen { MeScreen(ScreenState.Ready(SampleScreens.Me.usual), "More", actions, question = SampleScreens.Me.unsent) }
        rule.onNodeWithText(SampleScreens.Me.unsent.sentences.first()).assertIsDisplayed()
        for (way in listOf("Wait until it is sent", "Sign out, leave it sealed", "Cancel")) rule.onNodeWithText(way).performClick()
        assertEquals(listOf("wait", "out", "cancel"), did)
    }

    @Test
    fun what_was_saved_from_damaged_data_is_read_and_put_away() {
        screen { SyncScreen(ScreenState.Ready(SampleScreens.Sync.setAside), SyncActions(onUnderstood = { did += "read" })) }
        rule.onNodeWithText("The rest comes again from the school's server.").assertIsDisplayed()
        rule.onNodeWithText("I have read it").performClick()
        assertEquals(listOf("read"), did)
    }

    @Test
    fun a_tablet_in_a_students_hands_names_nobody_else_and_leads_to_the_pin_alone() {
        screen {
            HandedScreen(
                ScreenState.Ready(SampleScreens.Handed.piece),
                SampleScreens.SelfAssess.typed,
                WorkActions(onSave = { did += "save" }, onBack = { did += "back" }),
                { did += "pin" },
            )
        }
        val texts = SemanticsMatcher.keyIsDefined(SemanticsProperties.Text)
        val spoken = SemanticsMatcher.keyIsDefined(SemanticsProperties.ContentDescription)
        val nodes = rule.onAllNodes(texts or spoken, useUnmergedTree = true).fetchSemanticsNodes().map { "${it.config}" }
        val others = School.names.filter { it != "Amara Okafor" }.flatMap { it.split(' ') }.filter { it.length > 3 && it != "Amara" }
        assertEquals(emptyList<String>(), nodes.filter { node -> others.any { it in node } })
        rule.onNodeWithText("Give the tablet back").performClick()
        tap("Save")
        assertEquals(listOf("pin", "save"), did)
        rule.onNodeWithText("C3").assertDoesNotExist()
    }

    @Test
    fun at_the_pin_of_a_tablet_that_is_handed_over_no_way_leads_to_other_names() {
        screen { PinScreen(SampleScreens.People.ortiz, "", PinActions(onBack = { did += "back" }), handed = true) }
        rule.onNodeWithText("I forgot my PIN").assertDoesNotExist()
        tap("My own judgement")
        assertEquals(listOf("back"), did)
    }
}
