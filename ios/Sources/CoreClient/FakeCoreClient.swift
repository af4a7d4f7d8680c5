// A core in memory for previews and for tests of screens: it saves, takes back, sends and refuses as the real one
// does, for one class. Which levels follow from which work is not its business: it shows the latest.
import Foundation
import NotYetCore

public final class FakeCoreClient: CoreClient, @unchecked Sendable {
    /// What a test sets up or looks at. Changing it through `change` tells whoever listens.
    public struct State: Sendable {
        public var school = FakeSchool.usual
        public var session = SessionState.notJoined
        public var notice: String?
        /// Codes that open the class, and codes that enrol a teacher.
        public var classCodes: Set<String> = ["7BQK2M9X"]
        public var staffCodes: Set<String> = ["STAFF"]
        /// Codes that teachers made, and for whom; a picture here is the code itself.
        public var doors: [String: String?] = [:]
        /// By which the browser comes back from a teacher's account; nil where staff has none.
        public var account: String?
        public var isOnline = true
        /// What every read says, or every intent.
        public var readError, intentError: CoreError?
        public var banner: NotYetCore.Banner?
        public var joining: [JoinRow] = []
        public var refused: [RefusedRow] = []
        /// What is still coming to a new device.
        public var fetching: Fetching?
        /// What was saved from damaged data.
        public var setAside: SetAside?
        /// Behind its PIN.
        public var isLocked = false
        /// The student who is signed in on a student's device.
        public var me = "s1"
        public var photos: [String: Data] = [:]
        /// The tag of the language that was chosen.
        public internal(set) var language: String?
        public internal(set) var hand = Hand.right
        public internal(set) var isStill = false
        /// The number of the present words.
        var wordsRevision: UInt64 = 1
        /// How the student judges the work, as Conference shows it.
        public var ownJudgement: OwnJudgement?
        public var left: [String] = []
        /// What was changed of photos that are not saved.
        public internal(set) var marks: [String: FakeMarks] = [:]
        /// What was drawn for feedback, by student and outcome; what a record carries is no longer being drawn.
        var drawings: [String: [String]] = [:]
        /// The voice notes of drafts, and the bytes of all.
        var voices: [DraftPlace: FakeVoice] = [:]
        public internal(set) var sounds: [String: Data] = [:]
        /// The files of drafts, and the bytes of all.
        var documents: [DraftPlace: [String]] = [:]
        public internal(set) var files: [String: Data] = [:]
        /// What is so at this moment in the class.
        public var room = Room()
        /// What the student typed and saved.
        public internal(set) var own = Own()
        fileprivate(set) public var records: [Record] = []
        fileprivate(set) public var undone: [Record] = []
        fileprivate var tookBack = false
        fileprivate var revision: UInt64 = 1
        /// What is typed and not saved, by student and outcome.
        fileprivate(set) var drafts: [String: Draft] = [:]
        /// What is captured, by the student beside whom it was begun; the class's under the empty name.
        public internal(set) var captures: [String: FakeCapture] = [:]
        var savedPiece: FakeSavedPiece?
        fileprivate var kept: (outcome: String?, kind: String?) = (nil, nil)

        public init(_ school: FakeSchool = .usual, session: SessionState = .notJoined) {
            (self.school, self.session) = (school, session)
        }
        mutating func dropLast(_ count: Int) { records.removeLast(count) }
    }
    /// What is so at this moment in a class.
    public struct Room: Sendable {
        public internal(set) var later: Set<String> = []
        public var notHere: Set<String> = []
        /// "Mr Adeyemi is with Ben", by student.
        public var with: [String: String] = [:]
        /// Who sits where; who comes first sits first at a table.
        public internal(set) var seats: [Seated] = []
        /// The seats before each move, newest last.
        var moves: [[Seated]] = []
    }
    public struct Seated: Equatable, Sendable {
        public var student: String
        public var table: UInt32

        public init(student: String, table: UInt32) { (self.student, self.table) = (student, table) }
    }
    /// What is typed about a student's work on an outcome.
    struct Draft: Equatable, Sendable {
        var parts: FeedbackParts?
        var ownWords = ""
    }
    /// One thing that a teacher recorded.
    public struct Record: Equatable, Sendable {
        public enum What: Equatable, Sendable {
            case level(String, Purpose, Support)
            /// The level that stands at this place among the records, corrected.
            case corrected(Int, level: String, Purpose)
            case photo(String)
            case voice(String)
            case document(String)
            case said(FeedbackParts)
            case ownWords(String)
            /// A line that teachers alone read.
            case staffLine(String)

