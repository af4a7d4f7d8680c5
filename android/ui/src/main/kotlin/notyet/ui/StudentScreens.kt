package notyet.ui

import androidx.compose.runtime.Composable
import androidx.compose.runtime.DisposableEffect
import androidx.compose.runtime.remember
import androidx.compose.runtime.saveable.rememberSaveableStateHolder
import kotlinx.coroutines.CoroutineScope
import notyet.client.CoreClient
import notyet.client.ProfilesClient
import notyet.core.Topic
import notyet.core.navMe
import notyet.ui.screens.HomeActions
import notyet.ui.screens.HomeScreen
import notyet.ui.screens.LocalWords
import notyet.ui.screens.OutcomeActions
import notyet.ui.screens.OutcomeScreen
import notyet.ui.state.ScreenHolder

/** A student's screens. */
@Composable
internal fun StudentScreens(client: CoreClient, profiles: ProfilesClient, scope: CoroutineScope, navigator: Navigator) {
    // Home keeps its place in the list while an outcome stands over it.
    val kept = rememberSaveableStateHolder()
    when (val here = navigator.here) {
        is Spot.Outcome -> Outcome(client, scope, navigator, here.outcome)
        Spot.Sync -> Sync(client, scope)
        Spot.Me -> Me(profiles, scope, navigator, LocalWords.current.navMe)
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
        ScreenHolder(client, scope, setOf(Topic.WORK, Topic.ROSTER, Topic.PHOTOS)) { client.outcome(outcome) }
    }
    DisposableEffect(holder) { onDispose { holder.close() } }
    OutcomeScreen(holder.state, remember(holder) { OutcomeActions(navigator::back, holder::retry) })
}
