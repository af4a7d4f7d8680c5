package notyet.desktop

import androidx.compose.ui.test.ComposeTimeoutException
import androidx.compose.ui.test.SemanticsMatcher
import androidx.compose.ui.test.assertCountEquals
import androidx.compose.ui.test.hasClickAction
import androidx.compose.ui.test.hasContentDescription
import androidx.compose.ui.test.hasScrollToNodeAction
import androidx.compose.ui.test.hasSetTextAction
import androidx.compose.ui.test.hasText
import androidx.compose.ui.test.isRoot
import androidx.compose.ui.test.isSelected
import androidx.compose.ui.test.junit4.createComposeRule
import androidx.compose.ui.test.onFirst
import androidx.compose.ui.test.onRoot
import androidx.compose.ui.test.performClick
import androidx.compose.ui.test.performScrollTo
import androidx.compose.ui.test.performScrollToNode
import androidx.compose.ui.test.performTextReplacement
import androidx.compose.ui.test.printToString
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.SupervisorJob
import kotlinx.coroutines.cancelAndJoin
import kotlinx.coroutines.job
import kotlinx.coroutines.runBlocking
import notyet.client.RustProfilesClient
import notyet.ui.theme.NotYetTheme
import org.junit.After
import org.junit.Assert.assertEquals
import org.junit.Rule
import org.junit.Test
import java.awt.image.BufferedImage
import java.io.File
import java.nio.file.Files
import javax.imageio.ImageIO
import kotlin.io.path.readText

/** The screens over the real core, and where somebody joins, over the real server. */
class WholeAppTest {
    @get:Rule
    val rule = createComposeRule()

    private val scope = CoroutineScope(SupervisorJob() + Dispatchers.Main.immediate)
    private val folder = Files.createTempDirectory("device").toFile()
    private var opened: RustProfilesClient? = null

    /** What the machine's viewer was given. */
    @Volatile
    private var shown: String? = null

    @After
    fun close() {
        // The screens first: what they ask of a core that has ended is an error.
        runBlocking {
            scope.coroutineContext.job.cancelAndJoin()
            opened?.stop()
        }
        folder.deleteRecursively()
    }

    @Test
    fun a_teacher_joins_opens_a_student_and_a_tap_on_a_level_is_saved() = School().use { school ->
        show(server = school.address)
        tap(hasText("I teach here"))
        rule.onNode(hasSetTextAction() and hasContentDescription("Staff code")).performTextReplacement(school.staffCode())
        tap(hasText("Join") and hasClickAction())
        chooseName()
        // Whoever stands in the plan of the day is sat down with at once; the class list leads to a student's outcomes.
        seek(hasContentDescription("Amara Diallo\u2069.", substring = true))
        tap(hasContentDescription("Amara Diallo\u2069.", substring = true))
        await(hasText("Record") or hasText("All outcomes"))
        if (rule.onAllNodes(hasText("Record")).fetchSemanticsNodes().isNotEmpty()) tap(hasText("Record"))
        val approaching = hasContentDescription("Approaching", substring = true) and hasClickAction()
        tap(approaching)
        await(approaching and isSelected())
        await(hasText("Saved"))

        // The app leaves the front: nothing is shown until the PIN is typed.
        runBlocking { opened?.suspendWork() }
        await(hasText("I forgot my PIN"))
        rule.onAllNodes(hasContentDescription("Amara", substring = true)).assertCountEquals(0)
        type("PIN", "1397")
        tap(hasText("Open"))
        await(hasText("That is another PIN. Check each digit."))
        type("PIN", "2580")
        tap(hasText("Open"))
        seek(hasContentDescription("Amara Diallo\u2069.", substring = true))

        // What was recorded stands in the class's profiles, and a row there opens its student.
        tap(hasText("Class") and hasClickAction())
        val profile = hasContentDescription("Amara D.", substring = true) and hasContentDescription("Approaching", substring = true)
        seek(profile)
        tap(profile)
        await(hasText("Record"))

        // Whoever signs out leaves nothing once all is sent.
        tap(hasText("More"))
        tap(hasText("Sign out of this", substring = true))
        tap(hasText("Sign out") and hasClickAction())
        await(hasText("Join your class"))
    }

