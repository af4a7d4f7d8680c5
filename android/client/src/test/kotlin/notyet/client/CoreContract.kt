package notyet.client

import kotlinx.coroutines.flow.transformWhile
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.withTimeout
import notyet.core.ConferenceScreen
import notyet.core.CoreException
import notyet.core.DocumentKind
import notyet.core.DraftPlace
import notyet.core.FeedbackInput
import notyet.core.FeedbackParts
import notyet.core.Hand
import notyet.core.LevelInput
import notyet.core.Network
import notyet.core.OwnWordsInput
import notyet.core.PhotoArea
import notyet.core.PhotoEdit
import notyet.core.PhotoInput
import notyet.core.PhotoPart
import notyet.core.PhotoSize
import notyet.core.PhotoSpot
import notyet.core.PhotoState
import notyet.core.Purpose
import notyet.core.Reply
import notyet.core.RowPick
import notyet.core.SessionState
import notyet.core.Support
import notyet.core.Topic
import notyet.core.WalkLevelInput
import notyet.core.WorkPlace
import org.junit.Assert.assertArrayEquals
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNotNull
import org.junit.Assert.assertNull
import org.junit.Assert.assertThrows
import org.junit.Assert.assertTrue
import org.junit.Test
import java.io.File

/**
 * What every [CoreClient] promises, so that a test of a screen over the fake says something about the real one. Runs against both;
 * each test takes students of its own, because the school is shared.
 */
@Suppress("LargeClass") // A test for each promise, over one school.
abstract class CoreContract {
    /** A school that two devices reach: its codes, its teacher's signed-in device, and new devices. */
    interface Place {
        val teacher: CoreClient
        val address: String
        val classCode: String

        /** A JPEG that the implementation takes for a photo. */
        val photo: ByteArray

        /** An MPEG-4 file that it takes for a voice note. */
        val voice: ByteArray get() = RECORDED

        /** A PDF. */
        val document: ByteArray get() = LETTER

        fun device(): CoreClient

        /** The host's word on the network of the teacher's device. */
        fun teachersNetwork(network: Network)
    }

    abstract val place: Place

    private val teacher get() = place.teacher

    @Test
    fun `what a person chooses is in force when it was taken, and what is unknown is not taken`() = run {
        val before = teacher.preferences
        teacher.setLanguage("ar")
        assertEquals("ar" to true, teacher.words.locale to teacher.words.rightToLeft)
        assertEquals(teacher.preferences.wordsRevision, teacher.words.revision)
        assertEquals("ar", teacher.settings().languages.single { it.chosen }.tag)
        assertThrows(CoreException.NotFound::class.java) { runBlocking { teacher.setLanguage("tlh") } }
        teacher.setLanguage(null)
        teacher.setHand(Hand.LEFT)
        teacher.setStill(true)
        assertEquals(Hand.LEFT to true, teacher.preferences.hand to teacher.preferences.still)
        teacher.setHand(before.hand)
        teacher.setStill(before.still)
        assertEquals("en", teacher.words.locale)
    }

    @Test
    fun `a school without accounts offers none, and says so to who asks all the same`() = run {
        val device = place.device()
        assertEquals(false, device.offersSchoolAccount(place.address))
        val fault = runCatching { device.beginSchoolAccount(place.address) }.exceptionOrNull() as CoreException.Invalid
        assertEquals("account" to "not-offered", fault.field to fault.rule)
    }

    @Test
    fun `a student opens on Practice's kind of work, on no level and on nothing typed`() = run {
        val student = untouched().first()
        val screen = teacher.conference(student, null, null)
        assertNull(screen.chosen)
        assertEquals(FeedbackParts("", "", ""), screen.feedback)
        assertNull(screen.undo)
    }

    @Test
    fun `another level in the same visit replaces the first`() = run {
        val student = fresh()
        record(student, 1)
        record(student, 2)
        assertEquals(2, see(student).chosen)
        teacher.undo()
        assertEquals(1, see(student).chosen)
        teacher.undo()
        assertNull(see(student).chosen)
        assertEquals("", see(student).head.plain)
        teacher.redo()
        teacher.redo()
        assertEquals(2, see(student).chosen)
        teacher.leaveStudent(student)
    }

