package notyet.desktop

import kotlinx.coroutines.runBlocking
import notyet.client.RustCoreClient
import notyet.core.Config
import notyet.core.Core
import java.io.File

/**
 * Prints what one call from Kotlin for a screen costs, over a folder that was made for it: Today with its rows, beside the
 * cheapest call there is.
 */
fun main(args: Array<String>) = runBlocking {
    val folder = File(args.single())
    val config = Config(folder.path, "en", "bench", "0.1.0", true)
    val client = RustCoreClient(Core.open(config, JvmHost(folder, "bench")))
    val rows = client.today(null).students.size
    val screen = median { client.today(null) }
    val session = median { client.session() }
    println("Today, $rows rows, from Kotlin: median of $ROUNDS: %.2f ms".format(screen / NANOS_PER_MS))
    println("the smallest screen (who is signed in): %.2f ms".format(session / NANOS_PER_MS))
    client.stop()
}

private suspend fun median(call: suspend () -> Unit): Double {
    repeat(ROUNDS) { call() }
    val times = LongArray(ROUNDS) {
        val begun = System.nanoTime()
        call()
        System.nanoTime() - begun
    }
    times.sort()
    return times[ROUNDS / 2].toDouble()
}

private const val ROUNDS = 500
private const val NANOS_PER_MS = 1e6
