package notyet.ui

import androidx.compose.runtime.Composable
import androidx.compose.runtime.DisposableEffect
import androidx.compose.runtime.remember
import kotlinx.coroutines.CoroutineScope
import notyet.client.CoreClient
import notyet.core.DraftPlace
import notyet.core.pieceTitle
import notyet.ui.screens.CaptureScreen
import notyet.ui.screens.LocalWords
import notyet.ui.screens.TagScreen
import notyet.ui.state.CaptureHolder
import notyet.ui.state.TagHolder

/** Capture, always alone: a child may read the screen. */
@Composable
internal fun Capture(client: CoreClient, machine: Machine, scope: CoroutineScope, navigator: Navigator, spot: Spot.Capture) {
    val title = LocalWords.current.pieceTitle
    val holder = remember(client, spot) {
        CaptureHolder(
            client,
            scope,
            spot.student,
            machine.supply(),
            navigator::back,
            onTag = { navigator.go(Spot.Tag(spot.student)) },
            onEditPhoto = { navigator.go(Spot.Markup(DraftPlace.Capture(spot.student), it, title)) },
        )
    }
    DisposableEffect(holder) { onDispose { holder.close(leaves = navigator.here.let { it !is Spot.Tag && it !is Spot.Markup }) } }
    val voice = holder.voice.state
    CaptureScreen(holder.state, holder.draft, holder.actions, problem = holder.problem, savingPhoto = holder.savingPhoto, voice = voice)
}

/** Tag, which leads back to where the capture was begun once it is saved. */
@Composable
internal fun Tag(client: CoreClient, scope: CoroutineScope, navigator: Navigator, spot: Spot.Tag) {
    val holder = remember(client, spot) {
        val done = {
            navigator.back()
            if (navigator.here is Spot.Capture) navigator.back()
        }
        TagHolder(client, scope, spot.student, navigator::back, done)
    }
    DisposableEffect(holder) { onDispose { holder.close(leaves = navigator.here != Spot.Capture(spot.student)) } }
    TagScreen(holder.state, holder.hand, holder.actions, problem = holder.problem)
}