    @Test
    fun `a corrected level supersedes the first, keeps it in sight and is taken back`() = run {
        val student = fresh()
        record(student, 1)
        val outcome = see(student).head.outcome
        val page = teacher.studentOutcome(student, outcome).pieces.first().piece

        suspend fun card() = teacher.studentEvidence(student, page).judgements.single()
        assertEquals("what this visit recorded is replaced beside the student", 0, card().levels.size)
        teacher.leaveStudent(student)

        val first = card()
        teacher.correctLevel(first.judgement, first.levels[2].level)
        assertEquals(first.levels[2].word to 2, card().level to card().history.size)
        assertNull("it is no level of this visit", see(student).chosen)
        teacher.correctLevel(first.judgement, first.levels[3].level)
        assertEquals("another one takes its place", first.levels[3].word to 2, card().level to card().history.size)
        teacher.undo()
        assertEquals(first.levels[2].word, card().level)
        teacher.undo()
        assertEquals(first.level to 1, card().level to card().history.size)
        assertEquals(true, teacher.studentEvidence(student, page).undo?.canRedo)
        teacher.redo()
        teacher.leaveStudent(student)
        assertNull(teacher.studentEvidence(student, page).undo)
        val points = teacher.studentOutcome(student, outcome).curve?.points.orEmpty()
        assertEquals(listOf(2u to page), points.map { it.level to it.piece })
    }

    @Test
    fun `undo restores the next step that was there before`() = run {
        val student = fresh()
        val outcome = see(student).head.outcome
        teacher.recordFeedback(said(student, outcome, "Use a quotation."))
        teacher.recordFeedback(said(student, outcome, "  Name the source.  "))
        assertEquals("Name the source.", see(student).feedback.nextStep)
        teacher.undo()
        assertEquals("Use a quotation.", see(student).feedback.nextStep)
        teacher.undo()
        assertEquals("", see(student).feedback.nextStep)
        teacher.leaveStudent(student)
    }

    @Test
    fun `a level that was recorded is not lit at the next visit`() = run {
        val student = fresh()
        record(student, 2)
        teacher.leaveStudent(student)
        assertNull(see(student).chosen)
    }

    @Test
    fun `nothing is redone after the visit, and a visit shows nothing of another student`() = run {
        val student = fresh()
        record(student, 1)
        teacher.undo()
        assertEquals(true, see(student).undo?.canRedo)
        teacher.leaveStudent(student)
        assertThrows(CoreException.NotFound::class.java) { runBlocking { teacher.redo() } }
        val other = teacher.today(null).students.map { it.student }.first { it != student }
        assertNull(see(other).undo)
    }

    @Test
    fun `a student with feedback stands behind those without`() = run {
        val student = fresh()
        teacher.recordFeedback(said(student, see(student).head.outcome, "Use a quotation."))
        val rows = teacher.today(null).students
        val mine = rows.first { it.student == student }.reason
        assertTrue(rows.indexOfFirst { it.student == student } > rows.indexOfLast { it.reason != mine })
        teacher.leaveStudent(student)
    }

    @Test
    fun `what cannot be recorded is named, and leaves nothing behind`() = run {
        val student = fresh()
        val screen = see(student)
        val practice = screen.kinds.first { !it.atBat }.kind
        val level = screen.levels[1].level
        val refused = mapOf<String, suspend () -> Unit>(
            "feedback empty" to { teacher.recordFeedback(said(student, screen.head.outcome, "  ")) },
            "next-step too-long" to { teacher.recordFeedback(said(student, screen.head.outcome, "x".repeat(501))) },
            "photo not-a-photo" to { teacher.recordPhoto(PhotoInput(student, screen.head.outcome, null, ByteArray(100))) },
            "kind practice-only" to {
                teacher.recordLevel(LevelInput(student, screen.head.outcome, level, Purpose.AT_BAT, Support.ALONE, practice))
            },
        )
        for ((expected, what) in refused) {
            val fault = assertThrows(CoreException.Invalid::class.java) { runBlocking { what() } }
            assertEquals(expected, "${fault.field} ${fault.rule}")
        }
        assertNull(see(student).undo)
    }

    @Test
    fun `a photo is a tile at once and its picture can be asked for`() = run {
        val student = fresh()
        teacher.recordPhoto(PhotoInput(student, see(student).head.outcome, null, place.photo))
        val tile = see(student).photos.single()
        val jpeg = teacher.photo(tile.attachment, PhotoSize.FULL)!!
        assertArrayEquals(byteArrayOf(0xFF.toByte(), 0xD8.toByte()), jpeg.take(2).toByteArray())
        teacher.undo()
        assertEquals(emptyList<Any>(), see(student).photos)
        teacher.leaveStudent(student)
    }

    @Test
    fun `what is recorded waits until the teacher leaves the student, then reaches the student who joined`() = run {
        val (student, phone) = joined()
        val outcome = see(student).head.outcome
        teacher.recordFeedback(said(student, outcome, "Use a quotation."))
        assertEquals(1, teacher.queue().queue.size)
        assertNull(phone.home().next)
        teacher.leaveStudent(student)
        phone.until(Topic.WORK) { if (home().next?.text == "Use a quotation.") Unit else null }
        teacher.until(Topic.SYNC) { if (queue().queue.isEmpty()) Unit else null }
        assertEquals("Use a quotation.", phone.outcome(outcome).feedback.single().nextStep)
    }

