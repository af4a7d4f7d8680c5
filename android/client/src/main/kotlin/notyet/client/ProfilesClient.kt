package notyet.client

import kotlinx.coroutines.flow.Flow
import notyet.core.CoreException
import notyet.core.MeScreen
import notyet.core.NamingScreen
import notyet.core.Network
import notyet.core.Notice
import notyet.core.PickerScreen
import notyet.core.SignOutScreen
import notyet.core.Words

/**
 * The people of this device. Everything that needs a person is asked of the [CoreClient] that [enter] and [keep] give; it says
 * `Locked` as soon as that person's profile is. Calls throw [CoreException]; they run on the core's own threads.
 */
interface ProfilesClient {
    /** The static texts. */
    val words: Words

    /** What to do about a fault, in words. */
    fun sentence(fault: CoreException): String

    /** Tells when the list or who is in front may have changed, and once at the start. */
    fun notices(): Flow<Notice>

    /** The host's word on the network. */
    fun setNetwork(network: Network)

    /** Someone touched the device. Cheap. */
    fun touched()

    /** The app is no longer in front: what was held may be sent, and a profile that has a PIN is locked. */
    suspend fun suspendWork()

    /** The app is in front again. */
    fun resumeWork()

    /** Locks a profile that nobody has touched for as long as is set; asked before anything is drawn after a sleep. */
    suspend fun lockIfIdle(): Boolean

    /** How many things wait that the server can have without anybody typing a PIN. */
    suspend fun unsent(): UInt

    suspend fun picker(): PickerScreen

    /** A place for someone to join; locks whoever is in front. */
    suspend fun place(): CoreClient

    /** [pin] null: for a profile that has none. */
    suspend fun enter(id: String, pin: String?): CoreClient

    /** What is asked of who has joined in the place. */
    suspend fun naming(): NamingScreen

    /** Lists who has joined in the place; [again] is the PIN once more. */
    suspend fun keep(name: String, pin: String?, again: String?): CoreClient

    suspend fun me(): MeScreen

    /**
     * Hands the device of who is in front to a student: their screens are locked, and [enter] with their PIN returns. What this gives
     * says `Locked` then.
     */
    suspend fun handOver(student: String, outcome: String): HandedClient

    suspend fun setIdleMinutes(minutes: UInt)

    /** Sets or changes the PIN of the profile that is open: [old] where it has one, whose try counts, and the new one twice. */
    suspend fun setPin(id: String, old: String?, new: String, again: String)

    suspend fun lock()

    suspend fun signOutQuestion(id: String): SignOutScreen

    suspend fun signOut(id: String)
}
