package notyet.client

import kotlinx.coroutines.flow.Flow
import notyet.core.CoreException
import notyet.core.Notice
import notyet.core.Topic
import notyet.core.WorkDraft
import notyet.core.WorkPlace

/** What a state holder hears of changes and of faults. */
interface Told {
    /** What to do about a fault, in words. */
    fun sentence(fault: CoreException): String

    /**
     * Tells of changes to these topics for as long as it is collected, and once at the start, so that what changed before that is
     * not missed; a slow collector hears the newest only.
     */
    fun notices(topics: Set<Topic>): Flow<Notice>
}

/** A student's work in the making: on their own device, or on a teacher's tablet that is handed to them. */
interface WorkClient {
    /** Keeps what is typed and tapped on this device, through the end of the app. */
    suspend fun keepDraft(place: WorkPlace, draft: WorkDraft)

    suspend fun addDraftPhoto(place: WorkPlace, jpeg: ByteArray)

    suspend fun removeDraftPhoto(place: WorkPlace, photo: String)

    /** Saves the work and the student's judgement of it; the draft is empty again. */
    suspend fun saveWork(place: WorkPlace, draft: WorkDraft)
}