    @Test
    fun conference_and_capture_beside_a_student_hold_no_other_name() = School().use { school ->
        val desk = Desk(school)
        val others = desk.wordsOfOthers("Amara Diallo")
        desk.close()
        show(server = school.address)
        tap(hasText("I teach here"))
        rule.onNode(hasSetTextAction() and hasContentDescription("Staff code")).performTextReplacement(school.staffCode())
        tap(hasText("Join") and hasClickAction())
        chooseName()
        seek(hasContentDescription("Amara Diallo\u2069.", substring = true))
        check(named(others).isNotEmpty()) { "Today names nobody, so that names are looked for in the wrong way" }
        tap(hasContentDescription("Amara Diallo\u2069.", substring = true))
        await(hasText("Record") or hasText("All outcomes"))
        if (rule.onAllNodes(hasText("Record")).fetchSemanticsNodes().isNotEmpty()) tap(hasText("Record"))
        tap(hasContentDescription("Approaching", substring = true) and hasClickAction())
        await(hasText("Saved"))
        assertEquals("Conference names", emptySet<String>(), named(others))
        // Back to where it began: the plan, or the student's page.
        tap((hasText("Today") or hasText("All outcomes")) and hasClickAction())
        tap(hasText("Class") and hasClickAction())
        val profile = hasContentDescription("Amara D.", substring = true) and hasClickAction()
        seek(profile)
        tap(profile)
        await(hasText("Record"))
        tap(hasContentDescription("Capture work"))
        await(hasText("Add a photo", substring = true))
        assertEquals("Capture names", emptySet<String>(), named(others))
    }

    /** Which of these words are anywhere in what is composed, seen or heard or neither. */
    private fun named(words: Set<String>): Set<String> {
        val roots = rule.onAllNodes(isRoot(), useUnmergedTree = true)
        val said = (0 until roots.fetchSemanticsNodes().size).flatMap { roots[it].printToString(Int.MAX_VALUE).split(Regex("[^\\p{L}]+")) }
        return words.intersect(said.toSet())
    }

    @Test
    fun a_student_judges_their_work_takes_it_back_and_asks_about_feedback_by_taps_alone() = School().use { school ->
        val desk = Desk(school)
        val photo = folder.resolve("photo.jpg")
        ImageIO.write(BufferedImage(64, 48, BufferedImage.TYPE_INT_RGB), "jpeg", photo)
        val samples = File("../../tests/fixtures/samples")
        show(school.address, photo, samples.resolve("voice/recorded.m4a"), samples.resolve("document/letter.pdf"))
        type("Class code", school.classCode())
        type("Your name", "Amara Okafor")
        tap(hasText("Join") and hasClickAction())
        desk.admits("Amara Okafor")
        chooseName()
        desk.leaves("Say how each quotation helps.")

        tap(hasText("Say how each quotation helps.", substring = true) and hasClickAction())
        reach(hasText("Judge my work"))
        reach(hasText("Take a photo"))
        await(hasContentDescription("Photo, not saved yet"))
        reach(hasText("Hold to speak"))
        reach(hasText("Recording", substring = true))
        reach(hasText("Listen"))
        reach(hasText("Add a file"))
        await(hasContentDescription("PDF", substring = true))
        type("Written work", "Two quotations")
        reach(hasContentDescription("Demonstrating", substring = true) and hasClickAction())
        reach(hasText("Save") and hasClickAction())
        reach(hasText("Undo"))
        reach(hasText("Judge my work"))
        await(hasText("Two quotations"))
        reach(hasText("Save") and hasClickAction())
        reach(hasContentDescription("Two quotations", substring = true) and hasClickAction())
        await(hasText("You judged it."))
        await(hasContentDescription("Voice note of", substring = true))
        await(hasContentDescription("PDF", substring = true))
        reach(hasText("Open"))
        rule.waitUntil(PATIENCE_MS) { shown != null }
        assertEquals("the file that is shown is a whole PDF", "%PDF-1.4" to "%%EOF", shown?.run { take(8) to takeLast(5) })

        tap(hasText("Feedback") and hasClickAction())
        reach(hasContentDescription("Say how each quotation helps.", substring = true) or hasText("Say how each quotation helps."))
        type("Your question", "What is a quotation?")
        reach(hasText("Ask") and hasClickAction())
        await(hasText("What is a quotation?"))
        reach(hasText("Say it in your own words"))
        reach(hasText("Hold to speak"))
        reach(hasText("Recording", substring = true))
        reach(hasText("Listen"))
        reach(hasText("Save my words"))
        await(hasText("Next step, in your words"))
        reach(hasText("Feedback") and hasClickAction())
        // What was asked is sent once its screen is gone.
        await(hasText("Earlier"))
        desk.answers("Words that somebody else wrote.")
        reach(hasContentDescription("Answered", substring = true) or hasText("Answered", substring = true))
        await(hasText("Words that somebody else wrote."))
        reach(hasText("I understand"))
        await(hasText("You said that you understand."))
        desk.close()
    }