            /// Feedback that is a next step alone.
            public static func step(_ text: String) -> Self {
                .said(FeedbackParts(wentWell: "", improve: "", nextStep: text))
            }
        }
        public let student, outcome: String
        public let what: What
        /// The photos that were drawn on for feedback.
        public internal(set) var drawn: [String] = []
        /// The voice notes that it carries.
        public internal(set) var voices: [String] = []
        /// Its files.
        public internal(set) var documents: [String] = []
        /// Held until the teacher leaves the student.
        public fileprivate(set) var isHeld = true
    }
    /// Where the student's own things stand; changed by `FakeOwnWork` alone.
    public struct Own: Sendable {
        public internal(set) var drafts: [String: WorkDraft] = [:]
        var draftPhotos: [String: [String]] = [:]
        public internal(set) var pieces: [FakePiece] = []
        public internal(set) var said: [FakeSaying] = []
        var replies: [String: String] = [:]
        var read: [String: Int] = [:]
        var words: [String: String] = [:]
        var typedWords: [String: String] = [:]
        public internal(set) var sure: [String: Sureness] = [:]
        var last: FakeStep?
        var isHeld = false
        var count = 0
    }

    private let lock = NSLock()
    private var current: State
    private var calls: [String] = []
    private var listeners: [UUID: AsyncStream<Notice>.Continuation] = [:]
    public let phrases: Phrases

    public init(_ state: State = State()) {
        current = state
        // Sentences with arguments are the core's; the fake says the argument alone.
        phrases = Phrases { _, arguments in arguments.map(\.value).joined(separator: " ") }
    }

    public var state: State { lock.withLock { current } }
    /// What was read, call by call.
    public var asked: [String] { lock.withLock { calls } }
    /// As if it happened in the core: the revision rises and listeners hear of it.
    public func change(_ work: (inout State) -> Void) {
        let (notice, hearing) = lock.withLock {
            work(&current)
            current.revision += 1
            return (Notice(revision: current.revision, topics: Topic.allCases), Array(listeners.values))
        }
        for listener in hearing { listener.yield(notice) }
    }

    public var words: Words {
        let state = state
        var words = fallbackWords(locale: state.language ?? "en")
        words.revision = state.wordsRevision
        return words
    }
    public func sentence(for error: any Error) -> String {
        errorSentence(locale: "en", error: error as? CoreError ?? .Cancelled)
    }
    /// One word of the core's list.
    public func fixedMindset(_ text: String) -> [TextPlace] {
        guard let found = text.range(of: "smart") else { return [] }
        let units = { (end: String.Index) in UInt32(text.utf16.distance(from: text.startIndex, to: end)) }
        return [TextPlace(start: units(found.lowerBound), end: units(found.upperBound))]
    }
    public func notices(_ topics: [Topic]) -> AsyncStream<Notice> {
        let (stream, input) = AsyncStream.makeStream(of: Notice.self, bufferingPolicy: .bufferingNewest(1))
        let id = UUID()
        lock.withLock { listeners[id] = input }
        input.onTermination = { [weak self] _ in self?.forget(id) }
        return stream
    }
    private func forget(_ id: UUID) { lock.withLock { listeners[id] = nil } }

    /// What there is to read, for one call.
    func ask(_ call: String = #function) -> State {
        lock.withLock {
            calls.append(call)
            return current
        }
    }
    func read(_ call: String = #function) throws -> State {
        let state = ask(call)
        if state.isLocked { throw CoreError.Locked }
        if let error = state.readError { throw error }
        return state
    }
    func intend(_ work: (inout State) -> Void) throws {
        if state.isLocked { throw CoreError.Locked }
        if let error = state.intentError { throw error }
        change(work)
    }

    // MARK: Who this device is for

