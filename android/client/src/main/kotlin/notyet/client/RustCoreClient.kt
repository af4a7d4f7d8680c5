package notyet.client

import notyet.core.Core
import notyet.core.CoreException
import notyet.core.LevelInput
import notyet.core.NextStepInput
import notyet.core.PhotoInput
import notyet.core.PhotoSize
import notyet.core.Reply
import notyet.core.TextArg
import notyet.core.Topic
import notyet.core.Words
import notyet.core.WorkDraft
import notyet.core.WorkPlace

/** The core behind [CoreClient]: the one place where the app touches the generated bindings' objects. */
class RustCoreClient(private val core: Core) :
    CoreClient,
    AutoCloseable {
    private val enrolment = core.enrolment()
    private val teaching = core.teaching()
    private val learning = core.learning()
    private val syncing = core.syncing()

    override val words: Words = core.words()

    override fun format(key: String, args: Map<String, String>) = core.format(key, args.map { (name, value) -> TextArg(name, value) })

    override fun sentence(fault: CoreException) = core.sentence(fault)

    override fun notices(topics: Set<Topic>) = topics.toList().let { all -> noticesOf(all) { core.observe(all, it) } }

    override suspend fun session() = enrolment.session()

    override suspend fun joinWithStaffCode(server: String, code: String) = enrolment.joinWithStaffCode(server, code)

    override suspend fun offersSchoolAccount(server: String) = enrolment.offersSchoolAccount(server)

    override suspend fun beginSchoolAccount(server: String) = enrolment.beginSchoolAccount(server)

    override suspend fun finishSchoolAccount(address: String) = enrolment.finishSchoolAccount(address)

    override suspend fun joinWithClassCode(server: String, code: String, name: String) = enrolment.joinWithClassCode(server, code, name)

    override fun cancelJoin() = enrolment.cancelJoin()

    override suspend fun today(classId: String?) = teaching.today(classId)

    override suspend fun student(student: String) = teaching.student(student)

    override suspend fun capture(student: String, outcome: String?, kind: String?) = teaching.capture(student, outcome, kind)

    override suspend fun recordLevel(input: LevelInput) = teaching.recordLevel(input)

    override suspend fun recordPhoto(input: PhotoInput) = teaching.recordPhoto(input)

    override suspend fun recordNextStep(input: NextStepInput) = teaching.recordNextStep(input)

    override suspend fun answer(question: String, text: String) = teaching.answer(question, text)

    override suspend fun undo() = teaching.undo()

    override suspend fun redo() = teaching.redo()

    override suspend fun leaveStudent(student: String) = teaching.leaveStudent(student)

    override suspend fun decideJoin(request: String, student: String?) = teaching.decideJoin(request, student)

    override suspend fun home() = learning.home()

    override suspend fun outcome(outcome: String) = learning.outcome(outcome)

    override suspend fun selfAssess(place: WorkPlace) = learning.selfAssess(place)

    override suspend fun evidence(piece: String, outcome: String?) = learning.evidence(piece, outcome)

    override suspend fun keepDraft(place: WorkPlace, draft: WorkDraft) {
        learning.keepDraft(place, draft)
    }

    override suspend fun addDraftPhoto(place: WorkPlace, jpeg: ByteArray) {
        learning.addDraftPhoto(place, jpeg)
    }

    override suspend fun removeDraftPhoto(place: WorkPlace, photo: String) {
        learning.removeDraftPhoto(place, photo)
    }

    override suspend fun saveWork(place: WorkPlace, draft: WorkDraft) {
        learning.saveWork(place, draft)
    }

    override suspend fun showJudgement(piece: String) {
        learning.showJudgement(piece)
    }

    override suspend fun feedback() = learning.feedback()

    override suspend fun thread(feedback: String) = learning.thread(feedback)

    override suspend fun readFeedback(feedback: String) {
        learning.readFeedback(feedback)
    }

    override suspend fun keepReply(feedback: String, reply: Reply, text: String) {
        learning.keepReply(feedback, reply, text)
    }

    override suspend fun saveReply(feedback: String, reply: Reply, text: String) {
        learning.saveReply(feedback, reply, text)
    }

    override suspend fun understand(feedback: String) {
        learning.understand(feedback)
    }

    override suspend fun takeBack() {
        learning.takeBack()
    }

    override suspend fun leaveWork() = learning.leaveWork()

    override suspend fun queue() = syncing.queue()

    override suspend fun tryNow() = syncing.tryNow()

    override suspend fun photo(attachment: String, size: PhotoSize) = syncing.photo(attachment, size)

    override suspend fun understood() = syncing.understood()

    /** Lets go of the core; nothing may be asked afterwards. */
    override fun close() {
        for (area in listOf(enrolment, teaching, learning, syncing)) (area as AutoCloseable).close()
        core.close()
    }
}
