package notyet.ui.screens

import androidx.compose.foundation.background
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.runtime.CompositionLocalProvider
import androidx.compose.runtime.getValue
import androidx.compose.runtime.key
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.setValue
import androidx.compose.ui.Modifier
import androidx.compose.ui.geometry.Rect
import androidx.compose.ui.platform.LocalDensity
import androidx.compose.ui.platform.LocalLayoutDirection
import androidx.compose.ui.semantics.SemanticsActions
import androidx.compose.ui.semantics.SemanticsNode
import androidx.compose.ui.semantics.SemanticsProperties
import androidx.compose.ui.semantics.getOrNull
import androidx.compose.ui.test.DesktopComposeUiTest
import androidx.compose.ui.test.ExperimentalTestApi
import androidx.compose.ui.test.SemanticsMatcher
import androidx.compose.ui.test.hasClickAction
import androidx.compose.ui.test.hasSetTextAction
import androidx.compose.ui.test.onRoot
import androidx.compose.ui.test.runDesktopComposeUiTest
import androidx.compose.ui.unit.Density
import notyet.ui.BundledType
import notyet.ui.shots.Device
import notyet.ui.shots.ScreenShots
import notyet.ui.shots.Shot
import notyet.ui.theme.Look
import notyet.ui.theme.NotYetTheme

/** The screens of the pictures, one after the other, at one pixel per dp. */
object EveryScreen {
    /** All states on a phone, in the languages and looks that there are of each; the text is as large as usual. */
    val onPhone = ScreenShots.all.filter { it.device == Device.Phone && it.reader.fontScale == 1f }
    val onTablet = ScreenShots.all.filter { it.device == Device.Tablet && it.reader.fontScale == 1f }

    /** High enough that nothing has to be scrolled to, so that all of a screen is looked at. */
    private const val HIGH = 3_000

    /** Shows each of [shots], which are of one device, and gathers what [look] says of it, each with the picture's name before it. */
    @OptIn(ExperimentalTestApi::class)
    fun faults(shots: List<Shot>, look: DesktopComposeUiTest.(Shot) -> List<String>): List<String> {
        check(shots.size > 1) { "there are screens to look at" }
        val found = mutableListOf<String>()
        runDesktopComposeUiTest(shots.first().device.width, HIGH) {
            var shot by mutableStateOf(shots.first())
            setContent {
                CompositionLocalProvider(
                    LocalDensity provides Density(1f, shot.reader.fontScale),
                    LocalLayoutDirection provides shot.reader.direction,
                    LocalWords provides shot.reader.words,
                ) {
                    NotYetTheme(shot.reader.dark, BundledType, still = true) {
                        Box(Modifier.fillMaxSize().background(Look.colours.surface)) { key(shot.name) { shot.content() } }
                    }
                }
            }
            for (next in shots) {
                shot = next
                waitForIdle()
                found += look(next).map { "${next.name}: $it" }
            }
        }
        return found
    }
}

/** Those of [nodes] that can be reached: where a sheet is open, what lies under it waits. */
@OptIn(ExperimentalTestApi::class)
internal fun DesktopComposeUiTest.inFront(nodes: List<SemanticsNode>): List<SemanticsNode> {
    val sheets = onAllNodes(SemanticsMatcher.keyIsDefined(SemanticsProperties.PaneTitle), useUnmergedTree = true).fetchSemanticsNodes()
    val front = sheets.lastOrNull() ?: return nodes
    return nodes.filter { it.isWithin(front) }
}

/** What can be operated. */
@OptIn(ExperimentalTestApi::class)
internal fun DesktopComposeUiTest.controls(): List<SemanticsNode> =
    inFront(onAllNodes(hasClickAction() or hasSetTextAction()).fetchSemanticsNodes()).filter { SemanticsProperties.Disabled !in it.config }

/** What a reader comes to, in its order: each thing that says something or can be operated. */
@OptIn(ExperimentalTestApi::class)
internal fun DesktopComposeUiTest.stops(): List<SemanticsNode> {
    fun below(node: SemanticsNode): List<SemanticsNode> =
        listOf(node).filter { it.name.isNotEmpty() || SemanticsActions.OnClick in it.config } + node.children.flatMap(::below)
    return inFront(below(onRoot().fetchSemanticsNode())).filter { it.boundsInRoot.width > 0 && it.boundsInRoot.height > 0 }
}

/** What a reader says of it: its description, or its texts. */
internal val SemanticsNode.name: String
    get() {
        val described = config.getOrNull(SemanticsProperties.ContentDescription).orEmpty()
        val texts = config.getOrNull(SemanticsProperties.Text).orEmpty().map { it.text }
        return described.ifEmpty { texts }.filter { it.isNotBlank() }.joinToString()
    }

internal fun SemanticsNode.isWithin(other: SemanticsNode): Boolean = generateSequence(parent) { it.parent }.any { it.id == other.id }

/** How wide and how high the two share the screen; negative: how far they are apart. */
internal fun shared(a: Rect, b: Rect): Pair<Float, Float> =
    minOf(a.right, b.right) - maxOf(a.left, b.left) to minOf(a.bottom, b.bottom) - maxOf(a.top, b.top)