    public func session() async throws -> SessionScreen {
        let state = try read()
        return SessionScreen(
            revision: state.revision, state: state.session, name: "", school: "", serverUrl: "", notice: state.notice)
    }
    public func joinWithStaffCode(server: String, code: String) async throws {
        try check(server, code, in: state.staffCodes)
        try intend { $0.session = .teaching }
    }
    public func joinWithClassCode(server: String, code: String, name: String) async throws {
        try check(server, code, in: state.classCodes)
        if name.isEmpty { throw CoreError.Invalid(field: "name", rule: "empty") }
        let sentence = words.joinMatching
        try intend { $0.session = .matching(sentence: sentence) }
    }
    public func readCode(_ jpeg: Data) async throws -> ScannedCode {
        try readLink(String(decoding: jpeg, as: UTF8.self))
    }
    public func readLink(_ address: String) throws -> ScannedCode {
        guard let student = try read().doors[address] else { throw CoreError.Invalid(field: "qr", rule: "not-seen") }
        return ScannedCode(serverUrl: Self.address, code: address, needsName: student == nil)
    }
    public func joinWithStudentCode(server: String, code: String) async throws {
        guard case let student?? = state.doors[code] else { throw CoreError.Invalid(field: "code", rule: "used") }
        try intend { state in
            state.doors[code] = nil
            (state.me, state.session) = (student, .learning)
        }
    }
    public func offersSchoolAccount(server: String) async throws -> Bool { try read().account != nil }
    public func beginSchoolAccount(server: String) async throws -> String {
        if try read().account == nil { throw CoreError.Invalid(field: "account", rule: "not-offered") }
        return "https://accounts.school.example/"
    }
    public func finishSchoolAccount(address: String) async throws {
        if try read().account != address { throw CoreError.Invalid(field: "account", rule: "not-yours") }
        try intend { $0.session = .teaching }
    }
    private func check(_ server: String, _ code: String, in codes: Set<String>) throws {
        if server.isEmpty { throw CoreError.Invalid(field: "server", rule: "empty") }
        if !state.isOnline { throw CoreError.Offline }
        if code.isEmpty { throw CoreError.Invalid(field: "code", rule: "empty") }
        if !codes.contains(code) { throw CoreError.Invalid(field: "code", rule: "unknown") }
    }
    public func cancelJoin() { change { $0.session = .notJoined } }

    // MARK: A teacher

