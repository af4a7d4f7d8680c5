package notyet.client.fake

import kotlinx.coroutines.channels.BufferOverflow
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.MutableSharedFlow
import kotlinx.coroutines.flow.conflate
import kotlinx.coroutines.flow.filter
import kotlinx.coroutines.flow.onSubscription
import notyet.client.CoreClient
import notyet.client.RoomClient
import notyet.client.SettingsClient
import notyet.core.Banner
import notyet.core.BannerKind
import notyet.core.ClassChoice
import notyet.core.ClassScreen
import notyet.core.CoreException
import notyet.core.DoorScreen
import notyet.core.DraftPlace
import notyet.core.FeedbackInput
import notyet.core.FeedbackParts
import notyet.core.HomeScreen
import notyet.core.JoinCandidate
import notyet.core.JoinRow
import notyet.core.LevelInput
import notyet.core.Network
import notyet.core.Notice
import notyet.core.OpenDocument
import notyet.core.OutcomeScreen
import notyet.core.OwnWordsInput
import notyet.core.PhotoEdit
import notyet.core.PhotoInput
import notyet.core.PhotoSize
import notyet.core.PieceDraft
import notyet.core.Purpose
import notyet.core.QrSquares
import notyet.core.QueueRow
import notyet.core.Reply
import notyet.core.Saved
import notyet.core.ScannedCode
import notyet.core.SessionScreen
import notyet.core.SessionState
import notyet.core.SetAside
import notyet.core.StaffLine
import notyet.core.StudentScreen
import notyet.core.Support
import notyet.core.Sureness
import notyet.core.SyncScreen
import notyet.core.TextPlace
import notyet.core.TodayScreen
import notyet.core.Topic
import notyet.core.UndoBar
import notyet.core.WalkLevelInput
import notyet.core.Words
import notyet.core.WorkDraft
import notyet.core.WorkPlace

/**
 * A device without Rust: behaves as the core promises, over a [FakeServer] that other devices may share. Nothing is expected of
 * its callers and nothing is scripted; [fault] alone stands for what the world does to a device.
 */
