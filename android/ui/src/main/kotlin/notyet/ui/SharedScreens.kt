package notyet.ui

import androidx.compose.runtime.Composable
import androidx.compose.runtime.DisposableEffect
import androidx.compose.runtime.remember
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.launch
import notyet.client.CoreClient
import notyet.client.ProfilesClient
import notyet.core.CoreException
import notyet.core.Topic
import notyet.ui.screens.MarkupScreen
import notyet.ui.screens.MeScreen
import notyet.ui.screens.SettingsScreen
import notyet.ui.screens.SyncActions
import notyet.ui.screens.SyncScreen
import notyet.ui.state.MarkupHolder
import notyet.ui.state.MeHolder
import notyet.ui.state.ScreenHolder
import notyet.ui.state.SettingsHolder

/** What waits, for a teacher and a student alike. */
@Composable
internal fun Sync(client: CoreClient, scope: CoroutineScope) {
    val holder = remember(client) { ScreenHolder(client, scope, setOf(Topic.SYNC, Topic.WORK, Topic.PHOTOS)) { client.queue() } }
    DisposableEffect(holder) { onDispose { holder.close() } }
    val actions = remember(holder) {
        fun attempt(work: suspend () -> Unit) {
            scope.launch {
                try {
                    work()
                } catch (_: CoreException) {
                    // What the screen then says tells what waits and why.
                }
                holder.refresh()
            }
        }
        SyncActions(
            onTryNow = { attempt { client.tryNow() } },
            onUnderstood = { attempt { client.understood() } },
            onRetry = holder::retry,
        )
    }
    SyncScreen(holder.state, actions)
}

/** A photo of a draft, changed before it is saved. */
@Composable
internal fun Markup(client: CoreClient, machine: Machine, scope: CoroutineScope, navigator: Navigator, spot: Spot.Markup) {
    val holder = remember(client, spot) { MarkupHolder(client, scope, spot.place, spot.photo, machine::decode, navigator::back) }
    DisposableEffect(holder) { onDispose { holder.close() } }
    MarkupScreen(holder.state, spot.back, holder.actions, pending = holder.pending, problem = holder.problem)
}

/** One's own profile, under the word by which the bar leads there. */
@Composable
internal fun Me(profiles: ProfilesClient, scope: CoroutineScope, navigator: Navigator, title: String) {
    val holder = remember(profiles) { MeHolder(profiles, scope, { navigator.go(Spot.Settings) }) { navigator.toRoot(Spot.Sync) } }
    DisposableEffect(holder) { onDispose { holder.close() } }
    MeScreen(
        holder.state,
        title,
        holder.actions,
        question = holder.question,
        problem = holder.problem,
        pins = holder.pins,
        newPin = holder.newPin,
        busy = holder.busy,
    )
}

/** What a person chooses for themselves; [title] is the word of where it was opened. */
@Composable
internal fun Settings(client: CoreClient, scope: CoroutineScope, navigator: Navigator, title: String) {
    val holder = remember(client) { SettingsHolder(client, scope, navigator::back) }
    DisposableEffect(holder) { onDispose { holder.close() } }
    SettingsScreen(holder.state, title, holder.actions, problem = holder.problem)
}