    public func today(classId: String?) async throws -> TodayScreen { FakeScreens(try read(), words).today }
    public func classPage(classId: String?) async throws -> ClassScreen { FakeScreens(try read(), words).classPage }
    public func student(_ student: String) async throws -> StudentScreen {
        try FakeScreens(try read(), words).student(student)
    }
    public func conference(student: String, outcome: String?, kind: String?) async throws -> ConferenceScreen {
        _ = try read()
        lock.withLock { current.kept = (outcome ?? current.kept.outcome, kind ?? current.kept.kind) }
        return try FakeScreens(state, words).conference(student, outcome: state.kept.outcome, kind: state.kept.kind)
    }
    public func recordLevel(_ input: LevelInput) async throws {
        try record(input.student, input.outcome, .level(input.level, input.purpose, input.support))
    }
    public func studentOutcome(_ student: String, outcome: String) async throws -> StudentOutcomeScreen {
        try FakeScreens(try read(), words).studentOutcome(student, outcome)
    }
    public func studentEvidence(_ student: String, piece: String) async throws -> StudentEvidenceScreen {
        try FakeScreens(try read(), words).studentEvidence(student, piece)
    }
    public func correctLevel(_ judgement: String, to level: String) async throws {
        guard let at = Int(judgement.dropFirst()), state.records.indices.contains(at) else {
            throw CoreError.NotFound(what: "judgement")
        }
        let old = state.records[at]
        try record(old.student, old.outcome, .corrected(at, level: level, old.isPractice ? .practice : .atBat))
    }
    public func walk(outcome: String?, kind: String?) async throws -> WalkScreen {
        _ = try read()
        lock.withLock { current.kept = (outcome ?? current.kept.outcome, kind ?? current.kept.kind) }
        return try FakeScreens(state, words).walk(outcome: state.kept.outcome, kind: state.kept.kind)
    }
    public func recordWalkLevel(_ input: WalkLevelInput) async throws {
        try record(input.student, input.outcome, .level(input.level, .practice, .alone))
    }
    public func recordPhoto(_ input: PhotoInput) async throws {
        guard input.jpeg.starts(with: [0xFF, 0xD8]) else {
            throw CoreError.Invalid(field: "photo", rule: "not-a-photo")
        }
        let name = "photo-\(state.photos.count + 1)"
        try record(input.student, input.outcome, .photo(name))
        change { $0.photos[name] = input.jpeg }
    }
    public func removeWorkPhoto(_ student: String, outcome: String, photo: String) async throws {
        guard FakeScreens(state, words).taken(student, outcome).contains(photo) else {
            throw CoreError.NotFound(what: "photo")
        }
        try intend { state in state.records.removeAll { $0.isHeldPhoto(of: student, outcome) && $0.photo == photo } }
    }
    public func recordAlso(student: String, outcome: String, shows: String) async throws {
        guard let photo = state.records.last(where: { $0.isHeldPhoto(of: student, outcome) })?.photo else {
            throw CoreError.NotFound(what: "work")
        }
        try record(student, shows, .photo(photo))
    }
    public func recordFeedback(_ input: FeedbackInput) async throws {
        let parts = FeedbackParts(
            wentWell: input.wentWell.trimmed, improve: input.improve.trimmed, nextStep: input.nextStep.trimmed)
        let drawn = try finishDrawings(input.student, input.outcome)
        let earlier = state.records.last {
            $0.isHeld && $0.student == input.student && $0.outcome == input.outcome && $0.said != nil
        }
        let place = DraftPlace.feedback(student: input.student, outcome: input.outcome)
        let voices = (earlier?.voices ?? []) + state.voicesIfHeard(place)
        if parts == .nothing, drawn.isEmpty, voices.isEmpty {
            throw CoreError.Invalid(field: "feedback", rule: "empty")
        }
        try record(input.student, input.outcome, .said(parts))
        change { state in
            let last = state.records.count - 1
            (state.records[last].drawn, state.records[last].voices) = (drawn, voices)
        }
        change { $0.drafts["\(input.student) \(input.outcome)"]?.parts = nil }
    }
    public func recordOwnWords(_ input: OwnWordsInput) async throws {
        let earlier = state.records.last {
            $0.isHeld && $0.student == input.student && $0.outcome == input.outcome && $0.ownWords != nil
        }
        // Another voice note takes the place of the one that was saved before.
        let heard = state.voicesIfHeard(.ownWords(student: input.student, outcome: input.outcome))
        let voices = heard.isEmpty ? earlier?.voices ?? [] : heard
        if input.text.trimmed.isEmpty, voices.isEmpty { throw CoreError.Invalid(field: "own-words", rule: "empty") }
        try record(input.student, input.outcome, .ownWords(input.text.trimmed))
        change { $0.records[$0.records.count - 1].voices = voices }
        change { $0.drafts["\(input.student) \(input.outcome)"]?.ownWords = "" }
    }
    public func keepDraft(_ input: FeedbackInput, ownWords: String) async throws {
        _ = try read()
        let parts = FeedbackParts(wentWell: input.wentWell, improve: input.improve, nextStep: input.nextStep)
        lock.withLock {
            current.drafts["\(input.student) \(input.outcome)"] = Draft(
                parts: parts == .nothing ? nil : parts, ownWords: ownWords)
        }
    }
    private func record(_ student: String, _ outcome: String, _ what: Record.What) throws {
        try intend { state in
            let new = Record(student: student, outcome: outcome, what: what)
            // Another level or feedback of the same visit replaces the one before it.
            state.records.removeAll { $0.isHeld && $0.isReplaced(by: new) }
            state.records.append(new)
            (state.undone, state.tookBack) = ([], false)
        }
    }
    /// Records that come and go together.
    func recordTogether(_ new: [Record]) throws {
        try intend { state in
            state.records += new
            (state.undone, state.tookBack) = ([], false)
        }
    }
    public func undo() async throws {
        try intend { state in
            if undoPiece(&state) { return }
            if let last = state.records.popLast() { (state.undone, state.tookBack) = (state.undone + [last], true) }
        }
    }
    public func redo() async throws {
        try intend { state in
            if let last = state.undone.popLast() { (state.records, state.tookBack) = (state.records + [last], false) }
        }
    }
    public func leaveStudent(_ student: String) async throws {
        change { state in
            state.left.append(student)
            state.undone = []
            for at in state.records.indices where state.records[at].student == student {
                state.records[at].isHeld = !state.isOnline
            }
        }
    }
    public func openDoor(student: String?) async throws -> DoorScreen {
        let code = student == nil ? state.classCodes.first ?? "" : "ONLY\(state.doors.count + 1)"
        if !state.isOnline { throw CoreError.Offline }
        try intend { $0.doors[code] = .some(student) }
        let name = state.school.students.first { $0.id == student }?.name ?? state.school.className
        let typed = student == nil ? code : nil
        return DoorScreen(
            title: name, how: words.doorHow, code: typed, codeSpoken: typed?.map(String.init).joined(separator: " "),
            server: Self.address, qr: QrSquares(side: 1, dark: [true]), until: "10:42")
    }
    public func decideJoin(request: String, student: String?) async throws {
        if !state.isOnline { throw CoreError.Offline }
        try intend { state in
            state.joining.removeAll { $0.request == request }
            if state.joining.isEmpty, state.banner?.kind == .joining { state.banner = nil }
        }
    }

