package notyet.ui.state

import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.runBlocking
import notyet.client.fake.FakeCoreClient
import notyet.core.AddScreen
import notyet.core.CoreException
import notyet.core.Reply
import notyet.core.RowPick
import notyet.core.Sureness
import notyet.core.WorkPlace
import notyet.ui.screens.WorkField
import org.junit.After
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNull
import org.junit.Before
import org.junit.Test

/** A student's own work and talk, with a teacher on another device. */
class OwnWorkTest {
    private val stage = Stage()
    private val phone = FakeCoreClient(stage.server)
    private val place = WorkPlace.Judged("c3")
    private var photo: ByteArray? = byteArrayOf(0xFF.toByte(), 0xD8.toByte(), 1)
    private var left = 0
    private val supply = WorkSupply({ photo }, { photo }, Deaf)

    @Before
    fun join() {
        stage.teach()
        runBlocking {
            phone.joinWithClassCode(Stage.ADDRESS, stage.school.classCode, "Amara Okafor")
            stage.client.decideJoin(stage.client.today(null).joining.single().request, "amara")
        }
    }

    @After
    fun close() = stage.close()

    private fun assess() = selfAssessHolder(phone, stage.scope, place, supply) { left++ }

    private fun outcome() = runBlocking { phone.outcome("c3") }

    private fun WorkHolder<*>.tap(level: String) = actions.onDraft(draft!!.copy(picks = listOf(RowPick("", level))))

    @Test
    fun `what is typed and tapped stands again when the screen is opened again`() {
        val first = assess()
        first.tap("Approaching")
        first.actions.onDraft(first.draft!!.copy(text = "Two quotations"))
        first.actions.onTakePhoto()
        first.close(leaves = false)
        val again = assess()
        assertEquals("Two quotations" to "Approaching", again.draft!!.text to again.draft!!.picks.single().level)
        assertEquals(1, (again.state as notyet.ui.screens.ScreenState.Ready).data.photos.size)
        assertEquals("nothing is saved by itself", 0, outcome().pieces.size)
    }

    @Test
    fun `saving leads back, and taking back puts what was typed there again`() {
        val holder = assess()
        holder.tap("Approaching")
        holder.actions.onChoosePhoto()
        holder.actions.onSave()
        assertEquals(1 to 1, left to outcome().pieces.size)
        assertEquals(0, assess().draft!!.picks.size)
        outcomeHolder().actions.onUndo()
        assertEquals(0, outcome().pieces.size)
        assertEquals("Approaching", assess().draft!!.picks.single().level)
    }

    @Test
    fun `what was asked before saving never fills the screen again`() {
        val gates = mutableMapOf<Int, CompletableDeferred<Unit>>()
        var asked = 0
        val source = WorkSource({
            val turn = ++asked
            phone.addEvidence().also { gates[turn]?.await() }
        }, AddScreen::draft, phone)
        val holder = WorkHolder(phone, phone, stage.scope, WorkPlace.Added, supply, source, onSaved = null)
        holder.actions.onDraft(holder.draft!!.copy(text = "Two quotations", outcome = "c3"))
        gates[2] = CompletableDeferred()
        gates[3] = CompletableDeferred()
        holder.actions.onRetry()
        holder.actions.onSave()
        assertEquals("saved, and asked for anew", 3, asked)
        gates.getValue(2).complete(Unit)
        gates.getValue(3).complete(Unit)
        assertEquals("", holder.draft?.text)
        assertEquals(1, outcome().pieces.size)
    }

    @Test
    fun `what was not saved says what to do and stays`() {
        val holder = assess()
        holder.actions.onDraft(holder.draft!!.copy(text = "Two quotations"))
        holder.actions.onSave()
        assertEquals(WorkField.Level, holder.problem?.field)
        assertEquals("Two quotations" to 0, holder.draft!!.text to left)
        phone.fault = CoreException.StorageFull()
        holder.actions.onTakePhoto()
        assertNull(holder.problem?.field)
        holder.tap("Approaching")
        assertNull("gone with the next touch", holder.problem)
    }

