package notyet.ui.screens

import androidx.compose.runtime.CompositionLocalProvider
import androidx.compose.ui.test.assertIsDisplayed
import androidx.compose.ui.test.onNodeWithContentDescription
import androidx.compose.ui.test.onNodeWithText
import androidx.compose.ui.test.performClick
import androidx.compose.ui.test.performScrollTo
import notyet.ui.samples.CaptureSamples
import notyet.ui.samples.SampleDocuments
import notyet.ui.samples.SampleScreens
import org.junit.Assert.assertEquals
import org.junit.Test

/** Documents on the screens: added, opened, taken out. */
class DocumentPartTest : ScreenCase() {
    private val actions = DocumentActions(onAdd = { did += "add" }, onRemove = { did += "remove $it" })

    private fun opener(none: String? = null) = object : DocumentOpener {
        override val unopened = none

        override fun open(attachment: String) {
            did += "open $attachment"
        }
    }

    private fun press(text: String) = rule.onNodeWithText(text).performScrollTo().performClick()

    @Test
    fun a_file_is_added_opened_taken_out_and_goes_on_as_work() {
        val data = CaptureSamples.Capture.empty.copy(documents = listOf(SampleDocuments.added))
        screen {
            CompositionLocalProvider(LocalDocuments provides opener()) {
                CaptureScreen(ready(data), data.draft, CaptureActions(documents = actions, onTag = { did += "tag" }))
            }
        }
        rule.onNodeWithContentDescription("PDF, not saved yet, 240 kilobytes").performScrollTo().assertIsDisplayed()
        for (text in listOf("Open", "Take this file out", "Add a file", "Whose work is it?")) press(text)
        assertEquals(listOf("open d1", "remove d1", "add", "tag"), did)
    }

    @Test
    fun what_is_no_document_is_said_beside_the_button_and_what_was_typed_stands() {
        val data = CaptureSamples.Capture.usual
        val sentence = "This is no PDF and no plain text. Save it as a PDF, then add it."
        val problem = WorkProblem(sentence, WorkField.Document)
        screen { CaptureScreen(ready(data), data.draft, CaptureActions(documents = actions), problem = problem) }
        rule.onNodeWithText(sentence).performScrollTo().assertIsDisplayed()
        rule.onNodeWithText(data.draft.text).performScrollTo().assertIsDisplayed()
    }

    @Test
    fun a_student_adds_a_file_to_their_work() {
        val data = SampleScreens.Add.written
        screen { AddScreen(ready(data), data.draft, WorkActions(documents = actions)) }
        press("Add a file")
        assertEquals(listOf("add"), did)
    }

    @Test
    fun a_piece_opens_its_documents_and_says_where_nothing_does() {
        screen {
            CompositionLocalProvider(LocalDocuments provides opener(none = "d2")) {
                EvidenceScreen(ready(SampleScreens.Evidence.written), EvidenceActions())
            }
        }
        rule.onNodeWithContentDescription("PDF of 12 Nov, 1380 kilobytes").performScrollTo().assertIsDisplayed()
        press("Open")
        assertEquals(listOf("open d2"), did)
        rule.onNodeWithText("No app here opens this file.").performScrollTo().assertIsDisplayed()
        rule.onNodeWithText("On its way").performScrollTo().assertIsDisplayed()
    }

    @Test
    fun a_tablet_that_was_handed_over_names_a_document_and_neither_opens_nor_adds_one() {
        val piece = checkNotNull(SampleScreens.SelfAssess.piece.piece).copy(documents = listOf(SampleDocuments.ofRecord))
        val data = SampleScreens.SelfAssess.piece.copy(piece = piece)
        screen { SelfAssessScreen(ready(data), data.draft, WorkActions(documents = null)) }
        rule.onNodeWithContentDescription("PDF of 12 Nov, 1380 kilobytes").performScrollTo().assertIsDisplayed()
        rule.onNodeWithText("Open").assertDoesNotExist()
        rule.onNodeWithText("Add a file").assertDoesNotExist()
    }
}