    @Test
    fun `a student judges their own work, takes it back to where it was typed, and saves it again`() = run {
        val (_, phone) = joined()
        val outcome = phone.home().haveLeft.first().outcome
        val place = WorkPlace.Judged(outcome)
        val rows = phone.selfAssess(place).rows
        val picks = rows.map { RowPick(it.row, it.levels[1].level) }
        val draft = phone.selfAssess(place).draft.copy(picks = picks, text = "Two quotations", reflection = "I see both.")
        val empty = assertThrows(CoreException.Invalid::class.java) {
            runBlocking { phone.saveWork(place, draft.copy(picks = emptyList())) }
        }
        assertEquals("level empty", "${empty.field} ${empty.rule}")
        assertEquals("what was typed stays", "Two quotations", phone.selfAssess(place).draft.text)
        phone.addDraftPhoto(place, this.place.photo)
        assertEquals(1, phone.selfAssess(place).photos.size)
        phone.saveWork(place, draft)
        assertEquals("", phone.selfAssess(place).draft.text)
        assertEquals("Saved", phone.outcome(outcome).undo?.text)
        phone.takeBack()
        assertEquals("Two quotations" to 1, phone.selfAssess(place).run { this.draft.text to photos.size })
        assertEquals(emptyList<Any>(), phone.outcome(outcome).pieces)
        phone.saveWork(place, draft)
        phone.leaveWork()
        val piece = phone.evidence(phone.outcome(outcome).pieces.single().piece, null)
        assertEquals(Triple("Two quotations\n\nI see both.", 1, true), Triple(piece.text, piece.photos.size, piece.isJudged))
        assertTrue("one's own judgement is no level", phone.home().haveLeft.first().sign.level == null)
        phone.until(Topic.SYNC) { if (queue().queue.isEmpty()) Unit else null }
    }

    @Test
    fun `a photo of a draft is changed step by step, and saved as it was changed`() = run {
        val (_, phone) = joined()
        phone.addDraftPhoto(WorkPlace.Added, place.photo)
        val at = DraftPlace.Work(WorkPlace.Added)
        val taken = phone.addEvidence().photos.single().attachment
        val first = phone.markup(at, taken)
        assertEquals(false to false, first.canUndo to first.canRedo)
        phone.editPhoto(at, taken, PhotoEdit.Turn)
        assertEquals(first.width to first.height, phone.markup(at, taken).run { height to width })
        phone.undoEdit(at, taken)
        assertEquals(Triple(first.width, false, true), phone.markup(at, taken).run { Triple(width, canUndo, canRedo) })
        assertThrows(CoreException.NotFound::class.java) { runBlocking { phone.undoEdit(at, taken) } }
        phone.redoEdit(at, taken)
        val slip = PhotoEdit.Crop(PhotoArea(PhotoSpot(0.5, 0.5), PhotoSpot(0.5, 0.9)))
        val fault = assertThrows(CoreException.Invalid::class.java) { runBlocking { phone.editPhoto(at, taken, slip) } }
        assertEquals("markup too-small", "${fault.field} ${fault.rule}")
        phone.finishPhoto(at, taken)
        val changed = phone.addEvidence().photos.single().attachment
        assertTrue("it has a name of its own, and can be changed again", changed != taken && phone.markup(at, changed).canUndo)
        val outcome = phone.home().haveLeft.first().outcome
        phone.saveWork(WorkPlace.Added, phone.addEvidence().draft.copy(outcome = outcome))
        assertThrows(CoreException.NotFound::class.java) { runBlocking { phone.markup(at, changed) } }
        phone.leaveWork()
        phone.until(Topic.SYNC) { if (queue().queue.isEmpty()) Unit else null }
    }

    @Test
    fun `a photo of a capture is changed before anybody is tagged, and saved as it was changed`() = run {
        teacher.addPiecePhoto(null, place.photo)
        val at = DraftPlace.Capture(null)
        val taken = teacher.capture(null).photos.single().attachment
        teacher.editPhoto(at, taken, PhotoEdit.Turn)
        teacher.finishPhoto(at, taken)
        val changed = teacher.capture(null).photos.single().attachment
        assertTrue("it has a name of its own, and can be changed again", changed != taken && teacher.markup(at, changed).canUndo)
        val beside = DraftPlace.Capture(teacher.today(null).students.first().student)
        assertThrows(CoreException.NotFound::class.java) { runBlocking { teacher.markup(beside, changed) } }
        teacher.removePiecePhoto(null, changed)
        assertThrows(CoreException.NotFound::class.java) { runBlocking { teacher.markup(at, changed) } }
    }