    // MARK: A student

    public func home() async throws -> HomeScreen { FakeScreens(try read(), words).home }
    public func outcome(_ outcome: String) async throws -> OutcomeScreen {
        try FakeScreens(try read(), words).outcome(outcome)
    }

    func own(_ work: (inout FakeOwnWork) throws -> Void) throws {
        if state.isLocked { throw CoreError.Locked }
        if let error = state.intentError { throw error }
        var own = FakeOwnWork(state: state)
        try work(&own)
        change { $0.own = own.state.own }
    }

    // MARK: What waits, and photos

    public func queue() async throws -> SyncScreen { FakeScreens(try read(), words).queue }
    public func tryNow() async throws {
        if !state.isOnline { throw CoreError.Offline }
        try intend { state in for at in state.records.indices { state.records[at].isHeld = false } }
    }
    public func understood() async throws { try intend { $0.setAside = nil } }
    public func photo(_ attachment: String, size: PhotoSize) async throws -> Data? { ask().photos[attachment] }

    // MARK: What its device says

    public func setNetwork(_ network: Network) { change { $0.isOnline = network.online } }
    /// What is held goes out, where there is a network, and can no longer be taken back.
    func release() {
        change { state in
            for at in state.records.indices { state.records[at].isHeld = !state.isOnline }
            state.undone = []
        }
    }
    var unsent: Int { state.records.filter(\.isHeld).count + (state.own.isHeld ? 1 : 0) }
    var hasJoined: Bool { state.session == .teaching || state.session == .learning }

    /// What was taken back last is on the bar.
    static func bar(_ state: State, _ words: Words, of student: String?) -> NotYetCore.UndoBar? {
        if student == nil, let saved = state.savedPiece, saved.records == state.records.count {
            return NotYetCore.UndoBar(text: "\(saved.piece.tags.count) saved", canUndo: true, canRedo: false)
        }
        let mine = { (record: Record) in student == nil || record.student == student }
        let (canUndo, canRedo) = (state.records.last.map(mine) ?? false, state.undone.last.map(mine) ?? false)
        guard canUndo || canRedo else { return nil }
        let text = state.tookBack ? words.captureTakenBack : words.captureSaved
        return NotYetCore.UndoBar(text: text, canUndo: canUndo, canRedo: canRedo)
    }
    private static let address = "http://school.test"

    static func revision(_ state: State) -> UInt64 { state.revision }
}

extension FakeCoreClient.Record {
    func isReplaced(by new: Self) -> Bool {
        guard student == new.student, outcome == new.outcome else { return false }
        return switch (what, new.what) {
        case (.level, .level), (.said, .said), (.ownWords, .ownWords): true
        case (.corrected(let at, _, _), .corrected(let other, _, _)): at == other
        default: false
        }
    }
}

extension FeedbackParts {
    /// Before anything is typed.
    public static let nothing = FeedbackParts(wentWell: "", improve: "", nextStep: "")
    /// The next step, else what is to improve, else what went well.
    var gist: String { [nextStep, improve, wentWell].first { !$0.isEmpty } ?? "" }
}

extension FeedbackInput {
    /// A next step alone.
    public static func step(_ text: String, for student: String, on outcome: String) -> Self {
        .init(student: student, outcome: outcome, wentWell: "", improve: "", nextStep: text)
    }
}

extension String {
    var trimmed: String { trimmingCharacters(in: .whitespacesAndNewlines) }
}
