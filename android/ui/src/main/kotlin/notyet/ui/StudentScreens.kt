package notyet.ui

import androidx.compose.runtime.Composable
import androidx.compose.runtime.DisposableEffect
import androidx.compose.runtime.key
import androidx.compose.runtime.remember
import androidx.compose.runtime.saveable.rememberSaveableStateHolder
import kotlinx.coroutines.CoroutineScope
import notyet.client.CoreClient
import notyet.client.ProfilesClient
import notyet.core.DraftPlace
import notyet.core.Topic
import notyet.core.WorkPlace
import notyet.core.addTitle
import notyet.core.assessTitle
import notyet.core.navMe
import notyet.ui.screens.AddScreen
import notyet.ui.screens.EvidenceScreen
import notyet.ui.screens.FeedbackActions
import notyet.ui.screens.FeedbackScreen
import notyet.ui.screens.HomeActions
import notyet.ui.screens.HomeScreen
import notyet.ui.screens.LocalWords
import notyet.ui.screens.OutcomeScreen
import notyet.ui.screens.SelfAssessScreen
import notyet.ui.screens.ThreadScreen
import notyet.ui.state.EvidenceHolder
import notyet.ui.state.OutcomeHolder
import notyet.ui.state.ScreenHolder
import notyet.ui.state.ThreadHolder
import notyet.ui.state.addHolder
import notyet.ui.state.selfAssessHolder

/** A student's screens. */
@Composable
internal fun StudentScreens(client: CoreClient, profiles: ProfilesClient, machine: Machine, scope: CoroutineScope, navigator: Navigator) {
    // Home keeps its place in the list while an outcome stands over it.
    val kept = rememberSaveableStateHolder()
    when (val here = navigator.here) {
        is Spot.Outcome -> key(here) { Outcome(client, scope, navigator, here.outcome) }
        is Spot.SelfAssess -> key(here) { SelfAssess(client, machine, scope, navigator, here.place) }
        is Spot.Evidence -> key(here) { Evidence(client, scope, navigator, here) }
        is Spot.Thread -> key(here) { Thread(client, machine, scope, navigator, here.feedback) }
        is Spot.Markup -> key(here) { Markup(client, machine, scope, navigator, here) }
        Spot.Add -> Add(client, machine, scope, navigator)
        Spot.Feedback -> kept.SaveableStateProvider(here.toString()) { Feedback(client, scope, navigator) }
        Spot.Sync -> Sync(client, scope)
        Spot.Me -> Me(profiles, scope, navigator, LocalWords.current.navMe)
        Spot.Settings -> Settings(client, scope, navigator, LocalWords.current.navMe)
        else -> kept.SaveableStateProvider(Spot.Home.toString()) { Home(client, scope, navigator) }
    }
}

@Composable
private fun Home(client: CoreClient, scope: CoroutineScope, navigator: Navigator) {
    val holder = remember(client) {
        ScreenHolder(client, scope, setOf(Topic.WORK, Topic.ROSTER, Topic.SYNC, Topic.SESSION)) { client.home() }
    }
    DisposableEffect(holder) { onDispose { holder.close() } }
    val actions = remember(holder) {
        HomeActions(
            onOutcome = { navigator.go(Spot.Outcome(it)) },
            onBanner = { navigator.toRoot(Spot.Sync) },
            onRetry = holder::retry,
        )
    }
    HomeScreen(holder.state, actions)
}

@Composable
private fun Outcome(client: CoreClient, scope: CoroutineScope, navigator: Navigator, outcome: String) {
    val holder = remember(client, outcome) {
        OutcomeHolder(
            client,
            scope,
            outcome,
            onBack = navigator::back,
            onJudge = { navigator.go(Spot.SelfAssess(WorkPlace.Judged(outcome))) },
            onPiece = { navigator.go(Spot.Evidence(it, outcome)) },
        )
    }
    DisposableEffect(holder) { onDispose { holder.close(navigator.here.isWork) } }
    OutcomeScreen(holder.state, holder.actions, draft = holder.draft)
}

@Composable
private fun SelfAssess(client: CoreClient, machine: Machine, scope: CoroutineScope, navigator: Navigator, place: WorkPlace) {
    val title = LocalWords.current.assessTitle
    val holder = remember(client, place) {
        selfAssessHolder(client, scope, place, supply(machine, navigator, title), navigator::back)
    }
    DisposableEffect(holder) { onDispose { holder.close(leaves = !navigator.here.isWork) } }
    val (saving, voice) = holder.savingPhoto to holder.voice.state
    SelfAssessScreen(holder.state, holder.draft, holder.actions, problem = holder.problem, savingPhoto = saving, voice = voice)
}

@Composable
private fun Add(client: CoreClient, machine: Machine, scope: CoroutineScope, navigator: Navigator) {
    val title = LocalWords.current.addTitle
    val holder = remember(client) { addHolder(client, scope, supply(machine, navigator, title)) }
    DisposableEffect(holder) { onDispose { holder.close(leaves = true) } }
    val (saving, voice) = holder.savingPhoto to holder.voice.state
    AddScreen(holder.state, holder.draft, holder.actions, problem = holder.problem, savingPhoto = saving, voice = voice)
}

@Composable
private fun Evidence(client: CoreClient, scope: CoroutineScope, navigator: Navigator, spot: Spot.Evidence) {
    val holder = remember(client, spot) {
        EvidenceHolder(
            client,
            scope,
            spot.piece,
            spot.outcome,
            onBack = navigator::back,
            onJudge = { outcome, piece -> navigator.go(Spot.SelfAssess(WorkPlace.Piece(outcome, piece))) },
        )
    }
    DisposableEffect(holder) { onDispose { holder.close(navigator.here.isWork) } }
    EvidenceScreen(holder.state, holder.actions, problem = holder.problem)
}

@Composable
private fun Feedback(client: CoreClient, scope: CoroutineScope, navigator: Navigator) {
    val holder = remember(client) { ScreenHolder(client, scope, setOf(Topic.WORK, Topic.ROSTER)) { client.feedback() } }
    DisposableEffect(holder) { onDispose { holder.close() } }
    FeedbackScreen(holder.state, remember(holder) { FeedbackActions({ navigator.go(Spot.Thread(it)) }, holder::retry) })
}

@Composable
private fun Thread(client: CoreClient, machine: Machine, scope: CoroutineScope, navigator: Navigator, feedback: String) {
    val holder = remember(client, feedback) {
        ThreadHolder(
            client,
            scope,
            feedback,
            machine.microphone,
            onBack = navigator::back,
            onOutcome = { navigator.go(Spot.Outcome(it)) },
            onPiece = { navigator.go(Spot.Evidence(it, null)) },
        )
    }
    DisposableEffect(holder) { onDispose { holder.close() } }
    ThreadScreen(holder.state, holder.draft, holder.actions, problem = holder.problem, voice = holder.voice.state)
}

/** What the machine gives; photos of it Markup changes; [title] is the word of the screen that it stands over. */
private fun supply(machine: Machine, navigator: Navigator, title: String) = machine.supply { place, photo ->
    navigator.go(Spot.Markup(DraftPlace.Work(place), photo, title))
}

/** Whether the student goes on with the work that they have before them, so that nothing of it is sent yet. */
private val Spot.isWork get() = this is Spot.Outcome || this is Spot.SelfAssess || this is Spot.Evidence || this is Spot.Markup