    @Test
    fun `a photo of the work is drawn on as a copy, and reaches the student with the feedback`() = run {
        val (student, phone) = joined()
        val outcome = see(student).head.outcome
        teacher.recordPhoto(PhotoInput(student, outcome, null, place.photo))
        val work = see(student).photos.single().attachment
        val at = DraftPlace.Feedback(student, outcome)
        teacher.editPhoto(at, work, PhotoEdit.Ring(PhotoPart.TOP_LEFT, 0.02, 0u))
        teacher.finishPhoto(at, work)
        val drawing = see(student).drawing.map { it.attachment }
        assertEquals(1, drawing.size)
        assertEquals("the work stays as it is", listOf(work), see(student).photos.map { it.attachment })
        teacher.recordFeedback(said(student, outcome, ""))
        assertEquals(drawing to 0, see(student).run { drawn.map { it.attachment } to this.drawing.size })
        teacher.undo()
        assertEquals(drawing to 0, see(student).run { this.drawing.map { it.attachment } to drawn.size })
        teacher.redo()
        teacher.leaveStudent(student)
        val row = phone.until(Topic.WORK) { feedback().fresh.firstOrNull() }
        assertEquals(drawing, phone.thread(row.feedback).photos.map { it.attachment })
        phone.until(Topic.PHOTOS) { photo(drawing.single(), PhotoSize.FULL) }

        teacher.editPhoto(at, work, PhotoEdit.Turn)
        teacher.finishPhoto(at, work)
        teacher.removeDrawing(student, outcome, see(student).drawing.single().attachment)
        assertEquals(emptyList<Any>(), see(student).drawing)
        teacher.leaveStudent(student)
    }

    @Test
    fun `a voice note is heard before it is saved with feedback, and the student hears it`() = run {
        val (student, phone) = joined()
        val outcome = see(student).head.outcome
        val beside = DraftPlace.Feedback(student, outcome)
        teacher.keepVoice(beside, place.voice)
        val kept = see(student).voice
        assertEquals(false to false, kept.isHeard to kept.canPutBack)
        teacher.recordFeedback(said(student, outcome, "Quote twice"))
        assertEquals("what was not heard waits", kept, see(student).voice)
        teacher.voiceHeard(beside)
        teacher.recordFeedback(said(student, outcome, "Quote twice"))
        assertEquals(null to 1, see(student).voice.note to see(student).said.size)
        teacher.leaveStudent(student)
        val feedback = phone.until(Topic.WORK) { feedback().fresh.firstOrNull() }.feedback
        val voice = phone.until(Topic.PHOTOS) { thread(feedback).voices.firstOrNull { it.state == PhotoState.READY } }
        assertNotNull(phone.sound(voice.attachment))
        assertEquals("no photo", 0, phone.thread(feedback).photos.size)
    }

    @Test
    fun `a voice note is taken out and put back, and what is none is refused`() = run {
        val student = fresh()
        val beside = DraftPlace.Feedback(student, see(student).head.outcome)
        val draft = suspend { see(student).voice }
        val fault = runCatching { teacher.keepVoice(beside, byteArrayOf(1, 2, 3)) }.exceptionOrNull() as CoreException.Invalid
        assertEquals("voice" to "not-a-voice", fault.field to fault.rule)
        teacher.keepVoice(beside, place.voice)
        teacher.voiceHeard(beside)
        val kept = draft()
        teacher.removeVoice(beside)
        assertEquals(null to true, draft().note to draft().canPutBack)
        teacher.putBackVoice(beside)
        assertEquals(kept, draft())
        assertThrows(CoreException.NotFound::class.java) { runBlocking { teacher.putBackVoice(beside) } }
        teacher.keepVoice(beside, place.voice)
        assertEquals("another one is heard anew", false, draft().isHeard)
        teacher.removeVoice(beside)
    }

