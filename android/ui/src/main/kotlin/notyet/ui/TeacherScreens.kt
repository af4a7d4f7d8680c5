package notyet.ui

import androidx.compose.runtime.Composable
import androidx.compose.runtime.DisposableEffect
import androidx.compose.runtime.key
import androidx.compose.runtime.remember
import androidx.compose.runtime.saveable.rememberSaveableStateHolder
import androidx.compose.ui.unit.Dp
import androidx.compose.ui.unit.dp
import kotlinx.coroutines.CoroutineScope
import notyet.client.CoreClient
import notyet.client.ProfilesClient
import notyet.core.DraftPlace
import notyet.core.Hand
import notyet.core.Words
import notyet.core.captureOutcome
import notyet.core.conferenceProfile
import notyet.core.conferenceTitle
import notyet.core.navClass
import notyet.core.navMore
import notyet.core.todayTitle
import notyet.ui.parts.TwoPanes
import notyet.ui.screens.ClassScreen
import notyet.ui.screens.ConferenceScreen
import notyet.ui.screens.LocalWords
import notyet.ui.screens.NobodyPicked
import notyet.ui.screens.StudentEvidenceScreen
import notyet.ui.screens.StudentOutcomeScreen
import notyet.ui.screens.StudentScreen
import notyet.ui.screens.TodayScreen
import notyet.ui.screens.WalkScreen
import notyet.ui.state.ChosenClass
import notyet.ui.state.ClassHolder
import notyet.ui.state.ConferenceHolder
import notyet.ui.state.StudentEvidenceHolder
import notyet.ui.state.StudentHolder
import notyet.ui.state.StudentOutcomeHolder
import notyet.ui.state.StudentWays
import notyet.ui.state.TodayHolder
import notyet.ui.state.WalkHolder
import notyet.ui.theme.Width

/**
 * A teacher's screens: from 840 dp the list from which a student was opened, Today or Class, stands beside the student's;
 * Conference is always alone, so that no other name is in sight.
 */
@Composable
internal fun TeacherScreens(
    client: CoreClient,
    profiles: ProfilesClient,
    machine: Machine,
    scope: CoroutineScope,
    navigator: Navigator,
    width: Width,
    hand: Hand,
    handOver: suspend (student: String, outcome: String) -> Unit,
) {
    val chosen = remember(client) { ChosenClass() }
    val today = remember(client) {
        TodayHolder(
            client,
            scope,
            onConference = { navigator.toRoot(Spot.Today, Spot.Conference(it, null)) },
            onStudent = { navigator.toRoot(Spot.Today, Spot.Student(it)) },
            onWalk = { navigator.go(Spot.Walk) },
            onCapture = { navigator.go(Spot.Capture(null)) },
            onBanner = { navigator.toRoot(Spot.Sync) },
            chosen,
        )
    }
    DisposableEffect(today) { onDispose { today.close() } }
    val page = pageOf(client, scope, navigator, chosen, today)
    val visit = navigator.conference?.let { spot -> key(spot) { visitOf(client, machine, scope, navigator, spot, today, handOver) } }
    val panes = panesOf(today, page, visit, width, hand)
    when (val here = navigator.here) {
        is Spot.Student -> Beside(panes, here.student) { Student(client, scope, navigator, here.student, panes.two, visit, hand) }
        is Spot.StudentOutcome -> Beside(panes, here.student) { StudentOutcome(client, scope, navigator, here, visit) }
        is Spot.StudentEvidence -> Beside(panes, here.student) { StudentEvidence(client, scope, navigator, here) }
        is Spot.Conference -> if (visit != null) ConferenceScreen(visit.state, visit.draft, visit.actions, hand = hand)
        Spot.Walk -> Walk(client, scope, navigator, today)
        is Spot.Capture, is Spot.Tag, is Spot.Markup -> Piece(client, machine, scope, navigator, here)
        Spot.Sync -> Sync(client, scope)
        Spot.Me -> Me(profiles, scope, navigator, LocalWords.current.navMore)
        Spot.Settings -> Settings(client, scope, navigator, LocalWords.current.navMore)
        else -> Alone(panes)
    }
}

/** Work on its way into a record. */
@Composable
private fun Piece(client: CoreClient, machine: Machine, scope: CoroutineScope, navigator: Navigator, here: Spot) {
    when (here) {
        is Spot.Capture -> Capture(client, machine, scope, navigator, here)
        is Spot.Tag -> Tag(client, scope, navigator, here)
        is Spot.Markup -> key(here) { Markup(client, machine, scope, navigator, here) }
        else -> Unit
    }
}

/** The list that students are picked from, how wide it is, and whether it stands beside what was picked. */
private class Panes(val list: @Composable (picked: String?) -> Unit, val width: Dp, val two: Boolean)

private val TODAY_PANE = 360.dp
private val CLASS_PANE = 320.dp

/** Today, or the class's [page]. Opened beside a child, a student's outcomes are alone as well. */
@Composable
private fun panesOf(today: TodayHolder, page: ClassHolder?, visit: ConferenceHolder?, width: Width, hand: Hand): Panes {
    // Each list keeps its place while another screen stands over it.
    val kept = rememberSaveableStateHolder()
    val list = @Composable { picked: String? ->
        kept.SaveableStateProvider(if (page == null) "today" else "class") {
            if (page != null) {
                ClassScreen(page.state, page.actions, picked = picked, hand = hand)
            } else {
                val (problem, door) = today.problem to today.door.open
                TodayScreen(today.state, today.actions, picked = picked, problem = problem, door = door, news = today.news, hand = hand)
            }
        }
    }
    return Panes(list, if (page == null) TODAY_PANE else CLASS_PANE, two = width == Width.TwoPanes && visit == null)
}

