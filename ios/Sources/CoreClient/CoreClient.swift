// The door to the core: what screens may read and what people may do, as one protocol. The only hand-written layer
// over the generated bindings; it holds no rules and keeps no state of its own.
import Foundation
import NotYetCore

/// Reads return all that one screen draws. Intents return once what they record is durable on this device.
/// Errors are `CoreError`s; `sentence(for:)` says each one in words.
public protocol CoreClient: WorkClient, Spoken {
    /// Texts with arguments that only a screen knows.
    var phrases: Phrases { get }
    /// Where a text speaks of what a person is and not of what the work does. Answers at once.
    func fixedMindset(_ text: String) -> [TextPlace]

    // What a person chooses for themselves on this device. What is set is in force when the call returns.
    func settings() async throws -> SettingsScreen
    /// - Parameter tag: nil for the device's language.
    func setLanguage(_ tag: String?) async throws
    func setHand(_ hand: Hand) async throws
    /// - Parameter still: whether nothing is to move.
    func setStill(_ still: Bool) async throws

    // Who this device is for.
    func session() async throws -> SessionScreen
    func joinWithStaffCode(server: String, code: String) async throws
    /// Returns once the server has taken the request; a notice of `.session` says when the teacher has decided.
    func joinWithClassCode(server: String, code: String, name: String) async throws
    /// What a photo of a teacher's QR code says.
    func readCode(_ jpeg: Data) async throws -> ScannedCode
    /// What the address says by which a phone's own camera opened the app.
    func readLink(_ address: String) throws -> ScannedCode
    /// By a code that was made for one student.
    func joinWithStudentCode(server: String, code: String) async throws
    /// Whether this server's school lets its staff sign in with the school's account.
    func offersSchoolAccount(server: String) async throws -> Bool
    /// Begins to; gives the page that the system's browser opens.
    func beginSchoolAccount(server: String) async throws -> String
    /// Finishes it with the address by which the browser came back; may be called again after a lost network.
    func finishSchoolAccount(address: String) async throws
    func cancelJoin()

    // A teacher's screens and intents.
    /// - Parameter classId: nil for the class that was shown last, or the first.
    func today(classId: String?) async throws -> TodayScreen
    /// Everyone of a class with their profile.
    /// - Parameter classId: nil for the class that was shown last, or the first.
    func classPage(classId: String?) async throws -> ClassScreen
    func student(_ student: String) async throws -> StudentScreen
    /// One outcome of a student, as their teacher sees it.
    func studentOutcome(_ student: String, outcome: String) async throws -> StudentOutcomeScreen
    /// A piece of a student's work, or a judgement that names none, with all that was said of it.
    func studentEvidence(_ student: String, piece: String) async throws -> StudentEvidenceScreen
    /// Corrects the level of a judgement by one that supersedes it.
    func correctLevel(_ judgement: String, to level: String) async throws
    /// What is nil is what was picked last; without one, the outcome of the student's last next step.
    func conference(student: String, outcome: String?, kind: String?) async throws -> ConferenceScreen
    func recordLevel(_ input: LevelInput) async throws
    /// The class as seats. What is nil is what was picked last.
    func walk(outcome: String?, kind: String?) async throws -> WalkScreen
    func recordWalkLevel(_ input: WalkLevelInput) async throws
    func recordPhoto(_ input: PhotoInput) async throws
    /// Takes a photo out of the piece of work that was recorded in this visit; of several, and before it is sent.
    func removeWorkPhoto(_ student: String, outcome: String, photo: String) async throws
    /// Says that the work recorded in this visit on an outcome shows another one, too.
    func recordAlso(student: String, outcome: String, shows: String) async throws
    func recordFeedback(_ input: FeedbackInput) async throws
    func recordOwnWords(_ input: OwnWordsInput) async throws
    /// Keeps what is typed and not saved yet; all of it empty: nothing is kept.
    func keepDraft(_ input: FeedbackInput, ownWords: String) async throws
    /// Answers a student's question.
    func answer(question: String, text: String) async throws
    func undo() async throws
    func redo() async throws

    // The files of a draft of work or of a capture: a PDF or plain text, by its content.
    func addDocument(_ place: DraftPlace, file: Data) async throws
    func removeDocument(_ place: DraftPlace, document: String) async throws
    /// All of a document, for a viewer; nil while it is on its way.
    func openDocument(_ attachment: String) async throws -> OpenDocument?

