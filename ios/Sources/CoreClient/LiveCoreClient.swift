// The client over one person's real core. Each call is one call of the bindings; nothing is kept, decided or retried here.
import Foundation
import NotYetCore

public final class LiveCoreClient: CoreClient {
    private let core: Core
    public let phrases: Phrases

    init(_ core: Core) {
        self.core = core
        phrases = Phrases { key, arguments in core.format(key: key, args: arguments) }
    }

    public var words: Words { core.words() }
    public func sentence(for error: any Error) -> String {
        guard let error = error as? CoreError else { return core.sentence(error: .Cancelled) }
        return core.sentence(error: error)
    }
    public func fixedMindset(_ text: String) -> [TextPlace] { core.fixedMindset(text: text) }
    public func notices(_ topics: [Topic]) -> AsyncStream<Notice> {
        let (stream, input) = AsyncStream.makeStream(of: Notice.self, bufferingPolicy: .bufferingNewest(1))
        let subscription = core.observe(topics: topics, listener: NoticeRelay(input))
        // Whoever stops reading drops the subscription, and with it the core's end of it.
        input.onTermination = { _ in withExtendedLifetime(subscription) {} }
        return stream
    }

    public var preferences: Preferences { core.preferences() }
    public func settings() async throws -> SettingsScreen { try await core.settings().screen() }
    public func setLanguage(_ tag: String?) async throws { try await core.settings().setLanguage(tag: tag) }
    public func setHand(_ hand: Hand) async throws { try await core.settings().setHand(hand: hand) }
    public func setStill(_ still: Bool) async throws { try await core.settings().setStill(still: still) }

    public func session() async throws -> SessionScreen { try await core.enrolment().session() }
    public func joinWithStaffCode(server: String, code: String) async throws {
        try await core.enrolment().joinWithStaffCode(serverUrl: server, code: code)
    }
    public func joinWithClassCode(server: String, code: String, name: String) async throws {
        try await core.enrolment().joinWithClassCode(serverUrl: server, code: code, name: name)
    }
    public func readCode(_ jpeg: Data) async throws -> ScannedCode { try await core.enrolment().readCode(jpeg: jpeg) }
    public func readLink(_ address: String) throws -> ScannedCode {
        try core.enrolment().readLink(address: address)
    }
    public func joinWithStudentCode(server: String, code: String) async throws {
        try await core.enrolment().joinWithStudentCode(serverUrl: server, code: code)
    }
    public func offersSchoolAccount(server: String) async throws -> Bool {
        try await core.enrolment().offersSchoolAccount(serverUrl: server)
    }
    public func beginSchoolAccount(server: String) async throws -> String {
        try await core.enrolment().beginSchoolAccount(serverUrl: server)
    }
    public func finishSchoolAccount(address: String) async throws {
        try await core.enrolment().finishSchoolAccount(address: address)
    }
    public func cancelJoin() { core.enrolment().cancelJoin() }

    public func today(classId: String?) async throws -> TodayScreen {
        try await core.teaching().today(classId: classId)
    }
    public func classPage(classId: String?) async throws -> ClassScreen {
        try await core.teaching().classPage(classId: classId)
    }
    public func student(_ student: String) async throws -> StudentScreen {
        try await core.teaching().student(student: student)
    }
    public func studentOutcome(_ student: String, outcome: String) async throws -> StudentOutcomeScreen {
        try await core.teaching().studentOutcome(student: student, outcome: outcome)
    }
    public func studentEvidence(_ student: String, piece: String) async throws -> StudentEvidenceScreen {
        try await core.teaching().studentEvidence(student: student, piece: piece)
    }
    public func correctLevel(_ judgement: String, to level: String) async throws {
        _ = try await core.teaching().correctLevel(judgement: judgement, level: level)
    }
    public func conference(student: String, outcome: String?, kind: String?) async throws -> ConferenceScreen {
        try await core.teaching().conference(student: student, outcome: outcome, kind: kind)
    }
    public func recordLevel(_ input: LevelInput) async throws {
        _ = try await core.teaching().recordLevel(input: input)
    }
    public func walk(outcome: String?, kind: String?) async throws -> WalkScreen {
        try await core.teaching().walk(outcome: outcome, kind: kind)
    }
    public func recordWalkLevel(_ input: WalkLevelInput) async throws {
        _ = try await core.teaching().recordWalkLevel(input: input)
    }
    public func removeWorkPhoto(_ student: String, outcome: String, photo: String) async throws {
        _ = try await core.teaching().removeWorkPhoto(student: student, outcome: outcome, photo: photo)
    }
    public func recordPhoto(_ input: PhotoInput) async throws {
        _ = try await core.teaching().recordPhoto(input: input)
    }
    public func recordAlso(student: String, outcome: String, shows: String) async throws {
        _ = try await core.teaching().recordAlso(student: student, outcome: outcome, shows: shows)
    }
    public func recordFeedback(_ input: FeedbackInput) async throws {
        _ = try await core.teaching().recordFeedback(input: input)
    }
    public func recordOwnWords(_ input: OwnWordsInput) async throws {
        _ = try await core.teaching().recordOwnWords(input: input)
    }
    public func keepDraft(_ input: FeedbackInput, ownWords: String) async throws {
        try await core.teaching().keepDraft(input: input, ownWords: ownWords)
    }
    public func answer(question: String, text: String) async throws {
        _ = try await core.teaching().answer(question: question, text: text)
    }
    public func undo() async throws { _ = try await core.teaching().undo() }
    public func redo() async throws { _ = try await core.teaching().redo() }