/** A list, with nobody picked from it. */
@Composable
private fun Alone(panes: Panes) = if (panes.two) Beside(panes, null) { NobodyPicked() } else panes.list(null)

/** What was picked from a list: beside it where two panes fit, and alone beside the child. */
@Composable
private fun Beside(panes: Panes, picked: String?, content: @Composable () -> Unit) {
    if (panes.two) TwoPanes({ panes.list(picked) }, listWidth = panes.width) { content() } else content()
}

/** The page of the class, while it or what was opened from it is on screen. */
@Composable
private fun pageOf(client: CoreClient, scope: CoroutineScope, navigator: Navigator, chosen: ChosenClass, today: TodayHolder): ClassHolder? {
    if (navigator.root != Spot.Class) return null
    val holder = remember(client) {
        ClassHolder(
            client,
            scope,
            chosen,
            onStudent = { navigator.toRoot(Spot.Class, Spot.Student(it)) },
            onCapture = { navigator.go(Spot.Capture(null)) },
        )
    }
    DisposableEffect(holder) {
        onDispose {
            holder.close()
            // Another class may have been chosen.
            today.refresh()
        }
    }
    return holder
}

@Composable
private fun StudentOutcome(
    client: CoreClient,
    scope: CoroutineScope,
    navigator: Navigator,
    spot: Spot.StudentOutcome,
    visit: ConferenceHolder?,
) {
    val holder = remember(client, spot, visit) {
        StudentOutcomeHolder(
            client,
            scope,
            spot.student,
            spot.outcome,
            onBack = navigator::back,
            onRecord = { navigator.record(spot.student, spot.outcome, visit) },
            onPiece = { navigator.go(Spot.StudentEvidence(spot.student, it)) },
        )
    }
    DisposableEffect(holder) { onDispose { holder.close(navigator.isWith(spot.student)) } }
    StudentOutcomeScreen(holder.state, holder.actions)
}

@Composable
private fun StudentEvidence(client: CoreClient, scope: CoroutineScope, navigator: Navigator, spot: Spot.StudentEvidence) {
    val holder = remember(client, spot) { StudentEvidenceHolder(client, scope, spot.student, spot.piece, navigator::back) }
    DisposableEffect(holder) { onDispose { holder.close(navigator.isWith(spot.student)) } }
    StudentEvidenceScreen(holder.state, holder.actions, problem = holder.problem)
}

/** To the conference that is open, or to a new one. */
private fun Navigator.record(student: String, outcome: String?, visit: ConferenceHolder?) {
    if (visit == null) return go(Spot.Conference(student, outcome))
    while (here !is Spot.Conference) back()
    outcome?.let(visit.actions.onOutcome)
}

@Composable
private fun Student(
    client: CoreClient,
    scope: CoroutineScope,
    navigator: Navigator,
    student: String,
    besideList: Boolean,
    visit: ConferenceHolder?,
    hand: Hand,
) {
    val fromClass = navigator.root == Spot.Class
    val holder = remember(client, student, besideList, visit, fromClass) {
        val ways = StudentWays(
            onBack = if (besideList) null else navigator::back,
            onRecord = { navigator.record(student, it, visit) },
            onCapture = { navigator.go(Spot.Capture(student)) },
            onOutcome = { navigator.go(Spot.StudentOutcome(student, it)) },
            fromClass,
        )
        StudentHolder(client, scope, student, inConference = visit != null, ways)
    }
    // Conference goes on with the same student, and sends what was saved when it is left.
    DisposableEffect(holder) { onDispose { holder.close(navigator.isWith(student)) } }
    val door = holder.door
    StudentScreen(holder.state, holder.actions, answers = holder.answers, door = door.open, problem = door.problem, hand = hand)
}

/** One visit to one student; it is over when no screen is about them any more. */
@Composable
private fun visitOf(
    client: CoreClient,
    machine: Machine,
    scope: CoroutineScope,
    navigator: Navigator,
    spot: Spot.Conference,
    today: TodayHolder,
    handOver: suspend (student: String, outcome: String) -> Unit,
): ConferenceHolder {
    val title = LocalWords.current.conferenceTitle
    val holder = remember(client) {
        val begun = wordOf(navigator.begun)
        // Who comes next is settled when the visit begins: saving moves the queue.
        val queue = today.queue
        val next = queue.getOrNull(queue.indexOf(spot.student) + 1)
        ConferenceHolder(
            client,
            scope,
            spot.student,
            spot.outcome,
            machine.supply(),
            onBack = navigator::leaveConference,
            onNext = next?.let { { navigator.toRoot(navigator.root, Spot.Conference(it, null)) } },
            begun = begun,
            onProfile = { navigator.go(Spot.Student(spot.student)) },
            onDrawOn = { outcome, photo -> navigator.go(Spot.Markup(DraftPlace.Feedback(spot.student, outcome), photo, title)) },
            handOver = { handOver(spot.student, it) },
        )
    }
    DisposableEffect(holder) {
        onDispose {
            holder.close()
            today.refresh()
        }
    }
    return holder
}

/** The word for where a conference was begun. */
private fun wordOf(begun: Spot?): (Words) -> String = when (begun) {
    is Spot.Student -> Words::conferenceProfile
    is Spot.StudentOutcome -> Words::captureOutcome
    Spot.Class -> Words::navClass
    else -> Words::todayTitle
}

@Composable
private fun Walk(client: CoreClient, scope: CoroutineScope, navigator: Navigator, today: TodayHolder) {
    val holder = remember(client) { WalkHolder(client, scope, navigator::back) }
    DisposableEffect(holder) {
        onDispose {
            holder.close()
            today.refresh()
        }
    }
    WalkScreen(holder.state, holder.actions, open = holder.open, problem = holder.problem)
}