    @Test
    fun a_class_code_opens_no_teachers_screens() = School().use { school ->
        show(server = school.address)
        tap(hasText("I teach here"))
        rule.onNode(hasSetTextAction() and hasContentDescription("Staff code")).performTextReplacement(school.classCode())
        tap(hasText("Join") and hasClickAction())
        await(hasText("That code did not open anything. Ask the office for a new one."))
    }

    @Test
    fun a_server_that_is_not_there_is_said_and_what_was_typed_stays() {
        show(server = "http://127.0.0.1:9")
        await(hasText("I learn here"))
        rule.onNode(hasSetTextAction() and hasContentDescription("Class code")).performTextReplacement("ABCD-2345")
        rule.onNode(hasSetTextAction() and hasContentDescription("Your name")).performTextReplacement("Amara")
        tap(hasText("Join") and hasClickAction())
        await(hasText("The server does not answer. Check the network and the address."))
        await(hasText("ABCD-2345"))
    }

    @Test
    fun people_who_cannot_be_read_are_said_and_opening_can_be_tried_again() {
        val host = JvmHost(folder, "test")
        host.setSecret("profiles", "no list".toByteArray())
        show()
        await(hasText("This data is damaged. It was left as it is. Ask the office."))
        check(host.secret("profiles")?.decodeToString() == "no list") { "the list was touched" }

        folder.resolve("secrets/profiles").delete()
        tap(hasText("Try again"))
        await(hasText("I learn here"))
    }

    private fun show(server: String = "", camera: File? = null, microphone: File? = null, document: File? = null) {
        val options =
            Options(folder, "test", 0, 0, 0, 0, tablet = true, "test", camera, microphone, document, server, eyes = null, dark = false)
        val viewer = JvmViewer { file ->
            shown = file.readText(Charsets.ISO_8859_1)
            true
        }
        rule.setContent { NotYetTheme(family = BundledType) { Opening(options, scope, viewer) { opened = it } } }
    }

    private fun chooseName() {
        await(hasText("Go on"))
        type("PIN", "2580")
        type("PIN once more", "2580")
        tap(hasText("Go on"))
    }

    private fun type(field: String, text: String) {
        val matcher = hasSetTextAction() and hasContentDescription(field)
        await(matcher)
        rule.onNode(matcher).performTextReplacement(text)
    }

    private fun tap(matcher: SemanticsMatcher) {
        await(matcher)
        rule.onAllNodes(matcher).onFirst().performClick()
    }

    /** Taps something that may stand further down. */
    private fun reach(matcher: SemanticsMatcher) {
        await(matcher)
        val found = rule.onAllNodes(matcher).onFirst()
        runCatching { found.performScrollTo() }
        found.performClick()
    }

    /** Scrolls a list until something that stands further down is there: of those, a list makes no node before. */
    private fun seek(matcher: SemanticsMatcher) = await(matcher) {
        val lists = rule.onAllNodes(hasScrollToNodeAction())
        repeat(lists.fetchSemanticsNodes().size) { at -> runCatching { lists[at].performScrollToNode(matcher) } }
    }

    private fun await(matcher: SemanticsMatcher, looking: () -> Unit = {}) = try {
        rule.waitUntil(PATIENCE_MS) {
            looking()
            rule.onAllNodes(matcher).fetchSemanticsNodes().isNotEmpty()
        }
    } catch (late: ComposeTimeoutException) {
        throw AssertionError("no ${matcher.description} in\n${rule.onRoot().printToString()}", late)
    }

    private companion object {
        const val PATIENCE_MS = 20_000L
    }
}
