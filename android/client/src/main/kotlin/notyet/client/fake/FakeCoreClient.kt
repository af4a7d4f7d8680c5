package notyet.client.fake

import kotlinx.coroutines.channels.BufferOverflow
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.MutableSharedFlow
import kotlinx.coroutines.flow.conflate
import kotlinx.coroutines.flow.filter
import kotlinx.coroutines.flow.onSubscription
import notyet.client.CoreClient
import notyet.core.Banner
import notyet.core.BannerKind
import notyet.core.CaptureScreen
import notyet.core.ClassChoice
import notyet.core.CoreException
import notyet.core.DoorScreen
import notyet.core.HomeScreen
import notyet.core.JoinCandidate
import notyet.core.JoinRow
import notyet.core.KindChoice
import notyet.core.LevelInput
import notyet.core.LevelOption
import notyet.core.Network
import notyet.core.NextStepInput
import notyet.core.Notice
import notyet.core.OutcomeChoice
import notyet.core.OutcomeScreen
import notyet.core.PhotoInput
import notyet.core.PhotoSize
import notyet.core.Purpose
import notyet.core.QrSquares
import notyet.core.QueueRow
import notyet.core.Saved
import notyet.core.ScannedCode
import notyet.core.SessionScreen
import notyet.core.SessionState
import notyet.core.SetAside
import notyet.core.StudentScreen
import notyet.core.SyncScreen
import notyet.core.TodayScreen
import notyet.core.Topic
import notyet.core.UndoBar
import notyet.core.Words

/**
 * A device without Rust: behaves as the core promises, over a [FakeServer] that other devices may share. Nothing is expected of
 * its callers and nothing is scripted; [fault] alone stands for what the world does to a device.
 */
