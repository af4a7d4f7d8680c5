package notyet.ui

import androidx.compose.runtime.Composable
import androidx.compose.runtime.CompositionLocalProvider
import androidx.compose.runtime.DisposableEffect
import androidx.compose.runtime.LaunchedEffect
import androidx.compose.runtime.remember
import androidx.compose.ui.Modifier
import androidx.compose.ui.graphics.ImageBitmap
import androidx.compose.ui.platform.LocalLayoutDirection
import androidx.compose.ui.unit.LayoutDirection
import kotlinx.coroutines.CoroutineScope
import notyet.client.CoreClient
import notyet.core.PhotoSize
import notyet.core.SessionState
import notyet.core.navHome
import notyet.core.navSync
import notyet.core.navToday
import notyet.ui.generated.Icons
import notyet.ui.parts.LocalBackHandler
import notyet.ui.parts.LocalPhotos
import notyet.ui.parts.NavFrame
import notyet.ui.parts.NavItem
import notyet.ui.parts.PhotoSource
import notyet.ui.screens.JoinScreen
import notyet.ui.screens.LocalWords
import notyet.ui.screens.ScreenState
import notyet.ui.state.JoinHolder

/** What the app needs of the machine that it runs on. */
interface Machine {
    /** A JPEG from the camera, or null when none was taken. */
    suspend fun takePhoto(): ByteArray?

    /** Shows a page in the system's browser; the address by which that opened the app again, or null when it was left. */
    suspend fun visit(page: String): String?

    /** Decodes a JPEG off the main thread, to about [wide] pixels across; null when it is none. */
    suspend fun decode(jpeg: ByteArray, wide: Int): ImageBitmap?
}

/**
 * The whole app over one core: Join until someone has joined, then a teacher's or a student's screens.
 *
 * @param scope ends with the window; its dispatcher must be the one that draws.
 * @param server the address that stands in Join on a device that has joined nowhere yet.
 * @param returned the address by which the system's browser opened an app that had ended meanwhile.
 * @param back hands the way back to the host, whose system has a gesture or a key for it.
 */
@Composable
fun App(
    client: CoreClient,
    machine: Machine,
    scope: CoroutineScope,
    modifier: Modifier = Modifier,
    server: String = "",
    returned: String? = null,
    back: @Composable (enabled: Boolean, go: () -> Unit) -> Unit = { _, _ -> },
) {
    val join = remember(client) { JoinHolder(client, scope, server, machine::visit) }
    DisposableEffect(join) { onDispose { join.close() } }
    LaunchedEffect(returned) { returned?.let { join.returned(it) } }
    val photos = remember(client, machine) { photosOf(client, machine) }
    val direction = if (client.words.rightToLeft) LayoutDirection.Rtl else LayoutDirection.Ltr
    CompositionLocalProvider(
        LocalWords provides client.words,
        LocalPhotos provides photos,
        LocalBackHandler provides back,
        LocalLayoutDirection provides direction,
    ) {
        when ((join.state as? ScreenState.Ready)?.data?.state) {
            SessionState.Teaching -> Roots(Spot.Today, modifier, back) { navigator, width ->
                TeacherScreens(client, machine, scope, navigator, width)
            }
            SessionState.Learning -> Roots(Spot.Home, modifier, back) { navigator, _ ->
                StudentScreens(client, scope, navigator)
            }
            else -> JoinScreen(join.state, join.form, join.actions, modifier, join.problem, join.busy, join.account)
        }
    }
}

@Composable
private fun Roots(
    start: Spot,
    modifier: Modifier,
    back: @Composable (enabled: Boolean, go: () -> Unit) -> Unit,
    content: @Composable (Navigator, notyet.ui.theme.Width) -> Unit,
) {
    val words = LocalWords.current
    val navigator = remember(start) { Navigator(start) }
    back(navigator.canGoBack) { navigator.back() }
    val first = if (start == Spot.Today) NavItem(Icons.today, words.navToday) else NavItem(Icons.home, words.navHome)
    val roots = listOf(start, Spot.Sync)
    // In Capture nothing stands between the teacher and the child, and nothing takes the thumb's place.
    val items = if (navigator.here is Spot.Capture) emptyList() else listOf(first, NavItem(Icons.cloudUpload, words.navSync))
    NavFrame(items, roots.indexOf(navigator.root), { navigator.toRoot(roots[it]) }, modifier) { width -> content(navigator, width) }
}

private fun photosOf(client: CoreClient, machine: Machine) = PhotoSource { id, wide ->
    val size = if (wide > LARGEST_THUMB) PhotoSize.FULL else PhotoSize.THUMB
    // A photo of this device has no small picture until it was processed.
    val other = if (size == PhotoSize.FULL) PhotoSize.THUMB else PhotoSize.FULL
    val jpeg = client.photo(id, size) ?: client.photo(id, other)
    jpeg?.let { machine.decode(it, wide) }
}

/** Pixels across up to which the small picture is sharp. */
private const val LARGEST_THUMB = 320
