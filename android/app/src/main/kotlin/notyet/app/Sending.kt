package notyet.app

import kotlinx.coroutines.flow.first
import kotlinx.coroutines.withTimeoutOrNull
import notyet.client.CoreClient
import notyet.core.CoreException
import notyet.core.Topic

/** How a sync job ended. */
enum class Ending {
    /** Nothing waits any more. */
    Sent,

    /** Something still waits: the system may call again. */
    Waiting,

    /** The core did not open; calling again would change nothing until a person has seen why. */
    NotOpen,
}

/**
 * Waits until nothing waits to be sent, at most [limitMs]. The core sends by itself as long as the process lives; this only keeps
 * it alive, and never sends what a teacher still holds.
 */
suspend fun untilSent(keeper: CoreKeeper, limitMs: Long): Ending {
    val client = try {
        keeper.client()
    } catch (_: CoreException) {
        return Ending.NotOpen
    }
    client.resumeWork()
    val sent = withTimeoutOrNull(limitMs) { client.notices(setOf(Topic.SYNC, Topic.WORK, Topic.PHOTOS)).first { isEmpty(client) } }
    return if (sent == null) Ending.Waiting else Ending.Sent
}

private suspend fun isEmpty(client: CoreClient): Boolean = try {
    client.queue().queue.isEmpty()
} catch (_: CoreException) {
    // Unreadable now is not empty; the next notice asks again.
    false
}
