package notyet.app

import kotlinx.coroutines.delay
import kotlinx.coroutines.withTimeoutOrNull
import notyet.client.ProfilesClient
import notyet.core.CoreException

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
 * it alive, and never sends what a teacher still holds or what lies behind a PIN that nobody has typed.
 */
suspend fun untilSent(keeper: CoreKeeper, limitMs: Long): Ending {
    val profiles = try {
        keeper.profiles()
    } catch (_: CoreException) {
        return Ending.NotOpen
    }
    profiles.resumeWork()
    val sent = withTimeoutOrNull(limitMs) {
        while (!isEmpty(profiles)) delay(LOOK_EVERY_MS)
    }
    return if (sent == null) Ending.Waiting else Ending.Sent
}

private suspend fun isEmpty(profiles: ProfilesClient): Boolean = try {
    profiles.unsent() == 0u
} catch (_: CoreException) {
    // Unreadable now is not empty.
    false
}

/** Nobody waits for the answer; every look reads the databases of all who are here. */
private const val LOOK_EVERY_MS = 1_000L
