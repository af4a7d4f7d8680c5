package notyet.client

import kotlinx.coroutines.channels.awaitClose
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.callbackFlow
import kotlinx.coroutines.flow.conflate
import notyet.core.Core
import notyet.core.CoreException
import notyet.core.Listener
import notyet.core.Network
import notyet.core.Notice
import notyet.core.Profiles
import notyet.core.Subscription
import notyet.core.Topic
import notyet.core.Words
import java.util.concurrent.ConcurrentLinkedQueue

/** The core's profiles behind [ProfilesClient]. */
class RustProfilesClient(private val profiles: Profiles) : ProfilesClient {
    /**
     * Every core that was given out. A screen may ask one that was locked long ago, which is answered, while one that was closed is
     * an error of the program; and a locked one holds a few hundred bytes.
     */
    private val given = ConcurrentLinkedQueue<AutoCloseable>()

    override val words: Words = profiles.words()

    override fun sentence(fault: CoreException) = profiles.sentence(fault)

    override fun notices(): Flow<Notice> = noticesOf(listOf(Topic.SESSION), profiles::observe)

    override fun setNetwork(network: Network) = profiles.setNetwork(network)

    override fun touched() = profiles.touched()

    override suspend fun suspendWork() = profiles.suspend()

    override fun resumeWork() = profiles.resume()

    override suspend fun lockIfIdle() = profiles.lockIfIdle()

    override suspend fun unsent() = profiles.unsent()

    override suspend fun picker() = profiles.picker()

    override suspend fun place() = give(profiles.place())

    override suspend fun enter(id: String, pin: String?) = give(profiles.enter(id, pin))

    override suspend fun naming() = profiles.naming()

    override suspend fun keep(name: String, pin: String?, again: String?) = give(profiles.keep(name, pin, again))

    override suspend fun me() = profiles.me()

    override suspend fun handOver(student: String, outcome: String): HandedClient =
        RustHandedClient(profiles.handOver(student, outcome)).also { given += it }

    override suspend fun setIdleMinutes(minutes: UInt) = profiles.setIdleMinutes(minutes)

    override suspend fun setPin(id: String, old: String?, new: String, again: String) = profiles.setPin(id, old, new, again)

    override suspend fun lock() = profiles.lock()

    override suspend fun signOutQuestion(id: String) = profiles.signOutQuestion(id)

    override suspend fun signOut(id: String) = profiles.signOut(id)

    /** Ends everything that goes on and lets go of all cores; nothing may be asked afterwards. */
    suspend fun stop() {
        profiles.stop()
        given.forEach { it.close() }
        profiles.close()
    }

    private fun give(core: Core): CoreClient = RustCoreClient(core).also { given += it }
}

/** Notices as a flow: once at the start, then whenever [observe] tells. */
internal fun noticesOf(topics: List<Topic>, observe: (Listener) -> Subscription): Flow<Notice> = callbackFlow {
    // Called on the core's threads; the channel carries notices to the collector's.
    val subscription = observe(
        object : Listener {
            override fun onNotice(notice: Notice) {
                trySend(notice)
            }
        },
    )
    // What changed before the core began to tell this listener is not told; asking once more finds it.
    trySend(Notice(0u, topics))
    awaitClose { subscription.close() }
}.conflate()
