package notyet.desktop

import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.height
import androidx.compose.foundation.lazy.LazyColumn
import androidx.compose.runtime.Composable
import androidx.compose.runtime.CompositionLocalProvider
import androidx.compose.ui.Modifier
import androidx.compose.ui.input.pointer.PointerEventType
import androidx.compose.ui.semantics.SemanticsNode
import androidx.compose.ui.semantics.SemanticsProperties
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.semantics
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.SupervisorJob
import kotlinx.coroutines.cancelAndJoin
import kotlinx.coroutines.job
import kotlinx.coroutines.runBlocking
import notyet.client.CoreClient
import notyet.core.Words
import notyet.core.doorOpen
import notyet.ui.generated.Size
import notyet.ui.screens.ConferenceScreen
import notyet.ui.screens.LocalWords
import notyet.ui.screens.ScreenState
import notyet.ui.screens.TodayScreen
import notyet.ui.state.ConferenceHolder
import notyet.ui.state.TodayHolder
import notyet.ui.state.WorkSupply
import notyet.ui.theme.NotYetTheme
import java.io.File

/**
 * Prints what the screens cost over folders that were made for it: a frame of Today while a class of 500 is scrolled by a finger,
 * beside a list of 500 empty rows; and the time from a tap on a level in Conference until the level on screen is saved, with a
 * term's results. Arguments: the folder of the large class, then that of the term.
 */
fun main(args: Array<String>) = runBlocking(Dispatchers.Main) {
    val (large, term) = args.map(::File)
    scrolled(large)
    saved(term)
}

private suspend fun scrolled(folder: File) = withCore(folder) { client, scope ->
    val today = TodayHolder(client, scope, {}, {}, {}, {}, {})
    val students = client.today(null).students.size
    val ours = scroll(client.words.doorOpen) { Said(client.words) { TodayScreen(today.state, today.actions) } }
    val empty = scroll(END) { EmptyRows(students) }
    today.close()
    println("a frame of Today while $students students scroll: ${told(ours)} (bar at the 99th percentile: 8 ms)")
    println("a frame while as many empty rows scroll: ${told(empty)}")
}

/** As high as a student's row, with nothing in it. */
@Composable
private fun EmptyRows(count: Int) = LazyColumn(Modifier.fillMaxSize()) {
    items(count) { nth ->
        val last = if (nth == count - 1) Modifier.semantics { contentDescription = END } else Modifier
        Box(last.fillMaxWidth().height(Size.row))
    }
}

/** What each frame took while a finger swiped until [end] came into sight. The first passes only make the code warm. */
private suspend fun scroll(end: String, content: @Composable () -> Unit): List<Long> {
    var frames = listOf<Long>()
    repeat(PASSES) {
        frames = RecordedScene(content).use { scene ->
            repeat(SETTLE) { scene.frame() }
            buildList {
                while (scene.find { it.says(end) } == null) {
                    addAll(scene.swipe())
                    check(size < MOST_FRAMES) { "the list has no end that says “$end”" }
                }
            }
        }
    }
    return frames
}

/** The finger stays on the screen for half of the frames, and the list rolls on for the others. */
private suspend fun RecordedScene.swipe(): List<Long> {
    val (x, from) = RecordedScene.WIDTH / 2f to RecordedScene.HEIGHT * 0.8f
    finger(PointerEventType.Press, x, from)
    val held = (1..HELD).map { at ->
        finger(PointerEventType.Move, x, from - at * STEP)
        frame()
    }
    finger(PointerEventType.Release, x, from - HELD * STEP)
    return held + List(HELD) { frame() }
}

private suspend fun saved(folder: File) = withCore(folder) { client, scope ->
    val student = client.today(null).students.first().student
    val nothing = WorkSupply({ null }, { null }, JvmMachine(camera = null).microphone, edit = null)
    val visit = ConferenceHolder(client, scope, student, null, nothing, {}, null)
    RecordedScene { Said(client.words) { ConferenceScreen(visit.state, visit.draft, visit.actions) } }.use { scene ->
        while (visit.levels.isEmpty() || scene.isStale) scene.frame()
        val places = visit.levels.map { level ->
            val place = scene.find { it.says(level.word) && SemanticsProperties.Selected in it.config }
            level.level to checkNotNull(place) { "${level.word} is not on screen" }.center
        }
        val times = List(WARM_TAPS + TAPS) { nth ->
            val (level, at) = places[nth % places.size]
            val begun = System.nanoTime()
            scene.finger(PointerEventType.Press, at.x, at.y)
            scene.frame()
            scene.finger(PointerEventType.Release, at.x, at.y)
            while (visit.levels.none { it.level == level && it.chosen }) scene.frame()
            scene.frame()
            System.nanoTime() - begun
        }
        val saved = told(times.drop(WARM_TAPS))
        println("from a tap on a level to the frame in which it is saved: $saved (bar at the 99th percentile: 30 ms)")
    }
    visit.close()
}

private suspend fun withCore(folder: File, work: suspend (CoreClient, CoroutineScope) -> Unit) =
    withFirstPerson(folder, "bench") { client ->
        val scope = CoroutineScope(SupervisorJob() + Dispatchers.Main.immediate)
        try {
            work(client, scope)
        } finally {
            // The screens first: what they ask of a core that has ended is an error.
            scope.coroutineContext.job.cancelAndJoin()
        }
    }

private val ConferenceHolder.levels get() = (state as? ScreenState.Ready)?.data?.levels.orEmpty()

@Composable
private fun Said(words: Words, content: @Composable () -> Unit) = NotYetTheme(dark = false, family = BundledType) {
    CompositionLocalProvider(LocalWords provides words, content = content)
}

private fun SemanticsNode.says(text: String) = words.any { text in it }

private fun told(nanos: List<Long>): String {
    val sorted = nanos.sorted()
    val at = { share: Double -> sorted[((sorted.size - 1) * share).toInt()] / NANOS_PER_MS }
    return "median %.2f ms, 99th percentile %.2f ms, of %d".format(at(0.5), at(0.99), sorted.size)
}

private const val END = "the end"
private const val PASSES = 5
private const val SETTLE = 30
private const val HELD = 15
private const val STEP = 35f
private const val MOST_FRAMES = 100_000
private const val WARM_TAPS = 1_000
private const val TAPS = 500
private const val NANOS_PER_MS = 1e6