    // Capture and Tag. A place is the student beside whom the capture was begun, or nil: the class that Today shows; each
    // has a draft of its own, which outlives the screen and the app.
    func capture(place: String?) async throws -> CaptureScreen
    func keepPiece(place: String?, _ draft: PieceDraft) async throws
    /// - Parameter jpeg: as the camera or the library gave it.
    func addPiecePhoto(place: String?, jpeg: Data) async throws
    func removePiecePhoto(place: String?, photo: String) async throws
    /// - Parameter judged: the outcome of the grid's levels; nil for the first that the work shows.
    func tag(place: String?, judged: String?) async throws -> TagScreen
    func tagOutcome(place: String?, outcome: String, on: Bool) async throws
    func tagStudent(place: String?, student: String, on: Bool) async throws
    /// One step; those whom the photo does not go to are left out, unless it goes to none.
    /// - Parameter level: nil for none.
    func tagLevel(place: String?, students: [String], outcome: String, level: String?) async throws
    /// Takes back the last step on the grid.
    func untag(place: String?) async throws
    func tagNote(place: String?, student: String, text: String, staffOnly: Bool) async throws
    /// Saves it for all who are tagged; `undo` takes all of it back.
    func savePiece(place: String?) async throws
    /// Says that what was saved last at this place shows another outcome, too, for those who have not shown it yet.
    func alsoPiece(place: String?, outcome: String) async throws
    /// What was saved last may be sent.
    func leavePiece() async throws
    /// The teacher turns to somebody else: what was saved for this student may be sent.
    func leaveStudent(_ student: String) async throws
    /// Whether a student is here today; all adults of the class hear it, until midnight. No record of attendance.
    func setHere(_ student: String, _ here: Bool) async throws
    /// Takes a student out of today's plan for now, on this device, or puts them back.
    func setLater(_ student: String, _ later: Bool) async throws
    /// Seats a student at a table (1 to 60), after those who sit there; all adults of the class see it.
    func seatAt(_ student: String, table: UInt32) async throws
    /// Two students change places.
    func swapSeats(_ one: String, _ other: String) async throws
    /// Takes the last move of a seat back.
    func undoSeat() async throws
    /// Lets students in for ten minutes.
    /// - Parameter student: nil for the class that Today shows.
    func openDoor(student: String?) async throws -> DoorScreen
    /// - Parameter student: nil when the typed name is nobody's here.
    func decideJoin(request: String, student: String?) async throws

    // A student's screens.
    func home() async throws -> HomeScreen
    func outcome(_ outcome: String) async throws -> OutcomeScreen
    func selfAssess(_ place: WorkPlace) async throws -> SelfAssessScreen
    /// New work, to be added without judging it.
    func addEvidence() async throws -> AddScreen
    /// - Parameter outcome: nil for the first of the piece's.
    func evidence(_ piece: String, outcome: String?) async throws -> EvidenceScreen
    func feedback() async throws -> FeedbackScreen
    func thread(_ feedback: String) async throws -> ThreadScreen

    // What a student types and saves. What is kept stays on this device, through the end of the app.
    /// Shows what the teacher said of a piece that the student has not judged.
    func showJudgement(_ piece: String) async throws
    /// The student has opened it: it is new no more.
    func readFeedback(_ feedback: String) async throws
    func keepReply(_ feedback: String, _ reply: Reply, text: String) async throws
    func saveReply(_ feedback: String, _ reply: Reply, text: String) async throws
    /// "I understand."
    func understand(_ feedback: String) async throws
    func keepWords(_ outcome: String, text: String) async throws
    /// Says an outcome in the student's own words.
    func saveWords(_ outcome: String, text: String) async throws
    func sayReady(_ outcome: String, _ sure: Sureness) async throws
    /// Takes back what the student saved last; it stands where it was typed again.
    func takeBack() async throws
    /// The student turns to something else: what they saved may be sent.
    func leaveWork() async throws

    // Changing a photo before it is saved. A photo is named by its tile; each change is durable when its call returns.
    /// The photo with every change applied.
    func markup(_ place: DraftPlace, photo: String) async throws -> MarkupScreen
    func editPhoto(_ place: DraftPlace, photo: String, _ edit: PhotoEdit) async throws
    func undoEdit(_ place: DraftPlace, photo: String) async throws
    func redoEdit(_ place: DraftPlace, photo: String) async throws
    /// Puts the changed picture into the draft, under another name; there it can be changed again until that is saved.
    func finishPhoto(_ place: DraftPlace, photo: String) async throws
    /// Takes a drawn-on photo out of the feedback that is being written.
    func removeDrawing(_ student: String, outcome: String, photo: String) async throws

    // What waits.
    func queue() async throws -> SyncScreen
    /// Sends what waits and asks for news, now.
    func tryNow() async throws
    /// The person has read what was saved from damaged data: it is not said again.
    func understood() async throws
}