    @Test
    fun `a file is added to work, refused by its content, taken out, and opened by the teacher`() = run {
        val (student, phone) = joined()
        val at = DraftPlace.Work(WorkPlace.Added)
        val written = suspend { phone.addEvidence().documents }
        phone.addDocument(at, place.document)
        phone.addDocument(at, "I quote twice".toByteArray())
        assertEquals(listOf("PDF", "Plain text"), written().map { it.kind })
        phone.removeDocument(at, written().last().attachment)
        val fault = runCatching { phone.addDocument(at, byteArrayOf(1, 2, 3)) }.exceptionOrNull() as CoreException.Invalid
        assertEquals("document" to "not-a-document", fault.field to fault.rule)
        assertEquals("nothing is lost", 1, written().size)
        val feedback = DraftPlace.Feedback(student, phone.home().haveLeft.first().outcome)
        assertThrows(CoreException.NotFound::class.java) { runBlocking { phone.addDocument(feedback, place.document) } }

        val outcome = phone.home().haveLeft.first().outcome
        phone.saveWork(WorkPlace.Added, phone.addEvidence().draft.copy(outcome = outcome))
        assertEquals(emptyList<Any>(), written())
        phone.takeBack()
        assertEquals("it stands again", 1, written().size)
        phone.saveWork(WorkPlace.Added, phone.addEvidence().draft.copy(outcome = outcome))
        val row = phone.outcome(outcome).pieces.single()
        assertEquals("File", row.title)
        phone.leaveWork()
        val shown = teacher.until(Topic.PHOTOS) {
            val piece = studentOutcome(student, outcome).pieces.firstOrNull()?.piece ?: return@until null
            studentEvidence(student, piece).documents.firstOrNull { it.state == PhotoState.READY }
        }
        assertEquals(DocumentKind.PDF, teacher.openDocument(shown.attachment)?.format)
    }

    @Test
    fun `feedback is new until it is opened, and a question comes back answered`() = run {
        val (student, phone) = joined()
        teacher.recordFeedback(said(student, see(student).head.outcome, "Use a quotation."))
        teacher.leaveStudent(student)
        val row = phone.until(Topic.WORK) { feedback().fresh.firstOrNull() }
        phone.readFeedback(row.feedback)
        assertEquals(emptyList<Any>() to 1, phone.feedback().run { fresh to earlier.size })
        phone.keepReply(row.feedback, Reply.QUESTION, "Which")
        assertEquals("Which", phone.thread(row.feedback).questionDraft)
        phone.saveReply(row.feedback, Reply.QUESTION, "Which claim?")
        phone.takeBack()
        assertEquals("Which claim?" to 0, phone.thread(row.feedback).run { questionDraft to lines.size })
        phone.saveReply(row.feedback, Reply.QUESTION, "Which claim?")
        phone.saveReply(row.feedback, Reply.REWORDING, "I quote once for each thing I say.")
        phone.leaveWork()
        assertEquals("I quote once for each thing I say.", phone.thread(row.feedback).step?.text)

        val asked = teacher.until(Topic.WORK) { student(student).questions.firstOrNull() }
        assertEquals("Which claim?", asked.text)
        teacher.answer(asked.question, "The first one.")
        assertEquals(emptyList<Any>(), teacher.student(student).questions)
        teacher.leaveStudent(student)
        val talk = listOf("Which claim?", "The first one.")
        phone.until(Topic.WORK) { if (thread(row.feedback).lines.map { it.text } == talk) Unit else null }
        assertEquals("what is answered is new again", 1, phone.feedback().fresh.size)
        phone.understand(row.feedback)
        assertTrue(phone.thread(row.feedback).isUnderstood)
        phone.leaveWork()
    }

    @Test
    fun `offline work is safe on the device and leaves by itself`() = run {
        val (student, phone) = joined()
        place.teachersNetwork(Network(online = false, metered = false))
        record(student, 2)
        teacher.leaveStudent(student)
        assertEquals(1, teacher.queue().queue.size)
        place.teachersNetwork(Network(online = true, metered = false))
        teacher.until(Topic.SYNC) { if (queue().queue.isEmpty()) Unit else null }
        phone.until(Topic.WORK) { if (home().haveLeft.first().sign.practiceOnly) Unit else null }
    }

    @Test
    fun `a level that was shown once at an at-bat is below mastery, and the next visit is a piece of work of its own`() = run {
        val (student, phone) = joined()
        val kinds = see(student).kinds.filter { it.atBat }.map { it.kind }
        val outcome = see(student).head.outcome
        record(student, 2, Purpose.AT_BAT, kinds[0])
        teacher.leaveStudent(student)
        val sign = teacher.student(student).outcomes.first { it.outcome == outcome }.sign
        assertEquals(1u to false, sign.level to sign.practiceOnly)
        record(student, 2, Purpose.AT_BAT, kinds[1])
        teacher.leaveStudent(student)
        phone.until(Topic.WORK) { outcome(outcome).places.takeIf { it.size == 3 } }
        assertNull("the last place is open", phone.outcome(outcome).places.last().sign)
    }

