package notyet.ui.screens

import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.requiredHeight
import androidx.compose.foundation.layout.requiredSize
import androidx.compose.material3.Text
import androidx.compose.runtime.getValue
import androidx.compose.runtime.key
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.setValue
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.SemanticsActions
import androidx.compose.ui.semantics.SemanticsNode
import androidx.compose.ui.semantics.getOrNull
import androidx.compose.ui.test.SemanticsMatcher
import androidx.compose.ui.test.junit4.createComposeRule
import androidx.compose.ui.text.TextLayoutResult
import androidx.compose.ui.unit.dp
import notyet.ui.parts.show
import notyet.ui.shots.Device
import notyet.ui.shots.Reader
import notyet.ui.shots.ScreenShots
import notyet.ui.shots.Shot
import notyet.ui.theme.Look
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Rule
import org.junit.Test

/** Twice the text on a phone: what semantics alone do not show, the layout of each text does. */
class NothingIsCutTest {
    @get:Rule
    val rule = createComposeRule()

    private val phone = ScreenShots.all.filter { it.device == Device.Phone && it.reader == Reader() }

    private fun SemanticsNode.layout(): TextLayoutResult? {
        val results = mutableListOf<TextLayoutResult>()
        config.getOrNull(SemanticsActions.GetTextLayoutResult)?.action?.invoke(results)
        return results.firstOrNull()
    }

    /** Every text that is laid out on [shots], with the name of its picture. */
    private fun texts(shots: List<Shot>): List<Pair<String, TextLayoutResult>> {
        var shot by mutableStateOf(shots.first())
        rule.show(fontScale = 2f) { Box(Modifier.requiredHeight(764.dp)) { key(shot.name) { shot.content() } } }
        return shots.flatMap { next ->
            shot = next
            rule.waitForIdle()
            val nodes = rule.onAllNodes(SemanticsMatcher.keyIsDefined(SemanticsActions.GetTextLayoutResult), useUnmergedTree = true)
            nodes.fetchSemanticsNodes().mapNotNull { it.layout() }.map { next.name to it }
        }
    }

    private fun TextLayoutResult.brokenWords(): List<String> = (0 until lineCount - 1).mapNotNull { line ->
        val end = getLineEnd(line)
        val text = layoutInput.text.text
        val broken = end in 1 until text.length && text[end - 1].isLetter() && text[end].isLetter()
        text.substring(getLineStart(line), end).takeIf { broken }
    }

    @Test
    fun no_text_overflows_its_place_on_any_screen() {
        // A screen that waits turns for ever and never comes to rest.
        val texts = texts(phone.filterNot { "loading" in it.name || "matching" in it.name })
        assertTrue("texts were laid out", texts.size > 300)
        val cut = texts.filter { (_, layout) -> layout.hasVisualOverflow }.map { (name, layout) -> "$name: ${layout.layoutInput.text}" }
        assertEquals(emptyList<String>(), cut)
    }

    @Test
    fun no_word_is_broken_on_a_usual_screen() {
        val usual = phone.filter { it.name.endsWith("-phone") }
        assertEquals(25, usual.size)
        val broken = texts(usual).flatMap { (name, layout) -> layout.brokenWords().map { "$name: $it" } }
        assertEquals(emptyList<String>(), broken)
    }

    @Test
    fun a_text_that_is_cut_or_broken_would_be_found() {
        val narrow = Shot("narrow", Device.Phone, Reader()) {
            Text("Demonstrating", Modifier.requiredSize(90.dp, 24.dp), style = Look.type.body)
        }
        val (_, layout) = texts(listOf(narrow)).single()
        assertEquals(true to false, layout.hasVisualOverflow to layout.brokenWords().isEmpty())
    }
}
