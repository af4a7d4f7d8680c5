package notyet.desktop

import java.io.File
import kotlin.system.exitProcess

/**
 * What the window was started with.
 *
 * @property folder the device's: a database and photos for each of its people, and their keys.
 * @property camera a JPEG file that stands for the camera; without it taking a photo yields none.
 * @property microphone an MPEG-4 file that stands for what a microphone records; without it there is none.
 * @property document a file that stands for what is chosen in the system's picker; without it none is.
 * @property server the address that stands in Join until another one is typed; empty: none.
 * @property shutter whether a photo waits for a touch on a shutter, as it does in a system's camera.
 * @property touches a file into which the window writes every touch; absent: nowhere.
 * @property eyes a file into which the window writes what can be seen and where, whenever that changes; absent: never.
 */
data class Options(
    val folder: File,
    val title: String,
    val width: Int,
    val height: Int,
    val x: Int,
    val y: Int,
    val tablet: Boolean,
    val deviceName: String,
    val camera: File?,
    val microphone: File?,
    val document: File?,
    val server: String,
    val eyes: File?,
    val dark: Boolean,
    val shutter: Boolean = false,
    val touches: File? = null,
) {
    companion object {
        private val WITH_VALUE = setOf(
            "--folder", "--title", "--at", "--device-name", "--camera", "--microphone", "--document", "--server", "--eyes",
            "--touches",
        )
        private const val USAGE = """
NotYet in a window.
  --folder DIR        the device's folder (required)
  --title TEXT        the window's title
  --at X,Y,W,H        where the window stands, in pixels
  --tablet            call the device a tablet
  --device-name TEXT  what its owner's list of devices calls it
  --camera FILE.jpg   a photo that stands for the camera
  --microphone FILE   a recording (.m4a) that stands for the microphone
  --document FILE     a file that stands for the one that is chosen
  --server ADDRESS    the address that stands in Join
  --shutter           open a viewfinder, whose shutter takes the photo
  --touches FILE      where to write every touch
  --eyes FILE         where to write what can be seen
  --dark              dark colours"""

        /** Reads the command line; says what is wrong with it and ends where it cannot be followed. */
        fun of(args: Array<String>): Options {
            val given = mutableMapOf<String, String>()
            val rest = args.toMutableList()
            while (rest.isNotEmpty()) {
                val name = rest.removeFirst()
                when (name) {
                    "--tablet", "--dark", "--shutter" -> given[name] = ""
                    in WITH_VALUE ->
                        given[name] = rest.removeFirstOrNull() ?: refuse("$name needs a value")
                    else -> refuse("$name is not known")
                }
            }
            val at = (given["--at"] ?: "0,0,411,891").split(',').map { it.trim().toIntOrNull() ?: refuse("--at takes four numbers") }
            if (at.size != PLACES) refuse("--at takes four numbers")
            val title = given["--title"] ?: "NotYet"
            return Options(
                folder = File(given["--folder"] ?: refuse("--folder is required")).absoluteFile,
                title = title,
                x = at[0],
                y = at[1],
                width = at[2],
                height = at[3],
                tablet = "--tablet" in given,
                deviceName = given["--device-name"] ?: title,
                camera = given["--camera"]?.let(::File),
                microphone = given["--microphone"]?.let(::File),
                document = given["--document"]?.let(::File),
                server = given["--server"].orEmpty(),
                eyes = given["--eyes"]?.let(::File),
                dark = "--dark" in given,
                shutter = "--shutter" in given,
                touches = given["--touches"]?.let(::File),
            )
        }

        private fun refuse(fault: String): Nothing {
            System.err.println("$fault\n$USAGE")
            exitProcess(2)
        }

        private const val PLACES = 4
    }
}
