package notyet.desktop

import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.withContext
import notyet.core.DocumentKind
import notyet.core.OpenDocument
import notyet.ui.state.Viewer
import java.awt.Desktop
import java.io.IOException
import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.attribute.PosixFilePermissions

/**
 * What the desktop opens documents with. It reads a file, so there is one while a document is shown: for its owner alone, in a folder of
 * its own, until the next one is shown or the window's process ends.
 *
 * @param open shows a file; false where the desktop has nothing that does.
 */
class JvmViewer(private val open: (Path) -> Boolean = ::onDesktop) : Viewer {
    private var shown: Path? = null

    init {
        Runtime.getRuntime().addShutdownHook(Thread(::forget))
    }

    override suspend fun show(document: OpenDocument): Boolean = withContext(Dispatchers.IO) {
        forget()
        val folder = Files.createTempDirectory("notyet", PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")))
        val name = if (document.format == DocumentKind.PDF) "document.pdf" else "document.txt"
        val file = Files.write(folder.resolve(name), document.bytes)
        shown = file
        open(file).also { if (!it) forget() }
    }

    @Synchronized
    private fun forget() {
        val gone = shown ?: return
        shown = null
        Files.deleteIfExists(gone)
        Files.deleteIfExists(gone.parent)
    }

    private companion object {
        fun onDesktop(file: Path): Boolean {
            if (!Desktop.isDesktopSupported() || !Desktop.getDesktop().isSupported(Desktop.Action.OPEN)) return false
            return try {
                Desktop.getDesktop().open(file.toFile())
                true
            } catch (_: IOException) {
                false
            }
        }
    }
}
