package notyet.ui.screens

import androidx.compose.foundation.clickable
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.offset
import androidx.compose.foundation.layout.size
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.semantics.SemanticsNode
import androidx.compose.ui.semantics.SemanticsProperties
import androidx.compose.ui.semantics.getOrNull
import androidx.compose.ui.test.DesktopComposeUiTest
import androidx.compose.ui.test.ExperimentalTestApi
import androidx.compose.ui.unit.LayoutDirection
import androidx.compose.ui.unit.dp
import notyet.ui.parts.WordButton
import notyet.ui.shots.Device
import notyet.ui.shots.Reader
import notyet.ui.shots.Shot
import org.junit.Assert.assertEquals
import org.junit.Test

/** What holds on every screen in every state: each control says what it is, is large enough, and comes when the eye comes to it. */
@OptIn(ExperimentalTestApi::class)
class EveryScreenTest {
    @Test
    fun every_control_has_a_name() = assertEquals(emptyList<String>(), Survey.of("name"))

    @Test
    fun every_target_is_at_least_48_dp() = assertEquals(emptyList<String>(), Survey.of("size"))

    @Test
    fun no_two_targets_share_a_place() = assertEquals(emptyList<String>(), Survey.of("place"))

    @Test
    fun while_capturing_what_records_is_at_least_64_dp_high() = assertEquals(emptyList<String>(), Survey.of("capture"))

    @Test
    fun the_order_is_that_of_sight_in_both_directions_of_writing() = assertEquals(emptyList<String>(), Survey.of("order"))

    @Test
    fun what_is_against_it_would_be_found() {
        val poor = Shot("poor", Device.Phone, Reader()) {
            Box {
                WordButton("Lower", {}, Modifier.offset(y = 100.dp))
                WordButton("Upper", {})
                Box(Modifier.offset(x = 4.dp).size(40.dp).clickable {})
            }
        }
        val found = EveryScreen.faults(listOf(poor, poor)) { Survey.look(this, it) }
        assertEquals(setOf("name", "size", "place", "order"), found.map { it.split(": ")[1] }.toSet())
    }
}

/** Looks at every screen once, and keeps what is against the rules, each kind by its name. */
@OptIn(ExperimentalTestApi::class)
private object Survey {
    private val found by lazy {
        listOf(EveryScreen.onPhone, EveryScreen.onTablet).flatMap { shots -> EveryScreen.faults(shots) { look(this, it) } }
    }

    /** Of one kind, on phone and tablet. */
    fun of(kind: String) = found.filter { ": $kind: " in it }

    fun look(test: DesktopComposeUiTest, shot: Shot): List<String> {
        val controls = test.controls()
        val nameless = controls.filter { it.name.isEmpty() }.map { "name: nothing is said of the control at ${it.boundsInRoot}" }
        val order = test.stops().zipWithNext().mapNotNull { (first, second) -> outOfOrder(first, second, shot.reader.direction) }
        return nameless + tooSmall(controls) + overlaps(controls) + (if (isCapture(shot)) tooLow(controls) else emptyList()) + order
    }

    private fun isCapture(shot: Shot) = shot.name.startsWith("conference") || shot.name.startsWith("walk")

    private fun tooLow(controls: List<SemanticsNode>) =
        controls.filter { it.config.getOrNull(SemanticsProperties.Role) == Role.RadioButton && it.size.height < CAPTURE }
            .map { "capture: ${it.name} is ${it.size.height} dp high" }

    private fun tooSmall(controls: List<SemanticsNode>) =
        controls.filter { it.size.width < TARGET || it.size.height < TARGET }.map { "size: ${it.name} is ${it.size}" }

    private fun overlaps(controls: List<SemanticsNode>) = controls.flatMapIndexed { at, one ->
        controls.drop(at + 1).filterNot { it.isWithin(one) || one.isWithin(it) || isOver(one, it) }.mapNotNull { other ->
            val (wide, high) = shared(one.boundsInRoot, other.boundsInRoot)
            "place: ${one.name} and ${other.name} share $wide × $high dp".takeIf { wide > ROUNDING && high > ROUNDING }
        }
    }

    /** Of two that follow each other, the second may not stand above the first in its column, nor before it on its line. */
    private fun outOfOrder(first: SemanticsNode, second: SemanticsNode, direction: LayoutDirection): String? {
        if (second.isWithin(first) || isOver(first, second)) return null
        val (a, b) = first.boundsInRoot to second.boundsInRoot
        val (wide, high) = shared(a, b)
        val above = wide > ROUNDING && b.bottom <= a.top + ROUNDING
        val onOneLine = high > minOf(a.height, b.height) / 2 && wide <= ROUNDING
        val before = onOneLine && if (direction == LayoutDirection.Ltr) b.left < a.left else b.right > a.right
        return "order: ${second.name} is read after ${first.name} and stands before it".takeIf { above || before }
    }

    /** The camera stands over a list, and each row of that can be scrolled out from under it. */
    private fun isOver(one: SemanticsNode, other: SemanticsNode) = one.scrolls() != other.scrolls()

    private fun SemanticsNode.scrolls() =
        generateSequence(parent) { it.parent }.any { SemanticsProperties.VerticalScrollAxisRange in it.config }

    private const val TARGET = 48
    private const val CAPTURE = 64

    /** Edges are rounded to whole pixels. */
    private const val ROUNDING = 1f
}
