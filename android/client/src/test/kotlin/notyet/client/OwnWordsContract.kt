package notyet.client

import kotlinx.coroutines.runBlocking
import notyet.core.CoreException
import notyet.core.DraftPlace
import notyet.core.FeedbackInput
import notyet.core.OwnWordsInput
import notyet.core.PhotoState
import notyet.core.Reply
import notyet.core.Topic
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNotNull
import org.junit.Assert.assertThrows
import org.junit.Test

/** What a [CoreClient] promises of the next step in the student's own voice: part of [CoreContract], over a school of its own. */
abstract class OwnWordsContract {
    abstract val place: CoreContract.Place

    private val teacher get() = place.teacher

    @Test
    fun `the next step is said aloud beside the teacher, heard before it is saved, and the student hears it`() = runBlocking<Unit> {
        val student = agreed(0)
        val phone = place.joined(student)
        val outcome = see(student).head.outcome
        suspend fun own() = checkNotNull(see(student).ownWords)
        suspend fun save(text: String = "") = teacher.recordOwnWords(OwnWordsInput(student, outcome, text))
        val beside = DraftPlace.OwnWords(student, outcome)
        teacher.keepVoice(beside, place.voice)
        val kept = own().voice
        val fault = assertThrows(CoreException.Invalid::class.java) { runBlocking { save() } }
        assertEquals("own-words empty", "${fault.field} ${fault.rule}")
        save("I say who wrote it")
        assertEquals("what was not heard waits and holds up nothing", kept to "I say who wrote it", own().voice to own().saved)
        teacher.voiceHeard(beside)
        save()
        val saved = own()
        assertEquals(kept.note?.attachment to null, saved.said?.attachment to saved.voice.note)
        teacher.undo()
        val back = own().run { Triple(said, voice.isHeard, this.saved) }
        assertEquals("it is to be saved again", Triple(null, true, "I say who wrote it"), back)
        teacher.redo()
        assertEquals(saved.said to null, own().said to own().voice.note)
        teacher.leaveStudent(student)
        val feedback = phone.until(Topic.WORK) { feedback().fresh.firstOrNull() }.feedback
        val voice = phone.until(Topic.PHOTOS) { thread(feedback).stepSaid?.takeIf { it.state == PhotoState.READY } }
        assertNotNull(phone.sound(voice.attachment))
        assertEquals("nothing else is written", "Name the source." to null, phone.thread(feedback).run { step?.text to stepBefore })
    }

    @Test
    fun `another voice note of the same visit takes the place of the first, and words stand beside it`() = runBlocking<Unit> {
        val student = agreed(1)
        val outcome = see(student).head.outcome
        suspend fun own() = checkNotNull(see(student).ownWords)
        suspend fun speak(): String {
            teacher.keepVoice(DraftPlace.OwnWords(student, outcome), place.voice)
            teacher.voiceHeard(DraftPlace.OwnWords(student, outcome))
            return checkNotNull(own().voice.note).attachment
        }
        suspend fun save(text: String) = teacher.recordOwnWords(OwnWordsInput(student, outcome, text))
        val first = speak()
        save("")
        save("I say who wrote it")
        assertEquals("it stays with the words", first to "I say who wrote it", own().run { this.said?.attachment to saved })
        val second = speak()
        save("I say who wrote it")
        assertEquals(second, own().said?.attachment)
        teacher.undo()
        assertEquals(first to second, own().run { this.said?.attachment to voice.note?.attachment })
        teacher.redo()
        assertEquals(second to null, own().run { this.said?.attachment to voice.note })
        teacher.leaveStudent(student)
        assertEquals(Triple("I say who wrote it", "", second), own().run { Triple(before, saved, this.said?.attachment) })
    }

    @Test
    fun `a student says the next step aloud, takes it back, and the teacher hears it at the next visit`() = runBlocking<Unit> {
        val student = agreed(2)
        val phone = place.joined(student)
        teacher.leaveStudent(student)
        val feedback = phone.until(Topic.WORK) { feedback().fresh.firstOrNull() }.feedback
        suspend fun save(text: String = "") = phone.saveReply(feedback, Reply.REWORDING, text)
        val at = DraftPlace.Rewording(feedback)
        val none = assertThrows(CoreException.Invalid::class.java) { runBlocking { save() } }
        assertEquals("rewording empty", "${none.field} ${none.rule}")
        phone.keepVoice(at, place.voice)
        val unheard = assertThrows(CoreException.Invalid::class.java) { runBlocking { save("I say who") } }
        assertEquals("voice unheard", "${unheard.field} ${unheard.rule}")
        phone.voiceHeard(at)
        save()
        assertEquals("Name the source." to null, phone.thread(feedback).run { step?.text to rewordingVoice.note })
        val said = checkNotNull(phone.thread(feedback).stepSaid)
        phone.takeBack()
        assertEquals(null to true, phone.thread(feedback).run { stepSaid to rewordingVoice.isHeard })
        save("I say who wrote it")
        assertEquals("I say who wrote it" to said.attachment, phone.thread(feedback).run { step?.text to stepSaid?.attachment })
        phone.leaveWork()
        val heard = teacher.until(Topic.PHOTOS) { see(student).ownWords?.said?.takeIf { it.state == PhotoState.READY } }
        assertNotNull(teacher.sound(heard.attachment))
        assertEquals("I say who wrote it" to "", see(student).ownWords?.run { before to saved })
        teacher.leaveStudent(student)
    }

    /** A student, another for each number, with whom a next step is agreed on. */
    private suspend fun agreed(number: Int): String {
        val student = teacher.today(null).students.map { it.student }.sorted()[number]
        teacher.recordFeedback(FeedbackInput(student, see(student).head.outcome, "", "", "Name the source."))
        return student
    }

    private suspend fun see(student: String) = teacher.conference(student, null, null)
}
