package notyet.desktop

import java.awt.AWTEvent
import java.awt.Toolkit
import java.awt.event.MouseEvent
import java.io.File

/**
 * Writes every touch that this window's event queue delivers into [file], a line each as it comes: `press x y`, or `wheel x y` where
 * a list is scrolled. Counting lines says how many touches something took, whoever made them.
 */
fun logTouches(file: File) {
    file.parentFile.mkdirs()
    // Begun again with each process: what an earlier one was touched for is counted already.
    file.writeText("")
    Toolkit.getDefaultToolkit().addAWTEventListener(
        { event ->
            if (event is MouseEvent) {
                val what = when (event.id) {
                    MouseEvent.MOUSE_PRESSED -> "press"
                    MouseEvent.MOUSE_WHEEL -> "wheel"
                    else -> null
                }
                if (what != null) file.appendText("$what ${event.x} ${event.y}\n")
            }
        },
        AWTEvent.MOUSE_EVENT_MASK or AWTEvent.MOUSE_WHEEL_EVENT_MASK,
    )
}