    @Test
    fun `going on with the same work sends nothing, leaving it does`() {
        val holder = assess()
        holder.tap("Approaching")
        holder.actions.onSave()
        outcomeHolder().close(goesOn = true)
        assertEquals(1u, phone.unsent)
        outcomeHolder().close(goesOn = false)
        assertEquals(0u, phone.unsent)
    }

    private fun outcomeHolder() = OutcomeHolder(phone, stage.scope, "c3", {}, {}, {})

    @Test
    fun `own words are kept while they are typed, saved, and taken back into the field`() {
        val holder = outcomeHolder()
        holder.actions.onWords("I prove it")
        assertEquals("I prove it", outcomeHolder().draft.words)
        holder.actions.onSaveWords()
        assertEquals("I prove it" to "", outcome().ownWords to holder.draft.words)
        holder.actions.onUndo()
        assertEquals("" to "I prove it", outcome().ownWords to holder.draft.words)
        holder.actions.onWords(" ")
        holder.actions.onSaveWords()
        assertEquals(WorkField.Words, holder.draft.problem?.field)
        holder.actions.onReady(Sureness.NOT_YET)
        assertEquals(Sureness.NOT_YET, outcome().ready.said)
    }

    @Test
    fun `work is added for an outcome, and the screen stays, empty again`() {
        val holder = addHolder(phone, stage.scope, supply)
        holder.actions.onDraft(holder.draft!!.copy(text = "Two quotations"))
        holder.actions.onSave()
        assertEquals(WorkField.Outcome, holder.problem?.field)
        holder.actions.onDraft(holder.draft!!.copy(outcome = "c3"))
        holder.actions.onSave()
        assertEquals("" to 1, holder.draft!!.text to outcome().pieces.size)
        holder.actions.onUndo()
        assertEquals("Two quotations" to 0, holder.draft!!.text to outcome().pieces.size)
    }

    private fun feedback(): String = runBlocking {
        stage.client.recordFeedback(notyet.core.FeedbackInput("amara", "c3", "", "", "Use a quotation."))
        stage.client.leaveStudent("amara")
        phone.feedback().fresh.single().feedback
    }

    private fun thread(feedback: String) = ThreadHolder(phone, stage.scope, feedback, Deaf, {}, {}, {})

    @Test
    fun `opening feedback makes it old, and a typed question outlives the screen`() {
        val feedback = feedback()
        val holder = thread(feedback)
        assertEquals(0, runBlocking { phone.feedback() }.fresh.size)
        holder.actions.onDraft(holder.draft.copy(question = "Which", rewording = "One"))
        holder.close()
        assertEquals("Which" to "One", thread(feedback).draft.run { question to rewording })
    }

    @Test
    fun `a question is asked, taken back into its field, asked again, and answered by the teacher`() {
        val feedback = feedback()
        val holder = thread(feedback)
        val lines = { (holder.state as notyet.ui.screens.ScreenState.Ready).data.lines.map { it.text } }
        holder.actions.onReply(Reply.QUESTION)
        assertEquals(WorkField.Question, holder.problem?.field)
        holder.actions.onDraft(holder.draft.copy(question = "Which claim?"))
        holder.actions.onReply(Reply.QUESTION)
        assertEquals(listOf("Which claim?") to "", lines() to holder.draft.question)
        holder.actions.onUndo()
        assertEquals(emptyList<String>() to "Which claim?", lines() to holder.draft.question)
        holder.actions.onReply(Reply.QUESTION)
        holder.close()

        val ways = StudentWays(onBack = null, onRecord = {}, onCapture = {}, onOutcome = {})
        val student = StudentHolder(stage.client, stage.scope, "amara", inConference = false, ways)
        val question = { (student.state as notyet.ui.screens.ScreenState.Ready).data.questions.map { it.question } }
        student.actions.onAnswer(question().single())
        assertEquals(question().single(), student.answers.problemOf)
        student.actions.onAnswerDraft(question().single(), "The first one.")
        student.actions.onAnswer(question().single())
        assertEquals(emptyList<String>(), question())
        student.close(goesOn = false)
        assertEquals(listOf("Which claim?", "The first one."), runBlocking { phone.thread(feedback) }.lines.map { it.text })
    }
}