    @Test
    fun `a wrong code opens nothing and what was typed is kept`() = run {
        val device = place.device()
        val fault = assertThrows(CoreException.Invalid::class.java) {
            runBlocking { device.joinWithClassCode(place.address, "ZZZZZZ", "Amara") }
        }
        assertEquals("code unknown", "${fault.field} ${fault.rule}")
        assertEquals(SessionState.NotJoined, device.session().state)
        assertEquals(place.address, device.session().serverUrl)
        for ((server, rule) in mapOf("" to "empty", "ftp://school" to "not-an-address")) {
            val wrong = assertThrows(CoreException.Invalid::class.java) { runBlocking { device.joinWithStaffCode(server, "A") } }
            assertEquals("server $rule", "${wrong.field} ${wrong.rule}")
        }
    }

    @Test
    fun `a name that nobody knows is sent back with a sentence`() = run {
        val device = place.device()
        device.joinWithClassCode(place.address, place.classCode, "Nobody")
        assertTrue(device.session().state is SessionState.Matching)
        val request = teacher.until(Topic.SYNC) { today(null).joining.firstOrNull { it.typed == "Nobody" } }
        teacher.decideJoin(request.request, null)
        device.until(Topic.SESSION) { session().takeIf { it.state == SessionState.NotJoined && it.notice != null } }
    }

    @Test
    fun `a listener is told at once and of every change`() = run {
        val student = fresh()
        val outcome = see(student).head.outcome
        var told = 0
        withTimeout(PATIENCE_MS) {
            teacher.notices(setOf(Topic.WORK)).transformWhile { notice ->
                told++
                emit(notice)
                told < 2
            }.collect { if (told == 1) launch { teacher.recordFeedback(said(student, outcome, "Read it aloud.")) } }
        }
        assertEquals(2, told)
        teacher.leaveStudent(student)
    }

    @Test
    fun `a phrase that was written comes back, and for a student whom it does not name`() = run {
        val (student, other) = fresh() to fresh()
        val outcome = see(student).head.outcome
        val name = teacher.student(student).name.substringBefore(' ')
        teacher.recordFeedback(FeedbackInput(student, outcome, "Tell $name about it", "Say who wrote it", ""))
        teacher.leaveStudent(student)
        val phrases = teacher.conference(other, outcome, null).phrases
        assertTrue("Say who wrote it" in phrases.improve)
        assertTrue(phrases.wentWell.none { name in it })
    }

    @Test
    fun `what is typed is kept until it is saved, and never for another student`() = run {
        val (student, other) = fresh() to fresh()
        val outcome = see(student).head.outcome
        val typed = FeedbackInput(student, outcome, "Two quo", "", "")
        teacher.keepDraft(typed, "")
        teacher.leaveStudent(student)
        assertEquals(FeedbackParts("Two quo", "", ""), see(student).typed)
        assertNull(see(other).typed)
        teacher.recordFeedback(typed)
        assertNull(see(student).typed)
        teacher.leaveStudent(student)
    }

    @Test
    fun `the next step in the student's words needs one, and is taken back before it`() = run {
        val student = fresh()
        val outcome = see(student).head.outcome
        val words = OwnWordsInput(student, outcome, "I say who wrote it")
        assertThrows(CoreException.NotFound::class.java) { runBlocking { teacher.recordOwnWords(words) } }
        teacher.recordFeedback(said(student, outcome, "Name the source."))
        teacher.recordOwnWords(words)
        assertEquals("I say who wrote it", see(student).ownWords?.saved)
        teacher.undo()
        assertEquals("" to "Name the source.", see(student).run { ownWords?.saved to feedback.nextStep })
        teacher.leaveStudent(student)
    }

    @Test
    fun `photos of a visit are one piece, and each of several is taken out and put back`() = run {
        val student = fresh()
        val outcome = see(student).head.outcome
        repeat(3) { teacher.recordPhoto(PhotoInput(student, outcome, null, place.photo)) }
        val three = see(student).run {
            assertEquals(photos.map { it.attachment }.toSet(), taken.toSet())
            taken
        }
        teacher.removeWorkPhoto(student, outcome, three[1])
        assertEquals(setOf(three[0], three[2]), see(student).taken.toSet())
        teacher.undo()
        assertEquals(three.toSet(), see(student).photos.map { it.attachment }.toSet())
        teacher.leaveStudent(student)
        assertEquals(3 to emptyList<String>(), see(student).run { photos.size to taken })
        assertThrows(CoreException.NotFound::class.java) { runBlocking { teacher.removeWorkPhoto(student, outcome, three[0]) } }
    }

    @Test
    fun `a level at a seat is practice, and another one takes its place also after the teacher went on`() = run {
        val student = fresh()
        val screen = teacher.walk(null, null)
        val (outcome, kind) = screen.outcomes.first { it.chosen }.outcome to screen.kinds.first { it.chosen }.kind
        suspend fun seat() = teacher.walk(null, null).seats.first { it.student == student }.level
        for (level in listOf(1, 2)) {
            teacher.recordWalkLevel(WalkLevelInput(student, outcome, screen.levels[level].level, kind))
            assertEquals(screen.levels[level].level, seat())
            teacher.leaveStudent(student)
        }
        val sign = teacher.student(student).outcomes.first { it.outcome == outcome }.sign
        assertTrue("it enters no level", sign.practiceOnly)
    }