@Suppress("TooManyFunctions") // As many as the interface has, and a line for each that several share.
class FakeCoreClient(private val server: FakeServer = FakeServer(), override val words: Words = Words(1u, "en", false, emptyMap())) :
    CoreClient {
    /** What the next call that could meet a fault throws, once. */
    var fault: CoreException? = null

    /** What was saved from damaged data, as if some had been. */
    var setAside: SetAside? = null

    private val school get() = server.school
    private val notebook = FakeNotebook(server::freshId)
    private val told = MutableSharedFlow<Notice>(extraBufferCapacity = 64, onBufferOverflow = BufferOverflow.DROP_OLDEST)
    private var revision = 0uL
    private var online = true
    private var known = listOf<Record>()
    private var state: SessionState = SessionState.NotJoined
    private var me: FakeSchool.Person? = null
    private var lastServer = ""
    private var declined: String? = null
    private var request: String? = null
    private var keptOutcome: String? = null
    private var keptKind: String? = null

    init {
        server.connect(::hear)
    }

    override fun format(key: String, args: Map<String, String>) =
        args.entries.fold(words.texts[key] ?: key) { text, (name, value) -> text.replace("{ $$name }", value) }

    override fun sentence(fault: CoreException) = "${fault::class.simpleName}. ${fault.message}".trim()

    override fun notices(topics: Set<Topic>): Flow<Notice> = told
        .onSubscription { emit(Notice(revision, topics.toList())) }
        .filter { notice -> notice.topics.any { it in topics } }
        .conflate()

    /** As if the host had said what the network is like. */
    fun setNetwork(network: Network) = locked {
        online = network.online
        exchange()
        changed(Topic.SYNC)
    }

    /** As if the app had left the front: what was held may be sent. */
    fun release() = locked {
        notebook.release()
        exchange()
        changed(Topic.SYNC)
    }

    /** The whole name of who has joined; null: nobody. */
    val person: String? get() = locked { me?.name ?: school.teacher.takeIf { teaching } }

    /** How many things wait. */
    val unsent: UInt get() = locked { notSent().toUInt() }

    /** Locked, every call but the texts' says so; what was held goes out, and nothing is lost. */
    var isLocked = false
        set(now) = locked {
            if (now && !field) notebook.leaveAll()
            field = now
            exchange()
            changed(Topic.entries)
        }

    override suspend fun session() = locked {
        mustBeOpen()
        SessionScreen(revision, state, person.orEmpty(), school.name, lastServer, declined)
    }

    override suspend fun joinWithStaffCode(server: String, code: String) = joining(server, code) {
        if (code != school.staffCode) throw CoreException.Invalid("code", "unknown-staff")
        state = SessionState.Teaching
    }

    override suspend fun joinWithClassCode(server: String, code: String, name: String) = joining(server, code) {
        val typed = typed("name", name, MOST_OF_A_NAME)
        if (code != school.classCode) throw CoreException.Invalid("code", "unknown")
        val id = this.server.freshId()
        request = id
        state = SessionState.Matching("Your teacher matches your name. Stay near.")
        this.server.ask(JoinRequest(id, typed, ::decided))
    }

    /** A picture here is the code itself. */
    override suspend fun readCode(jpeg: ByteArray) = readLink(String(jpeg))

    override fun readLink(address: String) = locked {
        if (address !in server.doors) throw CoreException.Invalid("qr", "not-seen")
        ScannedCode(ADDRESS, address, needsName = server.doors[address] == null)
    }

    override suspend fun joinWithStudentCode(server: String, code: String) = joining(server, code) {
        val student = this.server.spend(code) ?: throw CoreException.Invalid("code", "used")
        me = person(student)
        state = SessionState.Learning
    }

    override suspend fun offersSchoolAccount(server: String) = locked { school.account != null }

    override suspend fun beginSchoolAccount(server: String) = locked {
        atFault()
        lastServer = server
        if (school.account == null) throw CoreException.Invalid("account", "not-offered")
        "https://accounts.school.example/"
    }

    override suspend fun finishSchoolAccount(address: String) = locked {
        atFault()
        if (!online) throw CoreException.Offline()
        if (address != school.account) throw CoreException.Invalid("account", "not-yours")
        state = SessionState.Teaching
        exchange()
        changed(Topic.SESSION, Topic.ROSTER)
    }

    override fun cancelJoin() = locked {
        request?.let { server.settle(it, decide = false, student = null) }
        request = null
        if (state is SessionState.Matching) state = SessionState.NotJoined
        changed(Topic.SESSION)
    }

    override suspend fun today(classId: String?) = locked {
        atFault()
        must(teaching)
        val screens = screens()
        TodayScreen(
            revision = revision,
            date = FakeScreens.short(school.today),
            classes = listOf(ClassChoice("class", school.classTitle, true)),
            students = screens.queue(),
            joining = server.requests.map { asked ->
                JoinRow(asked.id, asked.typed, school.students.map { JoinCandidate(it.id, it.name) }.sortedBy { it.name != asked.typed })
            },
            banner = when (val asking = server.requests.size) {
                0 -> banner()
                else -> Banner(BannerKind.JOINING, "$asking ask to join.", "See")
            },
            undo = undoBar(null),
            footer = "Saved today: ${screens.savedToday()}",
            empty = null,
        )
    }

    override suspend fun student(student: String) = locked {
        atFault()
        val person = person(student)
        val screens = screens()
        StudentScreen(
            revision,
            person.id,
            person.name,
            FakeScreens.initials(person.name),
            school.classTitle,
            screens.steps(student).lastOrNull()?.let { screens.stepFor(it, "Next step agreed on") },
            school.outcomes.map { screens.row(student, it) },
            screens.photos(student, null),
            null,
        )
    }

    override suspend fun capture(student: String, outcome: String?, kind: String?) = locked {
        atFault()
        val person = person(student)
        keptOutcome = outcome ?: keptOutcome
        keptKind = kind ?: keptKind
        val here = school.outcomes.firstOrNull { it.id == keptOutcome } ?: school.outcomes.first()
        val picked = school.kinds.firstOrNull { it.id == keptKind } ?: school.kinds.first { !it.atBat }
        val screens = screens()
        val level = notebook.ofVisit { fact -> (fact as? Fact.Level)?.takeIf { it.student == student && it.outcome == here.id } }
        val step = notebook.ofVisit { fact -> (fact as? Fact.Step)?.takeIf { it.student == student && it.outcome == here.id } }
        val agreed = screens.steps(student).lastOrNull { it.outcome == here.id && it.text != step?.text }
        CaptureScreen(
            revision = revision,
            student = person.id,
            name = person.name,
            initials = FakeScreens.initials(person.name),
            head = screens.head(student, here),
            outcomes = school.outcomes.map { OutcomeChoice(it.id, it.code, it.iCan, it == here) },
            kinds = school.kinds.map { KindChoice(it.id, it.name, it.atBat, it == picked) },
            atBatAllowed = picked.atBat,
            levels = school.levels.mapIndexed { i, word ->
                LevelOption(word, word, screens.signOf(i), level?.level == i, listOf("What $word looks like"), word)
            },
            agreed = agreed?.let { screens.stepFor(it, "Next step agreed on") },
            nextStep = step?.text.orEmpty(),
            photos = screens.photos(student, here.id),
            undo = undoBar(student),
            notSent = notSent().takeIf { it > 0 }?.let(::safe),
        )
    }

    override suspend fun recordLevel(input: LevelInput) = saving {
        val level = school.levels.indexOf(input.level)
        if (level < 0) throw CoreException.Invalid("level", "unknown")
        val kind = school.kinds.firstOrNull { it.id == input.kind }
        if (input.purpose == Purpose.AT_BAT && kind?.atBat != true) throw CoreException.Invalid("kind", "practice-only")
        val (student, outcome) = person(input.student).id to outcomeOf(input.outcome).id
        val fact = Fact.Level(student, outcome, school.today, level, input.purpose, input.support, kind?.id)
        notebook.record(fact) { it is Fact.Level && it.student == fact.student && it.outcome == fact.outcome }
    }

    override suspend fun recordPhoto(input: PhotoInput) = saving {
        if (input.jpeg.take(2) != JPEG_START) throw CoreException.Invalid("photo", "not-a-photo")
        notebook.record(Fact.Photo(person(input.student).id, outcomeOf(input.outcome).id, school.today, input.jpeg)) { false }
    }

    override suspend fun recordNextStep(input: NextStepInput) = saving {
        val text = typed("next-step", input.text, MOST_OF_A_STEP)
        val fact = Fact.Step(person(input.student).id, outcomeOf(input.outcome).id, school.today, text)
        notebook.record(fact) { it is Fact.Step && it.student == fact.student && it.outcome == fact.outcome }
    }

    override suspend fun undo() = saving { if (!notebook.undo()) throw CoreException.NotFound("step") }

    override suspend fun redo() = saving { if (!notebook.redo()) throw CoreException.NotFound("step") }

    override suspend fun leaveStudent(student: String) = locked {
        notebook.leave(student)
        exchange()
        changed(Topic.SYNC)
    }

    override suspend fun openDoor(student: String?) = locked {
        atFault()
        must(teaching)
        if (!online) throw CoreException.Offline()
        val title = student?.let { "For ${person(it).name}" } ?: "Join ${school.classTitle}"
        val code = server.openDoor(student)
        val typed = code.takeIf { student == null }
        val spelt = typed?.toList()?.joinToString(" ")
        DoorScreen(title, "Students scan this.", typed, spelt, ADDRESS, QrSquares(1u, listOf(true)), "Open until 10:42")
    }

    override suspend fun decideJoin(request: String, student: String?) = locked {
        atFault()
        must(teaching)
        if (!online) throw CoreException.Offline()
        if (!server.settle(request, decide = true, student = student)) throw CoreException.NotFound("request")
    }

    override suspend fun home() = locked {
        atFault()
        val student = me ?: throw CoreException.SignedOut()
        val screens = screens()
        val (can, left) = school.outcomes.partition { (screens.level(student.id, it.id) ?: -1) >= school.mastery }
        val byWork = left.sortedBy { screens.levels(student.id, it.id).isEmpty() }.map { screens.row(student.id, it) }
        HomeScreen(
            revision,
            student.name,
            "${school.classTitle} · ${school.course}",
            screens.steps(student.id).lastOrNull()?.let { screens.stepFor(it, "From ${school.teacher},") },
            can.map { screens.row(student.id, it) },
            byWork.take(LEFT_AT_ONCE),
            byWork.drop(LEFT_AT_ONCE),
            banner(),
            null,
        )
    }

    override suspend fun outcome(outcome: String) = locked {
        atFault()
        val student = me ?: throw CoreException.SignedOut()
        val here = outcomeOf(outcome)
        val screens = screens()
        OutcomeScreen(
            revision = revision,
            head = screens.head(student.id, here),
            nextStep = screens.steps(student.id).lastOrNull { it.outcome == outcome }
                ?.let { screens.stepFor(it, "From ${school.teacher},") },
            rubric = screens.rubric(student.id, outcome),
            places = screens.places(student.id, outcome),
            photos = screens.photos(student.id, outcome),
            feedback = screens.feedback(student.id, outcome),
            why = emptyList(),
            change = emptyList(),
        )
    }

    override suspend fun queue() = locked {
        atFault()
        val held = notebook.heldRecords.map { QueueRow(described(it.fact), "Until you leave this student") }
        val waiting = notebook.waiting.map { change ->
            QueueRow(if (change is Change.Put) described(change.record.fact) else "Taken back", "Until there is a network")
        }
        val headline = notSent().takeIf { it > 0 }?.let(::safe) ?: "Everything is sent."
        val status = if (online) "Last contact" else "No network"
        SyncScreen(revision, headline, status, null, !online, setAside, waiting + held, emptyList())
    }

    override suspend fun tryNow() {
        atFault()
        release()
    }

    override suspend fun understood() = locked {
        atFault()
        setAside = null
        changed(Topic.SYNC)
    }

    override suspend fun photo(attachment: String, size: PhotoSize): ByteArray? = locked {
        records().firstOrNull { it.id == attachment }?.let { (it.fact as? Fact.Photo)?.jpeg }
    }

    private val teaching get() = state == SessionState.Teaching

    private fun records() = notebook.over(known)

    private fun screens() = FakeScreens(school, records())

    private fun notSent() = notebook.heldRecords.size + notebook.waiting.size

    private fun banner() = notebook.waiting.size.takeIf { it > 0 }?.let { Banner(BannerKind.NOT_SENT, safe(it), "See") }

    private fun safe(count: Int) = "$count not sent yet."

    private fun described(fact: Fact) = "${person(fact.student).name}: ${outcomeOf(fact.outcome).code}"

    private fun undoBar(student: String?): UndoBar? {
        val subject = notebook.subject
        if (subject == null || student != null && subject != student) return null
        val text = when {
            notebook.takenBackLast -> "Taken back"
            student != null -> "Saved"
            else -> "${notebook.saved} saved"
        }
        return UndoBar(text, notebook.canUndo, notebook.canRedo)
    }

    private fun saving(work: () -> Unit): Saved = locked {
        atFault()
        must(teaching)
        work()
        changed(Topic.WORK, Topic.SYNC)
        Saved(revision)
    }

    private fun joining(address: String, code: String, enrol: () -> Unit) = locked {
        if (address.isBlank()) throw CoreException.Invalid("server", "empty")
        if (address.substringBefore("://", "https") !in setOf("http", "https")) throw CoreException.Invalid("server", "not-an-address")
        lastServer = address
        declined = null
        typed("code", code, MOST_OF_A_NAME)
        atFault()
        if (!online) throw CoreException.Offline()
        enrol()
        exchange()
        changed(Topic.SESSION, Topic.ROSTER)
    }

    private fun decided(student: String?) {
        me = school.students.firstOrNull { it.id == student }
        state = if (me == null) SessionState.NotJoined else SessionState.Learning
        if (me == null) declined = "Your teacher did not find your name. Ask, then try again."
        request = null
        exchange()
        changed(Topic.SESSION)
    }

    private fun hear(topics: Set<Topic>) {
        if (online) known = server.records
        changed(topics.toList())
    }

    private fun exchange() {
        if (!online || state is SessionState.NotJoined) return
        server.take(notebook.takeWaiting())
        known = server.records
    }

    private fun changed(vararg topics: Topic) = changed(topics.toList())

    private fun changed(topics: List<Topic>) {
        revision++
        told.tryEmit(Notice(revision, topics))
    }

    private fun atFault() {
        mustBeOpen()
        fault?.let {
            fault = null
            throw it
        }
    }

    private fun mustBeOpen() {
        if (isLocked) throw CoreException.Locked()
    }

    private fun must(allowed: Boolean) {
        if (!allowed) throw CoreException.SignedOut()
    }

    private fun person(id: String) = school.students.firstOrNull { it.id == id } ?: throw CoreException.NotFound("student")

    private fun outcomeOf(id: String) = school.outcomes.firstOrNull { it.id == id } ?: throw CoreException.NotFound("outcome")

    private fun typed(field: String, text: String, most: Int): String {
        val kept = text.trim()
        if (kept.isEmpty()) throw CoreException.Invalid(field, "empty")
        if (kept.length > most) throw CoreException.Invalid(field, "too-long")
        return kept
    }

    private fun <T> locked(work: () -> T): T = synchronized(server) { work() }

    private companion object {
        val JPEG_START = listOf(0xFF.toByte(), 0xD8.toByte())
        const val ADDRESS = "http://127.0.0.1:8080"
        const val LEFT_AT_ONCE = 3
        const val MOST_OF_A_NAME = 100
        const val MOST_OF_A_STEP = 500
    }
}
