package notyet.ui.parts

import androidx.compose.foundation.background
import androidx.compose.foundation.layout.Box
import androidx.compose.ui.Modifier
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.unit.Dp
import androidx.compose.ui.unit.LayoutDirection
import androidx.compose.ui.unit.dp
import notyet.ui.shots.Device
import notyet.ui.shots.Reader
import notyet.ui.shots.picture
import org.jetbrains.skia.Bitmap
import org.junit.Assert.assertArrayEquals
import org.junit.Assert.assertEquals
import org.junit.Assert.assertThrows
import org.junit.Assert.assertTrue
import org.junit.Test
import kotlin.math.abs

class SignTest {
    /** Levels, and the one that counts as mastery. */
    private val scales = listOf(3 to 1, 4 to 2, 5 to 3, 5 to 2, 7 to 4, 7 to 6)

    private fun drawn(state: SignState, size: Dp, direction: LayoutDirection = LayoutDirection.Ltr): ByteArray {
        val device = Device("sign", size.value.toInt(), size.value.toInt(), 1f)
        return picture(device, Reader(direction = direction), { image ->
            Bitmap().use { bitmap ->
                bitmap.allocN32Pixels(image.width, image.height)
                check(image.readPixels(bitmap))
                checkNotNull(bitmap.readPixels())
            }
        }) { Box(Modifier.background(Color.White)) { Sign(state, size = size, colour = Color.Black) } }
    }

    /** How many pixels differ by more than a quarter of the way from paper to ink. */
    private fun differences(a: ByteArray, b: ByteArray) =
        a.indices.step(4).count { abs((a[it].toInt() and 0xFF) - (b[it].toInt() and 0xFF)) > 64 }

    @Test
    fun every_level_of_every_scale_looks_different_in_one_colour_at_every_size() {
        for (size in listOf(16.dp, 24.dp, 40.dp)) {
            for ((levels, mastery) in scales) {
                val pictures = (listOf(null) + List(levels) { it }).map { drawn(SignState(it, mastery, levels), size) }
                assertAllDiffer("$levels levels at $size", pictures, size)
            }
        }
    }

    private fun assertAllDiffer(where: String, pictures: List<ByteArray>, size: Dp) {
        for (i in pictures.indices) {
            for (j in 0 until i) {
                val differing = differences(pictures[i], pictures[j])
                assertTrue("$where: $i and $j differ in $differing pixels", differing >= size.value / 4)
            }
        }
    }

    @Test
    fun practice_looks_different_from_what_was_shown_on_ones_own_from_24_dp() {
        for (size in listOf(24.dp, 40.dp)) {
            for (level in 0..3) {
                val alone = drawn(SignState(level, 2, 4), size)
                val practice = drawn(SignState(level, 2, 4, practiceOnly = true), size)
                assertTrue("level $level at $size", differences(alone, practice) >= 2)
            }
        }
    }

    @Test
    fun the_sign_is_never_mirrored() {
        val state = SignState(1, 2, 4)
        assertArrayEquals(drawn(state, 40.dp), drawn(state, 40.dp, LayoutDirection.Rtl))
    }

    @Test
    fun the_ring_closes_at_mastery_whatever_the_scale() {
        for ((levels, mastery) in scales) {
            assertEquals(listOf(Mark.Ring(6f, 2.5f), Mark.Disc(3.25f)), signMarks(SignState(mastery, mastery, levels), false, true))
        }
    }

    @Test
    fun approaching_closes_the_first_of_two_arcs_clockwise_from_twelve() {
        val small = signMarks(SignState(1, 2, 4), big = false, hollowDot = true)
        assertEquals(listOf(Mark.Arc(12f, 156f, 6f, 2.5f), Mark.Arc(192f, 156f, 6.75f, 1f)), small)
        val big = signMarks(SignState(1, 2, 4), big = true, hollowDot = true)
        assertEquals(listOf(Mark.Arc(8f, 164f, 6f, 2.5f), Mark.Arc(188f, 164f, 6.75f, 1f)), big)
    }

    @Test
    fun a_long_scale_has_one_arc_that_grows() {
        val marks = signMarks(SignState(3, 6, 7), big = false, hollowDot = true)
        assertEquals(listOf(Mark.Arc(12f, 168f, 6f, 2.5f), Mark.Arc(180f, 168f, 6.75f, 1f)), marks)
    }

    @Test
    fun without_work_there_are_eight_dashes_and_no_dot() {
        val marks = signMarks(SignState(null, 2, 4), big = false, hollowDot = true)
        assertEquals(8, marks.size)
        assertEquals(Mark.Arc(9f, 27f, 6.5f, 1f), marks.first())
    }

    @Test
    fun the_ring_above_mastery_closes_step_by_step() {
        val half = signMarks(SignState(3, 2, 5), big = false, hollowDot = true)
        assertEquals(listOf(Mark.Arc(12f, 156f, 7.25f, 1.5f), Mark.Arc(192f, 156f, 7.25f, 0.75f), Mark.Disc(5f)), half)
        assertEquals(listOf(Mark.Ring(7.25f, 1.5f), Mark.Disc(5f)), signMarks(SignState(4, 2, 5), big = false, hollowDot = true))
    }

    @Test
    fun a_level_outside_its_scale_cannot_be_said() {
        assertThrows(IllegalArgumentException::class.java) { SignState(4, 2, 4) }
        assertThrows(IllegalArgumentException::class.java) { SignState(0, 4, 4) }
    }
}
