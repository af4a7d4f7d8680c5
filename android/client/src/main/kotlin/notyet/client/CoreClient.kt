package notyet.client

import notyet.core.ClassScreen
import notyet.core.ConferenceScreen
import notyet.core.CoreException
import notyet.core.DoorScreen
import notyet.core.FeedbackInput
import notyet.core.LevelInput
import notyet.core.OwnWordsInput
import notyet.core.PhotoInput
import notyet.core.PhotoSize
import notyet.core.Saved
import notyet.core.ScannedCode
import notyet.core.SessionScreen
import notyet.core.StudentEvidenceScreen
import notyet.core.StudentOutcomeScreen
import notyet.core.StudentScreen
import notyet.core.SyncScreen
import notyet.core.TextPlace
import notyet.core.TodayScreen
import notyet.core.WalkLevelInput
import notyet.core.WalkScreen
import notyet.core.Words

/**
 * All that the state holder of one person's screen may ask. One call fills one screen; what changes afterwards is told by
 * [notices], and the holder asks again. Calls throw [CoreException]; they run on the core's own threads, whatever thread awaits them.
 */
interface CoreClient :
    CapturingClient,
    DocumentClient,
    LearningClient,
    MarkupClient,
    RoomClient,
    SettingsClient,
    VoiceClient,
    Told {
    /** The static texts, in this person's language and with their school's own words. Asked anew when [preferences] say so. */
    val words: Words

    /** A text with arguments that only the screen knows. */
    fun format(key: String, args: Map<String, String>): String

    /** Where a text speaks of what a person is and not of what the work does. Answers at once. */
    fun fixedMindset(text: String): List<TextPlace>

    suspend fun session(): SessionScreen

    suspend fun joinWithStaffCode(server: String, code: String)

    /** What a photo of a teacher's QR code says. */
    suspend fun readCode(jpeg: ByteArray): ScannedCode

    /** What the address says by which a phone's own camera opened the app. */
    fun readLink(address: String): ScannedCode

    /** By a code that was made for one student. */
    suspend fun joinWithStudentCode(server: String, code: String)

    suspend fun joinWithClassCode(server: String, code: String, name: String)

    /** Whether this server's school lets its staff sign in with the school's account. */
    suspend fun offersSchoolAccount(server: String): Boolean

    /** Begins to; gives the page that the system's browser opens. The app may end while that is in front. */
    suspend fun beginSchoolAccount(server: String): String

    /** Finishes it with the address by which the browser opened the app; may be called again after a lost network. */
    suspend fun finishSchoolAccount(address: String)

    fun cancelJoin()

    suspend fun today(classId: String?): TodayScreen

    /** Everyone of a class with their profile; null: the class that was shown last, or the first. */
    suspend fun classPage(classId: String?): ClassScreen

    suspend fun student(student: String): StudentScreen

    /** One outcome of a student, as their teacher sees it. */
    suspend fun studentOutcome(student: String, outcome: String): StudentOutcomeScreen

    /** A piece of a student's work, or a judgement that names none, with all that was said of it. */
    suspend fun studentEvidence(student: String, piece: String): StudentEvidenceScreen

    /** Corrects the level of a judgement by one that supersedes it. */
    suspend fun correctLevel(judgement: String, level: String): Saved

    /** What is null is what was picked last; without one, the outcome of the student's last next step. */
    suspend fun conference(student: String, outcome: String?, kind: String?): ConferenceScreen

    suspend fun recordLevel(input: LevelInput): Saved

    /** The class as seats. What is null is what was picked last. */
    suspend fun walk(outcome: String?, kind: String?): WalkScreen

    suspend fun recordWalkLevel(input: WalkLevelInput): Saved

    suspend fun recordPhoto(input: PhotoInput): Saved

    /** Takes a photo out of the piece of work that was recorded in this visit; of several, and before it is sent. */
    suspend fun removeWorkPhoto(student: String, outcome: String, photo: String): Saved

    /** Says that the work recorded in this visit on [outcome] shows another one, too. */
    suspend fun recordAlso(student: String, outcome: String, shows: String): Saved

    suspend fun recordFeedback(input: FeedbackInput): Saved

    suspend fun recordOwnWords(input: OwnWordsInput): Saved

    /** Keeps what is typed and not saved yet; all of it empty: nothing is kept. */
    suspend fun keepDraft(input: FeedbackInput, ownWords: String)

    /** Answers a student's question. */
    suspend fun answer(question: String, text: String): Saved

    suspend fun undo(): Saved

    suspend fun redo(): Saved

    suspend fun leaveStudent(student: String)

    /** Lets students in for ten minutes: one of them, or [student] null: the class that Today shows. */
    suspend fun openDoor(student: String?): DoorScreen

    /** [student] null: nobody here. */
    suspend fun decideJoin(request: String, student: String?)

    suspend fun queue(): SyncScreen

    suspend fun tryNow()

    /** The person has read what was saved from damaged data: it is not said again. */
    suspend fun understood()

    /** A JPEG; null while it is on its way. */
    suspend fun photo(attachment: String, size: PhotoSize): ByteArray?
}