    public func capture(place: String?) async throws -> CaptureScreen {
        try await core.capturing().capture(place: place)
    }
    public func keepPiece(place: String?, _ draft: PieceDraft) async throws {
        _ = try await core.capturing().keepPiece(place: place, draft: draft)
    }
    public func addPiecePhoto(place: String?, jpeg: Data) async throws {
        _ = try await core.capturing().addPiecePhoto(place: place, jpeg: jpeg)
    }
    public func removePiecePhoto(place: String?, photo: String) async throws {
        _ = try await core.capturing().removePiecePhoto(place: place, photo: photo)
    }
    public func tag(place: String?, judged: String?) async throws -> TagScreen {
        try await core.capturing().tag(place: place, judged: judged)
    }
    public func tagOutcome(place: String?, outcome: String, on: Bool) async throws {
        _ = try await core.capturing().tagOutcome(place: place, outcome: outcome, on: on)
    }
    public func tagStudent(place: String?, student: String, on: Bool) async throws {
        _ = try await core.capturing().tagStudent(place: place, student: student, on: on)
    }
    public func tagLevel(place: String?, students: [String], outcome: String, level: String?) async throws {
        _ = try await core.capturing().tagLevel(place: place, students: students, outcome: outcome, level: level)
    }
    public func untag(place: String?) async throws { _ = try await core.capturing().untag(place: place) }
    public func tagNote(place: String?, student: String, text: String, staffOnly: Bool) async throws {
        _ = try await core.capturing().tagNote(place: place, student: student, text: text, staffOnly: staffOnly)
    }
    public func savePiece(place: String?) async throws { _ = try await core.capturing().savePiece(place: place) }
    public func alsoPiece(place: String?, outcome: String) async throws {
        _ = try await core.capturing().alsoPiece(place: place, outcome: outcome)
    }
    public func leavePiece() async throws { try await core.capturing().leavePiece() }
    public func leaveStudent(_ student: String) async throws {
        try await core.teaching().leaveStudent(student: student)
    }
    public func setHere(_ student: String, _ here: Bool) async throws {
        _ = try await core.teaching().setHere(student: student, here: here)
    }
    public func setLater(_ student: String, _ later: Bool) async throws {
        _ = try await core.teaching().setLater(student: student, later: later)
    }
    public func seatAt(_ student: String, table: UInt32) async throws {
        _ = try await core.teaching().seatAt(student: student, table: table)
    }
    public func swapSeats(_ one: String, _ other: String) async throws {
        _ = try await core.teaching().swapSeats(one: one, other: other)
    }
    public func undoSeat() async throws { _ = try await core.teaching().undoSeat() }
    public func openDoor(student: String?) async throws -> DoorScreen {
        try await core.teaching().openDoor(student: student)
    }
    public func decideJoin(request: String, student: String?) async throws {
        try await core.teaching().decideJoin(request: request, student: student)
    }