@Suppress("TooManyFunctions", "LargeClass") // As many as the interface has, and a line for each that several share.
class FakeCoreClient private constructor(private val server: FakeServer, private val english: Words, private val chosen: Chosen) :
    CoreClient,
    RoomClient by chosen.room,
    SettingsClient by chosen.settings {
    constructor(server: FakeServer = FakeServer(), words: Words = Words(1u, "en", false, emptyMap())) : this(server, words, Chosen(server))

    /** The settings and the room, and the device that hears of them. */
    private class Chosen(server: FakeServer) {
        var device: FakeCoreClient? = null
        val room = FakeRoom(server) { work -> checkNotNull(device) { "it is made with its device" }.saving(work) }
        val settings = FakeSettings({ device?.teaching == true }) { device?.changed(Topic.entries) }
    }

    /** The language alone is another than English: what it would say is not this device's to know. */
    override val words: Words
        get() = chosen.settings.language.let { english.copy(preferences.wordsRevision, locale = it, rightToLeft = it == "ar") }

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
    private val drafts = mutableMapOf<Pair<String, String>, Pair<FeedbackParts, String>>()

    private val voices = freshVoices()
    private val documents = freshDocuments()

    /** What the student on this device types, saves and answers. */
    private val own = FakeOwnWork(school, server::freshId, notebook, voices, documents, ::records)

    private val edits = FakeMarkup(server::freshId)

    /** What was drawn for feedback on this device, by student and outcome; what a record carries is no longer being drawn. */
    private val drawings = mutableMapOf<Pair<String, String>, List<Pair<String, ByteArray>>>()

    /** The same of each student whom this device is handed to. */
    private val handed = mutableMapOf<String, FakeOwnWork>()

    /** What the teacher on this device captures. */
    private val captures = FakeCapture(school, server::freshId, notebook, voices, documents)

    init {
        chosen.device = this
        server.connect(::hear)
    }

    override fun format(key: String, args: Map<String, String>) =
        args.entries.fold(words.texts[key] ?: key) { text, (name, value) -> text.replace("{ $$name }", value) }

    override fun fixedMindset(text: String) = FIXED.findAll(text)
        .map { TextPlace(it.range.first.toUInt(), it.range.last.toUInt() + 1u) }.toList()

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

    /** This device in a student's hands. */
    internal fun handOver(student: String, outcome: String): FakeHandedClient = locked {
        must(teaching)
        val person = person(student)
        val work = handed.getOrPut(student) {
            FakeOwnWork(school, server::freshId, notebook, freshVoices(), freshDocuments(), ::records)
        }
        FakeHandedClient(this, person, work, work.inSight(student, outcomeOf(outcome).id))
    }

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
            plan = screens.plan(),
            students = screens.queue(),
            seating = chosen.room.seating(),
            joining = server.requests.map { asked ->
                JoinRow(asked.id, asked.typed, school.students.map { JoinCandidate(it.id, it.name) }.sortedBy { it.name != asked.typed })
            },
            banner = when (val asking = server.requests.size) {
                0 -> banner()
                else -> Banner(BannerKind.JOINING, "$asking ask to join.", "See")
            },
            undo = undoBar(null),
            footer = "Saved ${screens.savedToday().size} · open ${screens.openToday()}",
            empty = null,
        )
    }

    override suspend fun classPage(classId: String?) = locked {
        atFault()
        must(teaching)
        val rows = screens().run { school.students.map(::classRow) }
        ClassScreen(revision, school.classTitle, listOf(ClassChoice("class", school.classTitle, true)), rows, null)
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
            own.openQuestions(student),
            emptyList(),
            school.outcomes.map { screens.profile(student, it) },
            screens.photos(student, null),
            records().mapNotNull { it.fact as? Fact.StaffLine }.filter { it.student == student }.reversed()
                .map { StaffLine(it.text, "${school.teacher}, ${FakeScreens.short(it.day)}") },
            null,
        )
    }

    override suspend fun studentOutcome(student: String, outcome: String) = locked {
        atFault()
        must(teaching)
        FakeStudentPages(school, records()).outcome(person(student), outcomeOf(outcome), own.rows(student, outcome), revision)
    }

    override suspend fun studentEvidence(student: String, piece: String) = locked {
        atFault()
        must(teaching)
        val page = FakeStudentPages(school, records()).evidence(person(student), piece, notebook.heldRecords.map { it.id }, revision)
        val (undo, redo) = listOf(notebook.lastDone, notebook.lastUndone).map { (it as? Fact.Level)?.corrects != null }
        page.copy(undo = UndoBar(if (notebook.takenBackLast) "Taken back" else "Saved", undo, redo).takeIf { undo || redo })
    }

    override suspend fun correctLevel(judgement: String, level: String) = saving {
        val to = school.levels.indexOf(level)
        if (to < 0) throw CoreException.Invalid("level", "unknown")
        val all = records().mapNotNull { record -> (record.fact as? Fact.Level)?.let { record.id to it } }
        val old = all.lastOrNull { (id, fact) -> id == judgement || fact.corrects == judgement }?.second
            ?: throw CoreException.NotFound("judgement")
        notebook.record(old.copy(level = to, corrects = judgement)) { (it as? Fact.Level)?.corrects == judgement }
    }

    override suspend fun conference(student: String, outcome: String?, kind: String?) = locked {
        atFault()
        val person = person(student)
        keep(outcome, kind)
        val screens = teaching()
        val here = screens.outcome(keptOutcome, student)
        val waits = notSent().takeIf { it > 0 }?.let(::safe)
        screens.conference(person, here, screens.kind(keptKind), drafts[student to here.id])
            .copy(undo = undoBar(student), notSent = waits, drawing = drawing(student to here.id).map { screens.drawing(it.first) })
            .copy(voice = voices.draft(DraftPlace.Feedback(student, here.id)))
            .let { it.copy(ownWords = it.ownWords?.copy(voice = voices.draft(DraftPlace.OwnWords(student, here.id)))) }
    }

    override suspend fun recordLevel(input: LevelInput) = saving {
        val level = school.levels.indexOf(input.level)
        if (level < 0) throw CoreException.Invalid("level", "unknown")
        val kind = school.kinds.firstOrNull { it.id == input.kind }
        if (input.purpose == Purpose.AT_BAT && kind?.atBat != true) throw CoreException.Invalid("kind", "practice-only")
        val (student, outcome) = person(input.student).id to outcomeOf(input.outcome).id
        val fact = Fact.Level(student, outcome, school.today, level, input.purpose, input.support, kind?.id)
        notebook.record(fact) { it is Fact.Level && it.corrects == null && it.isAbout(fact.student, fact.outcome) }
    }

    override suspend fun walk(outcome: String?, kind: String?) = locked {
        atFault()
        must(teaching)
        keep(outcome, kind)
        val screens = teaching()
        screens.walk(screens.outcome(keptOutcome, null), screens.kind(keptKind), chosen.room, undoBar(null))
    }

    override suspend fun recordWalkLevel(input: WalkLevelInput) = saving {
        val level = school.levels.indexOf(input.level)
        if (level < 0) throw CoreException.Invalid("level", "unknown")
        val (student, outcome) = person(input.student).id to outcomeOf(input.outcome).id
        val kind = school.kinds.firstOrNull { it.id == input.kind }?.id
        val fact = Fact.Level(student, outcome, school.today, level, Purpose.PRACTICE, Support.ALONE, kind)
        notebook.record(fact) { it is Fact.Level && it.corrects == null && it.isAbout(student, outcome) }
    }

    override suspend fun recordPhoto(input: PhotoInput) = saving {
        if (input.jpeg.take(2) != JPEG_START) throw CoreException.Invalid("photo", "not-a-photo")
        notebook.record(Fact.Photo(person(input.student).id, outcomeOf(input.outcome).id, school.today, input.jpeg)) { false }
    }

    override suspend fun removeWorkPhoto(student: String, outcome: String, photo: String) = saving {
        val taken = notebook.taken(student, outcome).firstOrNull { it.id == photo } ?: throw CoreException.NotFound("photo")
        notebook.record(Fact.NoPhoto(student, outcome, school.today)) { it === taken.fact }
    }

    override suspend fun recordAlso(student: String, outcome: String, shows: String) = saving {
        val photo = notebook.ofVisit { fact -> (fact as? Fact.Photo)?.takeIf { it.isAbout(student, outcome) } }
            ?: throw CoreException.NotFound("work")
        if (shows !in notebook.also(student)) notebook.record(Fact.Photo(student, outcomeOf(shows).id, school.today, photo.jpeg)) { false }
    }

    override suspend fun recordFeedback(input: FeedbackInput) = saving {
        val (well, improve, step) = listOf("went-well" to input.wentWell, "improve" to input.improve, "next-step" to input.nextStep)
            .map { (field, text) -> text.trim().also { if (it.length > MOST_OF_A_PART) throw CoreException.Invalid(field, "too-long") } }
        val (student, outcome) = person(input.student).id to outcomeOf(input.outcome).id
        val place = DraftPlace.Feedback(student, outcome)
        for ((photo, jpeg) in drawing(student to outcome)) finish(place, photo, jpeg)
        val earlier = notebook.ofVisit { said -> (said as? Fact.Said)?.takeIf { it.isAbout(student, outcome) } }
        val drawn = earlier?.drawn.orEmpty() + drawing(student to outcome)
        val said = earlier?.voices.orEmpty() + voices.ifHeard(place)
        if (drawn.isEmpty() && said.isEmpty() && (well + improve + step).isEmpty()) throw CoreException.Invalid("feedback", "empty")
        drawn.forEach { edits.forget(it.first) }
        val fact = Fact.Said(student, outcome, school.today, well, improve, step, drawn, said)
        notebook.record(fact) { it is Fact.Said && it.isAbout(fact.student, fact.outcome) }
        drafts.computeIfPresent(fact.student to fact.outcome) { _, typed -> FeedbackParts("", "", "") to typed.second }
    }

    override suspend fun recordOwnWords(input: OwnWordsInput) = saving {
        val (student, outcome) = person(input.student).id to outcomeOf(input.outcome).id
        val step = screens().stepOn(student, outcome) ?: throw CoreException.NotFound("next step")
        val earlier = notebook.ofVisit { fact -> (fact as? Fact.Talk)?.takeIf { it.feedback == step.id }?.what as? Saying.Rewording }
        val said = voices.ifHeard(DraftPlace.OwnWords(student, outcome)).firstOrNull() ?: earlier?.voice
        val text = written("own-words", input.text, said)
        notebook.record(Fact.Talk(student, outcome, school.today, step.id, Saying.Rewording(text, said))) {
            (it as? Fact.Talk)?.what is Saying.Rewording && it.isAbout(student, outcome)
        }
        drafts.computeIfPresent(student to outcome) { _, typed -> typed.first to "" }
    }

    override suspend fun keepDraft(input: FeedbackInput, ownWords: String) = locked {
        atFault()
        val parts = FeedbackParts(input.wentWell, input.improve, input.nextStep)
        drafts[person(input.student).id to outcomeOf(input.outcome).id] = parts to ownWords
    }

    override suspend fun answer(question: String, text: String) = saving {
        own.answer(question, typed("answer", text, MOST_OF_A_TEXT))
    }

    override suspend fun capture(place: String?) = locked {
        atFault()
        must(teaching)
        captures.capture(place, teaching().kind(keptKind), revision)
    }

    override suspend fun keepPiece(place: String?, draft: PieceDraft) = capturing { captures.keep(place, draft) }

    override suspend fun addPiecePhoto(place: String?, jpeg: ByteArray) = capturing {
        if (jpeg.take(2) != JPEG_START) throw CoreException.Invalid("photo", "not-a-photo")
        captures.addPhoto(place, jpeg)
        changed(Topic.PHOTOS)
    }

    override suspend fun removePiecePhoto(place: String?, photo: String) = capturing { captures.removePhoto(place, photo) }

    override suspend fun tag(place: String?, judged: String?) = locked {
        atFault()
        must(teaching)
        captures.tag(place, judged, keptOutcome, screens(), revision)
    }

    override suspend fun tagOutcome(place: String?, outcome: String, on: Boolean) = capturing {
        captures.tagOutcome(place, outcomeOf(outcome).id, on, keptOutcome)
    }

    override suspend fun tagStudent(place: String?, student: String, on: Boolean) = capturing { captures.tagStudent(place, student, on) }

    override suspend fun tagLevel(place: String?, students: List<String>, outcome: String, level: String?) = capturing {
        captures.tagLevel(place, students, outcomeOf(outcome).id, level)
    }

    override suspend fun untag(place: String?) = capturing { if (!captures.untag(place)) throw CoreException.NotFound("step") }

    override suspend fun tagNote(place: String?, student: String, text: String, staffOnly: Boolean) = capturing {
        captures.tagNote(place, student, text, staffOnly)
    }

    override suspend fun alsoPiece(place: String?, outcome: String) = saving {
        if (!captures.also(place, outcomeOf(outcome).id)) throw CoreException.NotFound("work")
    }

    override suspend fun savePiece(place: String?) = saving {
        for ((photo, jpeg) in captures.photos(place)) finish(DraftPlace.Capture(place), photo, jpeg)
        val photos = captures.photos(place)
        captures.save(place, keptOutcome)
        photos.forEach { edits.forget(it.first) }
    }

    override suspend fun leavePiece() = locked {
        captures.leave()
        exchange()
        changed(Topic.SYNC)
    }

    override suspend fun undo() = saving { if (!captures.undo() && !notebook.undo()) throw CoreException.NotFound("step") }

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
            curve = screens.curve(student.id, outcome),
            photos = screens.photos(student.id, outcome),
            feedback = screens.feedback(student.id, outcome),
            pieces = own.rows(student.id, outcome),
            why = emptyList(),
            change = emptyList(),
            ownWords = own.words(student.id, outcome),
            ownWordsDraft = own.typedWords(outcome),
            ready = own.ready(student.id, outcome),
            undo = own.bar(outcome),
        )
    }

    override suspend fun selfAssess(place: WorkPlace) = learning { own.selfAssess(it, place, revision) }

    override suspend fun addEvidence() = learning { own.addEvidence(revision) }

    override suspend fun evidence(piece: String, outcome: String?) = learning { own.evidence(it, piece, revision) }

    override suspend fun keepDraft(place: WorkPlace, draft: WorkDraft) = learning { own.keep(place, draft) }

    override suspend fun addDraftPhoto(place: WorkPlace, jpeg: ByteArray) = learning {
        if (jpeg.take(2) != JPEG_START) throw CoreException.Invalid("photo", "not-a-photo")
        own.addPhoto(place, jpeg)
        changed(Topic.PHOTOS)
    }

    override suspend fun removeDraftPhoto(place: WorkPlace, photo: String) = learning { own.removePhoto(place, photo) }

    override suspend fun markup(place: DraftPlace, photo: String) = changing { edits.screen(photo, listed(place, photo), revision) }

    override suspend fun editPhoto(place: DraftPlace, photo: String, edit: PhotoEdit) = changing {
        listed(place, photo)
        edits.edit(photo, edit)
    }

    override suspend fun undoEdit(place: DraftPlace, photo: String) = changing {
        listed(place, photo)
        edits.undo(photo)
    }

    override suspend fun redoEdit(place: DraftPlace, photo: String) = changing {
        listed(place, photo)
        edits.redo(photo)
    }

    override suspend fun finishPhoto(place: DraftPlace, photo: String) = changing {
        finish(place, photo, listed(place, photo))
        changed(Topic.PHOTOS)
    }

    override suspend fun removeDrawing(student: String, outcome: String, photo: String) = changing {
        if (drawing(student to outcome).none { it.first == photo }) throw CoreException.NotFound("record")
        drawings[student to outcome] = drawings[student to outcome].orEmpty().filter { it.first != photo }
        changed(Topic.PHOTOS)
    }

    private fun <T> changing(work: () -> T): T = locked {
        atFault()
        work()
    }

    /** The bytes of a photo that is in this draft, or of work that can be drawn on for it. */
    private fun listed(place: DraftPlace, photo: String): ByteArray {
        val all = when (place) {
            is DraftPlace.Work -> own.draftPhotos(place.place)
            is DraftPlace.Feedback -> drawing(place.student to place.outcome) + records()
                .filter { it.fact is Fact.Photo && it.fact.isAbout(place.student, place.outcome) }
                .map { it.id to (it.fact as Fact.Photo).jpeg }
            is DraftPlace.Capture -> captures.photos(place.student)
            is DraftPlace.OwnWords, is DraftPlace.Rewording -> emptyList()
        }
        return all.firstOrNull { it.first == photo }?.second ?: throw CoreException.NotFound("record")
    }

    private fun finish(place: DraftPlace, photo: String, jpeg: ByteArray) {
        val made = edits.finish(photo) { base -> base.takeIf { place !is DraftPlace.Feedback } }
        when (place) {
            is DraftPlace.Work -> own.swapPhoto(place.place, photo, checkNotNull(made) to jpeg)
            is DraftPlace.Capture -> captures.swapPhoto(place.student, photo, checkNotNull(made) to jpeg)
            is DraftPlace.Feedback -> {
                val about = place.student to place.outcome
                if (made == photo) return
                drawings[about] = drawings[about].orEmpty().filter { it.first != photo } + listOfNotNull(made?.let { it to jpeg })
            }
            is DraftPlace.OwnWords, is DraftPlace.Rewording -> throw CoreException.NotFound("record")
        }
    }

    /** What is drawn for feedback and carried by none. */
    private fun drawing(about: Pair<String, String>): List<Pair<String, ByteArray>> {
        val carried = drawnOn().map { it.first }
        return drawings[about].orEmpty().filter { it.first !in carried }
    }

    private fun drawn(photo: String) = (drawings.values.flatten() + drawnOn()).firstOrNull { it.first == photo }?.second

    private fun drawnOn() = records().flatMap { (it.fact as? Fact.Said)?.drawn.orEmpty() }

    override suspend fun saveWork(place: WorkPlace, draft: WorkDraft) = learning {
        for ((photo, jpeg) in own.draftPhotos(place)) finish(DraftPlace.Work(place), photo, jpeg)
        own.draftPhotos(place).forEach { edits.forget(it.first) }
        own.save(it, place, draft)
        changed(Topic.WORK, Topic.SYNC)
    }

    override suspend fun showJudgement(piece: String) = learning { own.show(piece) }

    override suspend fun feedback() = learning { own.feedback(it, revision) }

    override suspend fun thread(feedback: String) = learning { own.thread(it, feedback, revision) }

    override suspend fun readFeedback(feedback: String) = learning { own.read(feedback) }

    override suspend fun keepReply(feedback: String, reply: Reply, text: String) = learning { own.keep(feedback, reply, text) }

    override suspend fun saveReply(feedback: String, reply: Reply, text: String) = learning {
        val answer = when (reply) {
            Reply.QUESTION -> typed("question", text, MOST_OF_A_TEXT)
            Reply.REWORDING -> written("rewording", text, own.rewordingVoice(feedback))
        }
        own.reply(it, feedback, reply, answer)
        changed(Topic.WORK, Topic.SYNC)
    }

    override suspend fun understand(feedback: String) = learning {
        own.understand(it, feedback)
        changed(Topic.WORK, Topic.SYNC)
    }

    override suspend fun keepWords(outcome: String, text: String) = learning { own.keepWords(outcome, text) }

    override suspend fun saveWords(outcome: String, text: String) = learning {
        own.saveWords(it, outcome, typed("words", text, MOST_OF_A_LINE))
        changed(Topic.WORK, Topic.SYNC)
    }

    override suspend fun sayReady(outcome: String, sure: Sureness) = learning {
        own.sayReady(it, outcome, sure)
        changed(Topic.WORK, Topic.SYNC)
    }

    override suspend fun takeBack() = learning {
        own.takeBack()
        exchange()
        changed(Topic.WORK, Topic.SYNC)
    }

    override suspend fun leaveWork() = release()

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
        val taken = records().firstOrNull { it.id == attachment }?.fact as? Fact.Photo
        own.photo(attachment) ?: captures.photo(attachment) ?: drawn(attachment) ?: taken?.jpeg
    }

    override suspend fun keepVoice(place: DraftPlace, mpeg4: ByteArray) = attaching { voices.keep(place, mpeg4) }

    override suspend fun voiceHeard(place: DraftPlace) = attaching { voices.heard(place) }

    override suspend fun removeVoice(place: DraftPlace) = attaching { voices.remove(place) }

    override suspend fun putBackVoice(place: DraftPlace) = attaching { voices.putBack(place) }

    override suspend fun sound(attachment: String): ByteArray? = locked {
        voices.sound(attachment) ?: records().flatMap { it.fact.voices }.firstOrNull { it.id == attachment }?.mpeg4
    }

    private fun freshVoices() = FakeVoices(server::freshId) { id -> records().any { record -> record.fact.voices.any { it.id == id } } }

    override suspend fun addDocument(place: DraftPlace, file: ByteArray) = attaching { documents.add(place, file) }

    override suspend fun removeDocument(place: DraftPlace, document: String) = attaching { documents.remove(place, document) }

    override suspend fun openDocument(attachment: String): OpenDocument? = locked {
        (documents.find(attachment) ?: records().flatMap { it.fact.documents }.firstOrNull { it.id == attachment })?.open()
    }

    private fun freshDocuments() =
        FakeDocuments(server::freshId) { id -> records().any { record -> record.fact.documents.any { it.id == id } } }

    private fun attaching(work: () -> Unit) = changing {
        work()
        changed(Topic.PHOTOS)
    }

    private fun <T> learning(work: (student: String) -> T): T = locked {
        atFault()
        work((me ?: throw CoreException.SignedOut()).id)
    }

    private val teaching get() = state == SessionState.Teaching

    private fun teaching() = FakeTeacherScreens(school, screens(), notebook, revision)

    private fun keep(outcome: String?, kind: String?) {
        keptOutcome = outcome ?: keptOutcome
        keptKind = kind ?: keptKind
    }

    private fun records() = notebook.over(known)

    private fun screens() = FakeScreens(school, records(), chosen.room)

    private fun notSent() = notebook.heldRecords.size + notebook.waiting.size

    private fun banner() = notebook.waiting.size.takeIf { it > 0 }?.let { Banner(BannerKind.NOT_SENT, safe(it), "See") }

    private fun safe(count: Int) = "$count not sent yet."

    private fun described(fact: Fact) = "${person(fact.student).name}: ${outcomeOf(fact.outcome).code}"

    private fun undoBar(student: String?): UndoBar? {
        val (captured, subject) = captures.savedFor.takeIf { student == null } to notebook.subject
        val text = when {
            captured != null -> "$captured saved"
            subject == null || student != null && subject != student -> return null
            notebook.takenBackLast -> "Taken back"
            student != null -> "Saved"
            else -> "${notebook.saved} saved"
        }
        return UndoBar(text, captured != null || notebook.canUndo, captured == null && notebook.canRedo)
    }

    private fun saving(work: () -> Unit): Saved = locked {
        atFault()
        must(teaching)
        work()
        changed(Topic.WORK, Topic.SYNC)
        Saved(revision)
    }

    private fun capturing(work: () -> Unit): Saved = locked {
        atFault()
        must(teaching)
        work()
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
        val kept = short(field, text, most)
        if (kept.isEmpty()) throw CoreException.Invalid(field, "empty")
        return kept
    }

    private fun short(field: String, text: String, most: Int): String {
        val kept = text.trim()
        if (kept.length > most) throw CoreException.Invalid(field, "too-long")
        return kept
    }

    /** What is written beside what is [said]: with that, nothing need be. */
    private fun written(field: String, text: String, said: FakeVoice?): String =
        if (said == null) typed(field, text, MOST_OF_A_LINE) else short(field, text, MOST_OF_A_LINE)

    private fun <T> locked(work: () -> T): T = synchronized(server) { work() }

    private companion object {
        val JPEG_START = listOf(0xFF.toByte(), 0xD8.toByte())
        const val ADDRESS = "http://127.0.0.1:8080"
        const val LEFT_AT_ONCE = 3
        const val MOST_OF_A_NAME = 100
        const val MOST_OF_A_PART = 500
        const val MOST_OF_A_LINE = 200
        const val MOST_OF_A_TEXT = 2000

        /** One word of the core's list. */
        val FIXED = Regex("\\bsmart\\b", RegexOption.IGNORE_CASE)
    }
}
