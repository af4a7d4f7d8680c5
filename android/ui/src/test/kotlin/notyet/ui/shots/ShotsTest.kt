package notyet.ui.shots

import androidx.compose.ui.unit.LayoutDirection
import org.junit.Assume.assumeTrue
import org.junit.Test
import java.io.File

class ShotsTest {
    @Test
    fun kit() {
        val dir = System.getProperty("shots.dir")
        assumeTrue(dir != null)
        val out = File(dir, "kit").apply { mkdirs() }
        for ((name, sheet) in KitShots.sheets) {
            out.resolve("$name.png").writeBytes(png(Device.Phone, Reader(), sheet))
            out.resolve("$name-dark.png").writeBytes(png(Device.Phone, Reader(dark = true), sheet))
            out.resolve("$name-large.png").writeBytes(png(Device.Phone, Reader(fontScale = 2f), sheet))
            out.resolve("$name-rtl.png").writeBytes(png(Device.Phone, Reader(direction = LayoutDirection.Rtl), sheet))
        }
    }
}
