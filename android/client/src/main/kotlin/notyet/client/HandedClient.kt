package notyet.client

import notyet.core.HandedScreen
import notyet.core.PhotoSize
import notyet.core.Preferences
import notyet.core.Words

/** A teacher's tablet in a student's hands: the student's own judgement of one piece of work, whose place is settled. */
interface HandedClient :
    Told,
    VoiceClient,
    WorkClient {
    /** The static texts. */
    val words: Words

    /** What the app itself follows. */
    val preferences: Preferences

    suspend fun handed(): HandedScreen

    /** A JPEG of this work; null while it is on its way. */
    suspend fun photo(attachment: String, size: PhotoSize): ByteArray?
}