    public func home() async throws -> HomeScreen { try await core.learning().home() }
    public func outcome(_ outcome: String) async throws -> OutcomeScreen {
        try await core.learning().outcome(outcome: outcome)
    }
    public func selfAssess(_ place: WorkPlace) async throws -> SelfAssessScreen {
        try await core.learning().selfAssess(place: place)
    }
    public func addEvidence() async throws -> AddScreen { try await core.learning().addEvidence() }
    public func evidence(_ piece: String, outcome: String?) async throws -> EvidenceScreen {
        try await core.learning().evidence(piece: piece, outcome: outcome)
    }
    public func feedback() async throws -> FeedbackScreen { try await core.learning().feedback() }
    public func thread(_ feedback: String) async throws -> ThreadScreen {
        try await core.learning().thread(feedback: feedback)
    }
    public func keepDraft(_ place: WorkPlace, _ draft: WorkDraft) async throws {
        _ = try await core.learning().keepDraft(place: place, draft: draft)
    }
    public func addDraftPhoto(_ place: WorkPlace, jpeg: Data) async throws {
        _ = try await core.learning().addDraftPhoto(place: place, jpeg: jpeg)
    }
    public func removeDraftPhoto(_ place: WorkPlace, photo: String) async throws {
        _ = try await core.learning().removeDraftPhoto(place: place, photo: photo)
    }
    public func saveWork(_ place: WorkPlace, _ draft: WorkDraft) async throws {
        _ = try await core.learning().saveWork(place: place, draft: draft)
    }
    public func showJudgement(_ piece: String) async throws {
        _ = try await core.learning().showJudgement(piece: piece)
    }
    public func readFeedback(_ feedback: String) async throws {
        _ = try await core.learning().readFeedback(feedback: feedback)
    }
    public func keepReply(_ feedback: String, _ reply: Reply, text: String) async throws {
        _ = try await core.learning().keepReply(feedback: feedback, reply: reply, text: text)
    }
    public func saveReply(_ feedback: String, _ reply: Reply, text: String) async throws {
        _ = try await core.learning().saveReply(feedback: feedback, reply: reply, text: text)
    }
    public func understand(_ feedback: String) async throws {
        _ = try await core.learning().understand(feedback: feedback)
    }
    public func keepWords(_ outcome: String, text: String) async throws {
        _ = try await core.learning().keepWords(outcome: outcome, text: text)
    }
    public func saveWords(_ outcome: String, text: String) async throws {
        _ = try await core.learning().saveWords(outcome: outcome, text: text)
    }
    public func sayReady(_ outcome: String, _ sure: Sureness) async throws {
        _ = try await core.learning().sayReady(outcome: outcome, sure: sure)
    }
    public func takeBack() async throws { _ = try await core.learning().takeBack() }
    public func leaveWork() async throws { try await core.learning().leaveWork() }

    public func markup(_ place: DraftPlace, photo: String) async throws -> MarkupScreen {
        try await core.markup().screen(place: place, photo: photo)
    }
    public func editPhoto(_ place: DraftPlace, photo: String, _ edit: PhotoEdit) async throws {
        _ = try await core.markup().edit(place: place, photo: photo, edit: edit)
    }
    public func undoEdit(_ place: DraftPlace, photo: String) async throws {
        _ = try await core.markup().undo(place: place, photo: photo)
    }
    public func redoEdit(_ place: DraftPlace, photo: String) async throws {
        _ = try await core.markup().redo(place: place, photo: photo)
    }
    public func finishPhoto(_ place: DraftPlace, photo: String) async throws {
        _ = try await core.markup().done(place: place, photo: photo)
    }
    public func removeDrawing(_ student: String, outcome: String, photo: String) async throws {
        _ = try await core.teaching().removeDrawing(student: student, outcome: outcome, photo: photo)
    }

    public func keepVoice(_ place: DraftPlace, mpeg4: Data) async throws {
        _ = try await core.voices().keepVoice(place: place, mpeg4: mpeg4)
    }
    public func voiceHeard(_ place: DraftPlace) async throws { _ = try await core.voices().heard(place: place) }
    public func removeVoice(_ place: DraftPlace) async throws { _ = try await core.voices().remove(place: place) }
    public func putBackVoice(_ place: DraftPlace) async throws { _ = try await core.voices().putBack(place: place) }
    public func sound(_ attachment: String) async throws -> Data? {
        try await core.voices().sound(attachment: attachment)
    }

    public func addDocument(_ place: DraftPlace, file: Data) async throws {
        _ = try await core.documents().add(place: place, file: file)
    }
    public func removeDocument(_ place: DraftPlace, document: String) async throws {
        _ = try await core.documents().remove(place: place, document: document)
    }
    public func openDocument(_ attachment: String) async throws -> OpenDocument? {
        try await core.documents().open(attachment: attachment)
    }

    public func queue() async throws -> SyncScreen { try await core.syncing().queue() }
    public func tryNow() async throws { try await core.syncing().tryNow() }
    public func understood() async throws { try await core.syncing().understood() }
    public func photo(_ attachment: String, size: PhotoSize) async throws -> Data? {
        try await core.syncing().photo(attachment: attachment, size: size)
    }
}
