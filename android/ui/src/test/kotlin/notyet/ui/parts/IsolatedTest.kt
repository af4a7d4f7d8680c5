package notyet.ui.parts

import androidx.compose.foundation.layout.Column
import androidx.compose.material3.Text
import androidx.compose.ui.test.junit4.createComposeRule
import androidx.compose.ui.text.TextLayoutResult
import androidx.compose.ui.unit.LayoutDirection
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Rule
import org.junit.Test

class IsolatedTest {
    @get:Rule
    val rule = createComposeRule()

    /** Whether the letters of [NAME] stand from left to right, each beside the one before. */
    private fun TextLayoutResult.holdsTheNameWhole(): Boolean {
        val from = layoutInput.text.text.indexOf(NAME)
        val boxes = NAME.indices.map { getBoundingBox(from + it) }
        return boxes.zipWithNext().all { (one, next) -> next.left >= one.right - 1 && next.left <= one.right + 1 }
    }

    @Test
    fun an_english_name_in_an_arabic_sentence_stays_whole() {
        val laidOut = mutableListOf<TextLayoutResult>()
        rule.show(direction = LayoutDirection.Rtl) {
            Column { for (name in listOf(isolated(NAME), NAME)) Text("التالي: $name", onTextLayout = { laidOut += it }) }
        }
        rule.waitForIdle()
        assertEquals(2, laidOut.size)
        assertEquals(true, laidOut.first().holdsTheNameWhole())
        // Without its marks the stop goes to the other side: this is what the marks are for.
        assertFalse(laidOut.last().holdsTheNameWhole())
    }

    private companion object {
        const val NAME = "Amara O."
    }
}
