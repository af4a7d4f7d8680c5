package notyet.ui.parts

import org.junit.Assert.assertEquals
import org.junit.Test

class CurveTest {
    private val line = listOf(CurveStep(0.2f, 1), CurveStep(0.5f, 3), CurveStep(0.8f, 2))

    @Test
    fun the_line_runs_along_a_row_until_another_level_stands() {
        assertEquals(listOf(CurveStroke(0.2f, 0.5f, 0.5f, 0.5f)), curveStrokes(line.take(2), 1).take(1))
        assertEquals(listOf(CurveStroke(0.2f, 0.5f, 1f, 0.5f)), curveStrokes(line.take(1), 1))
    }

    @Test
    fun a_step_passes_through_every_row_between_two_levels() {
        assertEquals(listOf(CurveStroke(0.2f, 0.5f, 0.5f, 0.5f), CurveStroke(0.5f, 0f, 0.5f, 0.5f)), curveStrokes(line, 1))
        assertEquals(
            listOf(CurveStroke(0.5f, 0f, 0.5f, 1f), CurveStroke(0.8f, 0f, 0.8f, 0.5f), CurveStroke(0.8f, 0.5f, 1f, 0.5f)),
            curveStrokes(line, 2),
        )
        assertEquals(
            listOf(CurveStroke(0.5f, 0.5f, 0.5f, 1f), CurveStroke(0.5f, 0.5f, 0.8f, 0.5f), CurveStroke(0.8f, 0.5f, 0.8f, 1f)),
            curveStrokes(line, 3),
        )
        assertEquals(emptyList<CurveStroke>(), curveStrokes(line, 0))
    }

    @Test
    fun where_no_level_stands_any_more_the_line_ends() {
        val ends = listOf(CurveStep(0f, 1), CurveStep(0.5f, null))
        assertEquals(listOf(CurveStroke(0f, 0.5f, 0.5f, 0.5f)), curveStrokes(ends, 1))
    }
}
