package notyet.ui

import androidx.compose.runtime.Composable
import androidx.compose.runtime.DisposableEffect
import androidx.compose.runtime.key
import androidx.compose.runtime.remember
import androidx.compose.runtime.saveable.rememberSaveableStateHolder
import kotlinx.coroutines.CoroutineScope
import notyet.client.CoreClient
import notyet.client.ProfilesClient
import notyet.core.navMore
import notyet.ui.parts.TwoPanes
import notyet.ui.screens.CaptureScreen
import notyet.ui.screens.LocalWords
import notyet.ui.screens.NobodyPicked
import notyet.ui.screens.StudentScreen
import notyet.ui.screens.TodayScreen
import notyet.ui.state.CaptureHolder
import notyet.ui.state.StudentHolder
import notyet.ui.state.TodayHolder
import notyet.ui.theme.Width

/** A teacher's screens: from 840 dp Today stands beside Student; Capture is always alone, so that no other name is in sight. */
@Composable
internal fun TeacherScreens(
    client: CoreClient,
    profiles: ProfilesClient,
    machine: Machine,
    scope: CoroutineScope,
    navigator: Navigator,
    width: Width,
) {
    val today = remember(client) {
        TodayHolder(client, scope, { navigator.toRoot(Spot.Today, Spot.Student(it)) }, { navigator.toRoot(Spot.Sync) })
    }
    DisposableEffect(today) { onDispose { today.close() } }
    // Today keeps its place in the list while another screen stands over it.
    val kept = rememberSaveableStateHolder()
    val list = @Composable { picked: String? ->
        kept.SaveableStateProvider(Spot.Today.toString()) {
            TodayScreen(today.state, today.actions, picked = picked, problem = today.problem)
        }
    }
    when (val here = navigator.here) {
        is Spot.Student -> if (width == Width.TwoPanes) {
            TwoPanes({ list(here.student) }) {
                Student(client, scope, navigator, here.student, besideToday = true)
            }
        } else {
            Student(client, scope, navigator, here.student, besideToday = false)
        }
        is Spot.Capture -> key(here) { Capture(client, machine, scope, navigator, here, today) }
        Spot.Sync -> Sync(client, scope)
        Spot.Me -> Me(profiles, scope, navigator, LocalWords.current.navMore)
        else -> if (width == Width.TwoPanes) {
            TwoPanes({ list(null) }) { NobodyPicked() }
        } else {
            list(null)
        }
    }
}

@Composable
private fun Student(client: CoreClient, scope: CoroutineScope, navigator: Navigator, student: String, besideToday: Boolean) {
    val holder = remember(client, student, besideToday) {
        StudentHolder(client, scope, student, if (besideToday) null else navigator::back) { navigator.go(Spot.Capture(student, it)) }
    }
    // Capture goes on with the same student, and sends what was saved when it is left.
    DisposableEffect(holder) { onDispose { holder.close((navigator.here as? Spot.Capture)?.student == student) } }
    StudentScreen(holder.state, holder.actions, answers = holder.answers)
}

@Composable
private fun Capture(
    client: CoreClient,
    machine: Machine,
    scope: CoroutineScope,
    navigator: Navigator,
    spot: Spot.Capture,
    today: TodayHolder,
) {
    val holder = remember(client) {
        // Who comes next is settled when the visit begins: saving moves the queue.
        val queue = today.queue
        val next = queue.getOrNull(queue.indexOf(spot.student) + 1)
        CaptureHolder(
            client,
            scope,
            spot.student,
            spot.outcome,
            machine::takePhoto,
            onBack = { navigator.toRoot(Spot.Today) },
            onNext = next?.let { { navigator.toRoot(Spot.Today, Spot.Capture(it, null)) } },
        )
    }
    DisposableEffect(holder) {
        onDispose {
            holder.close()
            today.refresh()
        }
    }
    CaptureScreen(holder.state, holder.draft, holder.actions)
}
