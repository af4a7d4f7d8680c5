package notyet.desktop

import kotlinx.coroutines.runBlocking
import notyet.core.DocumentKind
import notyet.core.OpenDocument
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Test
import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.attribute.PosixFilePermissions

class JvmViewerTest {
    private val shown = mutableListOf<Path>()
    private var canShow = true
    private val viewer = JvmViewer { file ->
        assertTrue(Files.exists(file))
        shown.add(file)
        canShow
    }

    private fun show(text: String, format: DocumentKind) = runBlocking { viewer.show(OpenDocument(text.toByteArray(), format)) }

    @Test
    fun `a document lies in a folder for its owner alone, and is gone once the next one is shown`() {
        assertTrue(show("%PDF-1.4", DocumentKind.PDF))
        val first = shown.single()
        assertEquals("document.pdf" to "%PDF-1.4", first.fileName.toString() to Files.readString(first))
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(first.parent)))
        assertTrue(show("I quote twice", DocumentKind.PLAIN_TEXT))
        assertFalse(Files.exists(first) || Files.exists(first.parent))
        assertEquals("document.txt", shown.last().fileName.toString())
    }

    @Test
    fun `what nothing shows is gone at once`() {
        canShow = false
        assertFalse(show("%PDF-1.4", DocumentKind.PDF))
        assertFalse(Files.exists(shown.single().parent))
    }
}
