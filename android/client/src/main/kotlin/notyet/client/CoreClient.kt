package notyet.client

import kotlinx.coroutines.flow.Flow
import notyet.core.CaptureScreen
import notyet.core.CoreException
import notyet.core.LevelInput
import notyet.core.NextStepInput
import notyet.core.Notice
import notyet.core.PhotoInput
import notyet.core.PhotoSize
import notyet.core.Saved
import notyet.core.SessionScreen
import notyet.core.StudentScreen
import notyet.core.SyncScreen
import notyet.core.TodayScreen
import notyet.core.Topic
import notyet.core.Words

/**
 * All that the state holder of one person's screen may ask. One call fills one screen; what changes afterwards is told by
 * [notices], and the holder asks again. Calls throw [CoreException]; they run on the core's own threads, whatever thread awaits them.
 */
interface CoreClient : LearningClient {
    /** The static texts. */
    val words: Words

    /** A text with arguments that only the screen knows. */
    fun format(key: String, args: Map<String, String>): String

    /** What to do about a fault, in words. */
    fun sentence(fault: CoreException): String

    /**
     * Tells of changes to these topics for as long as it is collected, and once at the start, so that what changed before that is
     * not missed; a slow collector hears the newest only.
     */
    fun notices(topics: Set<Topic>): Flow<Notice>

    suspend fun session(): SessionScreen

    suspend fun joinWithStaffCode(server: String, code: String)

    suspend fun joinWithClassCode(server: String, code: String, name: String)

    /** Whether this server's school lets its staff sign in with the school's account. */
    suspend fun offersSchoolAccount(server: String): Boolean

    /** Begins to; gives the page that the system's browser opens. The app may end while that is in front. */
    suspend fun beginSchoolAccount(server: String): String

    /** Finishes it with the address by which the browser opened the app; may be called again after a lost network. */
    suspend fun finishSchoolAccount(address: String)

    fun cancelJoin()

    suspend fun today(classId: String?): TodayScreen

    suspend fun student(student: String): StudentScreen

    suspend fun capture(student: String, outcome: String?, kind: String?): CaptureScreen

    suspend fun recordLevel(input: LevelInput): Saved

    suspend fun recordPhoto(input: PhotoInput): Saved

    suspend fun recordNextStep(input: NextStepInput): Saved

    /** Answers a student's question. */
    suspend fun answer(question: String, text: String): Saved

    suspend fun undo(): Saved

    suspend fun redo(): Saved

    suspend fun leaveStudent(student: String)

    /** [student] null: nobody here. */
    suspend fun decideJoin(request: String, student: String?)

    suspend fun queue(): SyncScreen

    suspend fun tryNow()

    /** The person has read what was saved from damaged data: it is not said again. */
    suspend fun understood()

    /** A JPEG; null while it is on its way. */
    suspend fun photo(attachment: String, size: PhotoSize): ByteArray?
}
