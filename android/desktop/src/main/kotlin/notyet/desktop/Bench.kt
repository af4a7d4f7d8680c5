package notyet.desktop

import kotlinx.coroutines.runBlocking
import java.io.File

/**
 * Prints what calls from Kotlin cost, over a folder that was made for it (28,000 results): opening a profile until Today can be
 * drawn, Today with its rows, and the smallest screen there is.
 */
fun main(args: Array<String>) = runBlocking {
    val folder = File(args.single())
    val begun = System.nanoTime()
    withFirstPerson(folder, "bench") { client ->
        val rows = client.today(null).students.size
        val opened = (System.nanoTime() - begun) / NANOS_PER_MS
        println("Profiles.open until Today can be drawn, the library's loading included: %.0f ms (bar: 200)".format(opened))
        println("Today, $rows rows, from Kotlin: median of $ROUNDS: %.2f ms".format(median { client.today(null) } / NANOS_PER_MS))
        println("the smallest screen (who is signed in): %.2f ms".format(median { client.session() } / NANOS_PER_MS))
    }
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
