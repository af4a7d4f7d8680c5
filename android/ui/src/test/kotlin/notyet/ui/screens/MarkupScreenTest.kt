package notyet.ui.screens

import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.requiredHeight
import androidx.compose.ui.Modifier
import androidx.compose.ui.geometry.Offset
import androidx.compose.ui.test.assertIsDisplayed
import androidx.compose.ui.test.click
import androidx.compose.ui.test.junit4.createComposeRule
import androidx.compose.ui.test.onNodeWithContentDescription
import androidx.compose.ui.test.onNodeWithText
import androidx.compose.ui.test.performScrollTo
import androidx.compose.ui.test.performTouchInput
import androidx.compose.ui.unit.Dp
import androidx.compose.ui.unit.LayoutDirection
import androidx.compose.ui.unit.dp
import notyet.core.PhotoEdge
import notyet.core.PhotoEdit
import notyet.core.PhotoPart
import notyet.core.PhotoSpot
import notyet.ui.parts.show
import notyet.ui.samples.SamplePhoto
import notyet.ui.samples.SampleScreens
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Rule
import org.junit.Test

/** By real touches on the photo, and by buttons alone. */
class MarkupScreenTest {
    @get:Rule
    val rule = createComposeRule()

    private val edits = mutableListOf<PhotoEdit>()
    private val did = mutableListOf<String>()

    private fun show(width: Dp = 411.dp, direction: LayoutDirection = LayoutDirection.Ltr) = rule.show(width, direction = direction) {
        val actions = MarkupActions({ edits += it }, { did += "undo" }, { did += "redo" }, { did += "done" })
        val state = ScreenState.Ready(MarkupData(SampleScreens.Markup.usual, SamplePhoto.page(1, 400)))
        Box(Modifier.requiredHeight(800.dp)) { MarkupScreen(state, "Add", actions) }
    }

    /** With a finger, as all else here: a mouse that was there before is another pointer. */
    private fun tap(text: String) = rule.onNodeWithText(text).performScrollTo().performTouchInput { click() }

    /** With one finger over the photo, in parts of its sides. */
    private fun drag(vararg way: Pair<Float, Float>) {
        val photo = rule.onNodeWithContentDescription("Photo with 2 changes").performScrollTo()
        photo.performTouchInput {
            fun at(place: Pair<Float, Float>) = Offset(width * place.first, height * place.second)
            down(at(way.first()))
            way.drop(1).forEach { moveTo(at(it)) }
            up()
        }
    }

    private fun assertAt(x: Double, y: Double, spot: PhotoSpot) {
        assertEquals(x, spot.x, NEAR)
        assertEquals(y, spot.y, NEAR)
    }

    @Test
    fun a_finger_draws_a_line_with_the_pen_in_hand() {
        show()
        tap("Teal")
        tap("Broad")
        drag(0.2f to 0.25f, 0.5f to 0.5f, 0.8f to 0.25f)
        val drawn = edits.single() as PhotoEdit.Draw
        assertEquals(0x17605Cu to 0.02, drawn.colour to drawn.line.width)
        assertAt(0.2, 0.25, drawn.line.points.first())
        assertAt(0.8, 0.25, drawn.line.points.last())
    }

    @Test
    fun a_dot_is_a_line_as_well() {
        show()
        drag(0.5f to 0.5f)
        assertEquals(1, (edits.single() as PhotoEdit.Draw).line.points.size)
    }

    @Test
    fun a_finger_rubs_over_what_nobody_may_see() {
        show()
        tap("Blur")
        drag(0.1f to 0.1f, 0.4f to 0.1f)
        val rubbed = edits.single() as PhotoEdit.Rub
        assertEquals(0.07, rubbed.line.width, 0.0)
        assertAt(0.4, 0.1, rubbed.line.points.last())
    }

    @Test
    fun a_photo_is_not_mirrored_where_writing_runs_the_other_way() {
        show(direction = LayoutDirection.Rtl)
        tap("Crop")
        drag(0.1f to 0.2f, 0.6f to 0.9f)
        val area = (edits.single() as PhotoEdit.Crop).area
        assertAt(0.1, 0.2, area.from)
        assertAt(0.6, 0.9, area.to)
    }

    @Test
    fun buttons_do_all_that_a_drag_does() {
        show()
        tap("Ring bottom left")
        tap("Crop")
        listOf("Cut left", "Cut right", "Cut top", "Cut bottom").forEach(::tap)
        tap("Blur")
        tap("Blur top right")
        tap("Turn")
        val cuts = PhotoEdge.entries.map { PhotoEdit.Cut(it) }
        val ring = PhotoEdit.Ring(PhotoPart.BOTTOM_LEFT, 0.008, 0xD96B0Bu)
        assertEquals(listOf(ring) + cuts + PhotoEdit.Blur(PhotoPart.TOP_RIGHT) + PhotoEdit.Turn, edits)
        tap("Undo")
        tap("Done")
        assertEquals(listOf("undo", "done"), did)
        rule.onNodeWithText("Redo").assertDoesNotExist()
    }

    @Test
    fun on_a_tablet_the_photo_stands_beside_its_tools() {
        show(width = 1280.dp)
        val photo = rule.onNodeWithContentDescription("Photo with 2 changes").fetchSemanticsNode().boundsInRoot
        rule.onNodeWithText("Done").assertIsDisplayed()
        assertTrue("${photo.width}", photo.width > 800)
    }

    private companion object {
        const val NEAR = 0.01
    }
}
