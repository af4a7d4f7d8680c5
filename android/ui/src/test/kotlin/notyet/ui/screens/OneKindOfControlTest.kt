package notyet.ui.screens

import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test
import java.io.File

/**
 * Whatever is tapped is made of `tap`, `pick` or a level's own control: those have a role, hear Enter, and show where the keyboard
 * is. What a bare `clickable` makes need not.
 */
class OneKindOfControlTest {
    private val made = Regex("""\.(clickable|combinedClickable|selectable|toggleable)\(""")

    @Test
    fun controls_are_made_in_two_places_alone() {
        val files = File("src/main/kotlin/notyet/ui").walk().filter { it.extension == "kt" }.toList()
        assertTrue("the sources are here", files.size > 80)
        assertEquals(setOf("LevelPicker.kt", "Touch.kt"), files.filter { made.containsMatchIn(it.readText()) }.map { it.name }.toSet())
    }
}