    @Test
    fun `students sit at tables, change places, and each move is taken back`() = run {
        val before = teacher.today(null).seating
        val (one, other) = teacher.today(null).students.map { it.student }.sorted()
        suspend fun tables() = teacher.today(null).seating.tables.map { it.table to it.students }
        val fresh = checkNotNull(before.fresh)
        val table = checkNotNull(fresh.table)
        assertEquals(emptyList<String>() to true, fresh.students to (fresh.join != null))
        suspend fun sit() = teacher.today(null).seating.tables.firstOrNull { it.table == table }?.students

        teacher.seatAt(one, table)
        assertEquals(listOf(one), sit())
        teacher.swapSeats(other, one)
        assertEquals("they change places", listOf(other), sit())
        teacher.seatAt(one, table)
        assertEquals("after whoever sits there", listOf(other, one), sit())
        val seated = tables()
        assertEquals("Walk has the same", seated, teacher.walk(null, null).tables.map { it.table to it.students })
        teacher.swapSeats(one, other)
        assertEquals(listOf(one, other), sit())
        teacher.undoSeat()
        assertEquals(seated, tables())
        repeat(3) { teacher.undoSeat() }
        assertEquals(before, teacher.today(null).seating)
        teacher.until(Topic.SYNC) { if (queue().queue.isEmpty()) Unit else null }
    }

    @Test
    fun `who is not here is not walked to`() = run {
        val student = fresh()
        teacher.setHere(student, false)
        val screen = teacher.walk(null, null)
        assertEquals(false, screen.seats.single { it.student == student }.isHere)
        teacher.setHere(student, true)
        assertTrue(screen.footer, "not here 1" in screen.footer.filterNot { it in '\u2066'..'\u2069' })
        assertFalse("not here" in teacher.walk(null, null).footer)
    }

    @Test
    fun `the class's page has everyone with every outcome, moves nobody, and agrees with the student's page`() = run {
        val student = fresh()
        val outcome = see(student).head.outcome
        val before = teacher.classPage(null)
        assertEquals(teacher.today(null).students.map { it.student }.toSet(), before.students.map { it.student }.toSet())

        suspend fun row() = teacher.classPage(null).students.single { it.student == student }

        suspend fun profile() = teacher.student(student).outcomes.map { Triple(it.outcome, it.code, it.sign) }
        assertEquals(profile().map { it.first }, row().signs.map { it.outcome })
        assertNull(row().signs.single { it.outcome == outcome }.sign.level)
        record(student, 3)
        assertEquals(profile(), row().signs.map { Triple(it.outcome, it.code, it.sign) })
        assertEquals(3u to true, row().signs.single { it.outcome == outcome }.sign.run { level to practiceOnly })
        assertEquals(before.students.map { it.student }, teacher.classPage(null).students.map { it.student })
        assertTrue(teacher.student(student).name in row().run { listOf(name, wholeName) })
        teacher.leaveStudent(student)
    }

    @Test
    fun `a group's piece is saved into everyone's own record with one tap, and taken back with one`() = run {
        val screen = teacher.walk(null, null)
        val outcome = screen.outcomes.first().outcome
        teacher.addPiecePhoto(null, place.photo)
        teacher.keepPiece(null, teacher.capture(null).draft.copy(text = "Our poster"))
        teacher.tagOutcome(null, outcome, true)
        val (first, second) = tagged() to tagged()
        teacher.tagLevel(null, listOf(first), outcome, screen.levels[1].level)
        teacher.tagNote(null, second, "You drew the graph.", false)
        val before = teacher.tag(null, null)
        assertEquals(listOf(first, second).toSet(), before.seats.filter { it.tagged }.map { it.student }.toSet())
        suspend fun photos() = listOf(first, second).map { teacher.student(it).photos.map { photo -> photo.attachment } }
        val had = photos()

        teacher.tagLevel(null, listOf(first, second), outcome, screen.levels[2].level)
        assertEquals(2, teacher.tag(null, outcome).seats.count { it.level == screen.levels[2].level })
        teacher.untag(null)
        assertEquals("one drag, one step", before.seats, teacher.tag(null, null).seats)

        teacher.savePiece(null)
        val has = photos()
        assertEquals(had.map { it.size + 1 }, has.map { it.size })
        assertEquals("each has a photo of their own", emptySet<String>(), has[0].toSet() intersect has[1].toSet())
        assertTrue(teacher.tag(null, null).saved?.undo?.canUndo == true)
        assertEquals(emptyList<Any>(), teacher.capture(null).photos)
        val also = teacher.tag(null, null).saved?.also.orEmpty()
        teacher.alsoPiece(null, also.first().outcome)
        assertEquals(true, teacher.tag(null, null).saved?.also?.first()?.chosen)
        teacher.undo()
        assertEquals(had, photos())
        assertEquals(before.seats, teacher.tag(null, null).seats)
        assertEquals("Our poster" to 1, teacher.capture(null).run { draft.text to photos.size })
        teacher.savePiece(null)
        teacher.leavePiece()
    }

