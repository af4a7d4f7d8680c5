package notyet.ui.shots

import androidx.compose.ui.unit.LayoutDirection
import org.junit.Assert.assertArrayEquals
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test
import java.io.File

class ShotsTest {
    /** Into the folder `shots.dir`; `shots.only` is the beginning of the names that are wanted. */
    @Test
    fun every_picture_is_drawn() {
        val only = System.getProperty("shots.only").orEmpty()
        val out = File(checkNotNull(System.getProperty("shots.dir")) { "shots.dir names the folder" }).apply { mkdirs() }
        for (shot in ScreenShots.all.filter { it.name.startsWith(only) }) {
            out.resolve("${shot.name}.png").writeBytes(png(shot.device, shot.reader, shot.content))
        }
        for ((name, sheet) in KitShots.sheets) {
            for ((change, reader) in listOf(
                "" to Reader(),
                "-dark" to Reader(dark = true),
                "-large" to Reader(fontScale = 2f),
                "-rtl" to Reader(direction = LayoutDirection.Rtl),
            )) {
                if ("kit-$name".startsWith(only)) out.resolve("kit-$name$change.png").writeBytes(png(Device.Phone, reader, sheet))
            }
        }
    }

    @Test
    fun a_picture_is_the_same_byte_for_byte_when_drawn_again() {
        val shot = ScreenShots.all.first { it.name == "conference-phone-saved" }
        assertArrayEquals(png(shot.device, shot.reader, shot.content), png(shot.device, shot.reader, shot.content))
    }

    @Test
    fun every_screen_has_the_states_that_a_reader_may_meet() {
        val names = ScreenShots.all.map { it.name }
        assertEquals("each picture has a name of its own", names.size, names.toSet().size)
        val students = listOf("home", "outcome", "assess", "add", "markup", "evidence", "feedback", "thread")
        val teachers = listOf("today", "class", "student", "conference", "walk", "capture", "tag", "handed")
        for (screen in listOf("join", "sync", "settings") + teachers + students) {
            for (state in listOf("phone", "tablet", "split", "phone-dark", "phone-large", "phone-es", "phone-ar", "phone-failed")) {
                assertTrue("$screen-$state", "$screen-$state" in names)
            }
        }
        for (screen in listOf("today", "class", "student", "conference", "walk", "capture", "tag", "home", "outcome", "sync")) {
            for (state in listOf("empty", "full", "long")) assertTrue("$screen-phone-$state", "$screen-phone-$state" in names)
        }
    }
}
