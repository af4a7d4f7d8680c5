package notyet.ui.screens

import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test
import java.io.File

class NoLiteralTextTest {
    /** Keys of lists, names of animations, messages to programmers: what no reader sees. */
    private val unseen = listOf("item(\"", "key = {", "error(\"", "label = \"", "@Suppress", "require(", "rememberSaveable(\"")
    private val comment = listOf("*", "/**", "//")
    private val literal = Regex("\"((?:[^\"\\\\]|\\\\.)*)\"")
    private val value = Regex("""\$\{[^}]*}|\$\w+""")
    private val word = Regex("[A-Za-z]{2,}")

    private fun spoken(line: String): Boolean {
        if (unseen.any { it in line } || comment.any { line.trimStart().startsWith(it) }) return false
        return literal.findAll(line.substringBefore(" // ")).any { word.containsMatchIn(value.replace(it.groupValues[1], "")) }
    }

    @Test
    fun screens_and_parts_hold_no_words_of_their_own() {
        val files = listOf("parts", "screens").flatMap { File("src/main/kotlin/notyet/ui/$it").listFiles().orEmpty().toList() }
        assertTrue("the sources are here", files.size > 20)
        val found = files.flatMap { file -> file.readLines().filter(::spoken).map { "${file.name}: ${it.trim()}" } }
        assertEquals(emptyList<String>(), found)
    }

    @Test
    fun a_literal_text_would_be_found() {
        assertTrue(spoken("""    Text("Saved", color = ink)"""))
        assertTrue(spoken("""    Text("${'$'}count saved")"""))
    }
}