    @Test
    fun `work that shows more is evidence for that as well, and is taken back alone`() = run {
        val student = fresh()
        val outcome = see(student).outcomes.first { it.code == "C2" }.outcome
        suspend fun also() = teacher.conference(student, outcome, null).also.map { it.outcome to it.chosen }
        assertEquals(emptyList<Any>(), also())
        teacher.recordPhoto(PhotoInput(student, outcome, null, place.photo))
        val (shown, chosen) = also().first()
        assertEquals(2 to false, also().size to chosen)
        teacher.recordAlso(student, outcome, shown)
        assertTrue((shown to true) in also())
        teacher.undo()
        assertTrue(also().none { it.second })
        assertEquals(1, teacher.student(student).photos.size)
        teacher.leaveStudent(student)
    }

    @Test
    fun `a photo goes to nobody of whom none are kept, and words do`() = run {
        val beside = fresh()
        teacher.addPiecePhoto(beside, place.photo)
        assertEquals(listOf(beside), teacher.tag(beside, null).seats.filter { it.tagged }.map { it.student })
        teacher.tagStudent(beside, beside, false)
        val seat = teacher.tag(beside, null).seats.first { it.refusal != null }
        val fault = runCatching { teacher.tagStudent(beside, seat.student, true) }.exceptionOrNull() as CoreException.Invalid
        assertEquals("photo" to "not-kept", fault.field to fault.rule)
        teacher.removePiecePhoto(beside, teacher.capture(beside).photos.single().attachment)
        teacher.tagStudent(beside, seat.student, true)
        val empty = runCatching { teacher.savePiece(beside) }.exceptionOrNull() as CoreException.Invalid
        assertEquals("work" to "empty", empty.field to empty.rule)
        assertEquals("a place of its own", "", teacher.capture(null).draft.text)
    }

    /** Tags a student whose photos a group may have, and says who it is. */
    private suspend fun tagged(): String {
        for (seat in teacher.tag(null, null).seats.filter { !it.tagged && it.refusal == null }) {
            teacher.tagStudent(null, seat.student, true)
            if (teacher.tag(null, null).seats.count { it.refusal == null } > 2) return seat.student
            teacher.tagStudent(null, seat.student, false)
        }
        error("no two photos of this class may stand together")
    }

    @Test
    fun `words about a person are pointed at, and those about the work are not`() {
        assertEquals(listOf(8u to 13u), teacher.fixedMindset("You are smart.").map { it.start to it.end })
        assertEquals(emptyList<Any>(), teacher.fixedMindset("Two quotations fit."))
    }

    private fun said(student: String, outcome: String, nextStep: String) = FeedbackInput(student, outcome, "", "", nextStep)

    /** A student about whom nothing was recorded yet. */
    private suspend fun fresh(): String = untouched().first().also { used += it }

    private suspend fun untouched(): List<String> = teacher.today(null).students.map { it.student }.filter { it !in used }

    private val used get() = USED.getOrPut(this::class.java.name) { mutableSetOf() }

    private suspend fun joined(): Pair<String, CoreClient> = fresh().let { it to place.joined(it) }

    private suspend fun see(student: String) = teacher.conference(student, null, null)

    private suspend fun record(student: String, level: Int, purpose: Purpose = Purpose.PRACTICE, kind: String? = null) {
        val screen = see(student)
        teacher.recordLevel(LevelInput(student, screen.head.outcome, screen.levels[level].level, purpose, Support.ALONE, kind))
    }

    private val ConferenceScreen.chosen get() = levels.indexOfFirst { it.chosen }.takeIf { it >= 0 }

    private fun run(test: suspend () -> Any?) {
        runBlocking { test() }
    }

    private companion object {
        val RECORDED = File("../../tests/fixtures/samples/voice/recorded.m4a").readBytes()
        val LETTER = File("../../tests/fixtures/samples/document/letter.pdf").readBytes()
        val USED = mutableMapOf<String, MutableSet<String>>()
    }
}
