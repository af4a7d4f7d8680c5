package notyet.ui.screens

import androidx.compose.foundation.background
import androidx.compose.foundation.clickable
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.size
import androidx.compose.material3.Icon
import androidx.compose.material3.Text
import androidx.compose.ui.Modifier
import androidx.compose.ui.geometry.Rect
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.graphics.PixelMap
import androidx.compose.ui.graphics.isSpecified
import androidx.compose.ui.graphics.luminance
import androidx.compose.ui.graphics.toPixelMap
import androidx.compose.ui.semantics.SemanticsActions
import androidx.compose.ui.semantics.SemanticsNode
import androidx.compose.ui.semantics.SemanticsProperties
import androidx.compose.ui.semantics.getOrNull
import androidx.compose.ui.test.DesktopComposeUiTest
import androidx.compose.ui.test.ExperimentalTestApi
import androidx.compose.ui.test.SemanticsMatcher
import androidx.compose.ui.test.captureToImage
import androidx.compose.ui.test.hasClickAction
import androidx.compose.ui.test.onRoot
import androidx.compose.ui.text.TextLayoutResult
import androidx.compose.ui.unit.toSize
import notyet.ui.generated.Icons
import notyet.ui.generated.Size
import notyet.ui.shots.Device
import notyet.ui.shots.Reader
import notyet.ui.shots.Shot
import org.junit.Assert.assertEquals
import org.junit.Test

/**
 * Every text as it is drawn on every screen, by the ground that it stands on in the picture: 4.5 : 1 (WCAG 2.2, 1.4.3); and what is
 * drawn on every control that has no text, 3 : 1 (1.4.11).
 */
@OptIn(ExperimentalTestApi::class)
class ContrastTest {
    private val light = EveryScreen.onPhone.filter { it.reader == Reader() }

    private fun faults(shots: List<Shot>) = EveryScreen.faults(shots) {
        val picture = onRoot().captureToImage().toPixelMap()
        texts().mapNotNull { (bounds, layout) ->
            val (ink, ground) = layout.layoutInput.style.color to picture.ground(bounds)
            val ratio = if (ink.isSpecified) ratio(ink, ground) else 0f
            "${layout.layoutInput.text}: $ratio : 1".takeIf { ratio < LEAST }
        } + drawings().mapNotNull { node ->
            val ratio = picture.strongest(node.boundsInRoot)
            "${node.spoken()}: $ratio : 1".takeIf { ratio < LEAST_OF_DRAWINGS }
        }
    }

    /** Controls without a text, all of which is in sight. */
    private fun DesktopComposeUiTest.drawings(): List<SemanticsNode> {
        val texts = texts().map { (bounds, _) -> bounds.center }
        val controls = inFront(onAllNodes(hasClickAction()).fetchSemanticsNodes())
        return controls.filter { control ->
            val bounds = control.boundsInRoot
            val isWhole = bounds.size == control.size.toSize()
            isWhole && !control.isDisabled && texts.none { it in bounds }
        }
    }

    private val SemanticsNode.isDisabled get() = SemanticsProperties.Disabled in config

    private fun SemanticsNode.spoken() = config.getOrNull(SemanticsProperties.ContentDescription)?.joinToString() ?: "no name"

    private fun DesktopComposeUiTest.texts(): List<Pair<Rect, TextLayoutResult>> {
        val drawn = SemanticsMatcher.keyIsDefined(SemanticsActions.GetTextLayoutResult)
        val nodes = inFront(onAllNodes(drawn, useUnmergedTree = true).fetchSemanticsNodes())
        // A field that is empty shows no text.
        return nodes.mapNotNull { node -> node.layout()?.takeIf { it.layoutInput.text.isNotBlank() }?.let { node.boundsInRoot to it } }
            .filter { (bounds, _) -> bounds.width >= 1 && bounds.height >= 1 }
    }

    private fun SemanticsNode.layout(): TextLayoutResult? {
        val results = mutableListOf<TextLayoutResult>()
        config.getOrNull(SemanticsActions.GetTextLayoutResult)?.action?.invoke(results)
        return results.firstOrNull()
    }

    /** What most pixels of a text's place show: letters cover less than half of it. */
    private fun PixelMap.ground(bounds: Rect): Color = colours(bounds).maxBy { it.value }.key

    /** How far what is drawn here stands out from its ground. Where an edge is softened, it stands out less. */
    private fun PixelMap.strongest(bounds: Rect): Float {
        val colours = colours(bounds)
        val ground = colours.maxBy { it.value }.key
        return colours.maxOf { ratio(it.key, ground) }
    }

    /** How many pixels show which colour. */
    private fun PixelMap.colours(bounds: Rect): Map<Color, Int> {
        val counts = mutableMapOf<Color, Int>()
        for (y in bounds.top.toInt().coerceAtLeast(0) until bounds.bottom.toInt().coerceAtMost(height)) {
            for (x in bounds.left.toInt().coerceAtLeast(
                0,
            ) until bounds.right.toInt().coerceAtMost(width)) {
                counts.merge(this[x, y], 1, Int::plus)
            }
        }
        return counts
    }

    /** <https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio> */
    private fun ratio(one: Color, other: Color): Float {
        val (a, b) = one.luminance() to other.luminance()
        return (maxOf(a, b) + BLACK) / (minOf(a, b) + BLACK)
    }

    @Test
    fun every_text_stands_out_from_its_ground() = assertEquals(emptyList<String>(), faults(light))

    @Test
    fun every_text_stands_out_from_its_ground_in_the_dark() {
        val dark = light.map { Shot("${it.name}-dark", it.device, Reader(dark = true), it.content) }
        assertEquals(emptyList<String>(), faults(dark))
    }

    @Test
    fun a_text_that_does_not_would_be_found() {
        val grey = Shot("grey", Device.Phone, Reader()) { Box(Modifier.background(Color.White)) { Text("Saved", color = Color.Gray) } }
        val black = Shot("black", Device.Phone, Reader()) { Text("Saved", color = Color.Black) }
        assertEquals(listOf("grey: Saved: 3.5448859 : 1"), faults(listOf(grey, black)))
    }

    @Test
    fun a_drawing_that_does_not_would_be_found() {
        fun camera(name: String, tint: Color) = Shot(name, Device.Phone, Reader()) {
            Box(Modifier.background(Color.White).clickable(onClickLabel = null, onClick = {})) {
                Icon(Icons.photoCamera, "Photo", Modifier.size(Size.icon), tint)
            }
        }
        assertEquals(
            listOf("pale: Photo: 1.9197963 : 1"),
            faults(listOf(camera("pale", Color(0xFFBBBBBB)), camera("dark", Color.DarkGray))),
        )
    }

    private companion object {
        const val LEAST = 4.5f
        const val LEAST_OF_DRAWINGS = 3f
        const val BLACK = 0.05f
    }
}
