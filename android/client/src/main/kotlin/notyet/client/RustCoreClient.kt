package notyet.client

import notyet.core.Core
import notyet.core.CoreException
import notyet.core.FeedbackInput
import notyet.core.LevelInput
import notyet.core.OwnWordsInput
import notyet.core.PhotoInput
import notyet.core.PhotoSize
import notyet.core.TextArg
import notyet.core.Topic
import notyet.core.WalkLevelInput
import notyet.core.Words

/** The core behind [CoreClient]: the one place where the app touches the generated bindings' objects. */
@Suppress("TooManyFunctions") // As many as the interface has.
class RustCoreClient private constructor(private val core: Core, private val areas: Areas) :
    CoreClient,
    CapturingClient by areas.capturing,
    DocumentClient by areas.documents,
    LearningClient by areas.learning,
    SettingsClient by areas.settings,
    MarkupClient by areas.markup,
    RoomClient by areas.room,
    VoiceClient by areas.voices,
    AutoCloseable {
    constructor(core: Core) : this(core, Areas(core))

    /** The core's areas that have a client each. */
    private class Areas(core: Core) : AutoCloseable {
        val learning = RustLearningClient(core.learning())
        val settings = RustSettingsClient(core)
        val markup = RustMarkupClient(core)
        val capturing = RustCapturingClient(core.capturing())
        val room = RustRoomClient(core.teaching())
        val voices = RustVoiceClient(core.voices())
        val documents = RustDocumentClient(core.documents())

        override fun close() = listOf(learning, settings, markup, capturing, room, voices, documents).forEach(AutoCloseable::close)
    }

    private val enrolment = core.enrolment()
    private val teaching = core.teaching()
    private val syncing = core.syncing()

    override val words: Words get() = core.words()

    override fun format(key: String, args: Map<String, String>) = core.format(key, args.map { (name, value) -> TextArg(name, value) })

    override fun fixedMindset(text: String) = core.fixedMindset(text)

    override fun sentence(fault: CoreException) = core.sentence(fault)

    override fun notices(topics: Set<Topic>) = topics.toList().let { all -> noticesOf(all) { core.observe(all, it) } }

    override suspend fun session() = enrolment.session()

    override suspend fun joinWithStaffCode(server: String, code: String) = enrolment.joinWithStaffCode(server, code)

    override suspend fun readCode(jpeg: ByteArray) = enrolment.readCode(jpeg)

    override fun readLink(address: String) = enrolment.readLink(address)

    override suspend fun joinWithStudentCode(server: String, code: String) = enrolment.joinWithStudentCode(server, code)

    override suspend fun offersSchoolAccount(server: String) = enrolment.offersSchoolAccount(server)

    override suspend fun beginSchoolAccount(server: String) = enrolment.beginSchoolAccount(server)

    override suspend fun finishSchoolAccount(address: String) = enrolment.finishSchoolAccount(address)

    override suspend fun joinWithClassCode(server: String, code: String, name: String) = enrolment.joinWithClassCode(server, code, name)

    override fun cancelJoin() = enrolment.cancelJoin()

    override suspend fun today(classId: String?) = teaching.today(classId)

    override suspend fun classPage(classId: String?) = teaching.classPage(classId)

    override suspend fun student(student: String) = teaching.student(student)

    override suspend fun studentOutcome(student: String, outcome: String) = teaching.studentOutcome(student, outcome)

    override suspend fun studentEvidence(student: String, piece: String) = teaching.studentEvidence(student, piece)

    override suspend fun correctLevel(judgement: String, level: String) = teaching.correctLevel(judgement, level)

    override suspend fun conference(student: String, outcome: String?, kind: String?) = teaching.conference(student, outcome, kind)

    override suspend fun recordLevel(input: LevelInput) = teaching.recordLevel(input)

    override suspend fun walk(outcome: String?, kind: String?) = teaching.walk(outcome, kind)

    override suspend fun recordWalkLevel(input: WalkLevelInput) = teaching.recordWalkLevel(input)

    override suspend fun recordPhoto(input: PhotoInput) = teaching.recordPhoto(input)

    override suspend fun removeWorkPhoto(student: String, outcome: String, photo: String) =
        teaching.removeWorkPhoto(student, outcome, photo)

    override suspend fun recordAlso(student: String, outcome: String, shows: String) = teaching.recordAlso(student, outcome, shows)

    override suspend fun recordFeedback(input: FeedbackInput) = teaching.recordFeedback(input)

    override suspend fun recordOwnWords(input: OwnWordsInput) = teaching.recordOwnWords(input)

    override suspend fun keepDraft(input: FeedbackInput, ownWords: String) = teaching.keepDraft(input, ownWords)

    override suspend fun answer(question: String, text: String) = teaching.answer(question, text)

    override suspend fun undo() = teaching.undo()

    override suspend fun redo() = teaching.redo()

    override suspend fun leaveStudent(student: String) = teaching.leaveStudent(student)

    override suspend fun openDoor(student: String?) = teaching.openDoor(student)

    override suspend fun decideJoin(request: String, student: String?) = teaching.decideJoin(request, student)

    override suspend fun queue() = syncing.queue()

    override suspend fun tryNow() = syncing.tryNow()

    override suspend fun photo(attachment: String, size: PhotoSize) = syncing.photo(attachment, size)

    override suspend fun understood() = syncing.understood()

    /** Lets go of the core; nothing may be asked afterwards. */
    override fun close() {
        areas.close()
        for (area in listOf(enrolment, teaching, syncing)) (area as AutoCloseable).close()
        core.close()
    }
}
