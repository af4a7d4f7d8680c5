package notyet.ui.state

import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.runBlocking
import notyet.core.DocumentKind
import notyet.core.DraftPlace
import notyet.core.OpenDocument
import notyet.ui.screens.ScreenState
import notyet.ui.screens.WorkField
import org.junit.After
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNull
import org.junit.Before
import org.junit.Test

class DocumentsHolderTest {
    private val stage = Stage()
    private val client get() = stage.client
    private val scope get() = stage.scope
    private val shown = mutableListOf<OpenDocument>()
    private var chosen: ByteArray? = "%PDF-1.4 and so on".toByteArray()

    @Before
    fun teach() = stage.teach()

    @After
    fun close() = stage.close()

    private fun capture() = CaptureHolder(client, scope, null, WorkSupply({ null }, { null }, Deaf, { chosen }), {}, {}, {})

    private val CaptureHolder.documents get() = (state as ScreenState.Ready).data.documents

    @Test
    fun `a chosen file is added, nothing is where none was chosen, and a slip is said at its place`() {
        val holder = capture()
        holder.actions.documents.onAdd()
        assertEquals(listOf("PDF"), holder.documents.map { it.kind })
        chosen = null
        holder.actions.documents.onAdd()
        assertEquals(1 to null, holder.documents.size to holder.problem)
        chosen = byteArrayOf(1, 2, 3)
        holder.actions.documents.onAdd()
        assertEquals(1 to WorkField.Document, holder.documents.size to holder.problem?.field)
        holder.actions.documents.onRemove(holder.documents.single().attachment)
        assertEquals(0 to null, holder.documents.size to holder.problem)
    }

    @Test
    fun `a document is shown by the machine, and it is said where that has nothing to show it with`() {
        val holder = capture()
        holder.actions.documents.onAdd()
        val document = holder.documents.single().attachment
        val opener = DocumentsHolder(client, scope) { shown.add(it) }
        opener.open(document)
        assertEquals(listOf(DocumentKind.PDF) to null, shown.map { it.format } to opener.unopened)
        val none = DocumentsHolder(client, scope) { false }
        none.open(document)
        assertEquals(document, none.unopened)
        opener.open("another one")
        assertEquals("what is not here is not shown", "another one" to 1, opener.unopened to shown.size)
    }

    @Test
    fun `what was taken out opens nothing, and nobody is told of what was left`() {
        val holder = capture()
        holder.actions.documents.onAdd()
        val document = holder.documents.single().attachment
        val waits = CompletableDeferred<Boolean>()
        val opener = DocumentsHolder(client, scope) { waits.await() }
        opener.open(document)
        opener.close()
        waits.complete(false)
        assertNull("nobody waits for it", opener.unopened)
        val other = DocumentsHolder(client, scope) { true }
        runBlocking { client.removeDocument(DraftPlace.Capture(null), document) }
        other.open(document)
        assertEquals(document, other.unopened)
    }
}
