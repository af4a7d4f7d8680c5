package notyet.app

import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Deferred
import kotlinx.coroutines.async
import notyet.client.ProfilesClient
import notyet.core.Network

/**
 * The people of this device, once in the process: opened by whoever needs them first, the activity or the sync job, and kept until the
 * process ends.
 * An opening that did not succeed is not remembered, so that trying again makes sense.
 *
 * @param scope lives as long as the process and keeps a fault in one opening from ending it: whoever asks may go away while the
 * core opens, and a core that nobody received would hold the database for ever.
 */
class CoreKeeper(private val scope: CoroutineScope, private val open: suspend () -> ProfilesClient) {
    private var attempt: Deferred<ProfilesClient>? = null
    private var network: Network? = null

    /** They, if they are open. */
    @Volatile
    var opened: ProfilesClient? = null
        private set

    /** They, opened if need be. Throws what opening throws. */
    suspend fun profiles(): ProfilesClient = opened ?: opening().await()

    /** What the network is like; kept for a core that is not open yet. */
    fun setNetwork(now: Network) = synchronized(this) {
        network = now
        opened?.setNetwork(now)
        Unit
    }

    private fun opening(): Deferred<ProfilesClient> = synchronized(this) {
        attempt?.takeIf { it.isActive || opened != null } ?: scope.async { open().also(::keep) }.also { attempt = it }
    }

    private fun keep(client: ProfilesClient) = synchronized(this) {
        network?.let(client::setNetwork)
        opened = client
    }
}
