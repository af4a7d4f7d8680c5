package notyet.ui

import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.runtime.Composable
import androidx.compose.runtime.CompositionLocalProvider
import androidx.compose.runtime.DisposableEffect
import androidx.compose.runtime.LaunchedEffect
import androidx.compose.runtime.key
import androidx.compose.runtime.remember
import androidx.compose.ui.Modifier
import androidx.compose.ui.graphics.ImageBitmap
import androidx.compose.ui.input.key.onPreviewKeyEvent
import androidx.compose.ui.input.pointer.PointerEventPass
import androidx.compose.ui.input.pointer.pointerInput
import androidx.compose.ui.platform.LocalLayoutDirection
import androidx.compose.ui.unit.LayoutDirection
import kotlinx.coroutines.CoroutineScope
import notyet.client.DocumentClient
import notyet.client.ProfilesClient
import notyet.client.VoiceClient
import notyet.core.PhotoSize
import notyet.core.Words
import notyet.core.WorkPlace
import notyet.core.navAdd
import notyet.core.navClass
import notyet.core.navFeedback
import notyet.core.navHome
import notyet.core.navMe
import notyet.core.navMore
import notyet.core.navSync
import notyet.core.navToday
import notyet.ui.generated.Icons
import notyet.ui.parts.LocalBackHandler
import notyet.ui.parts.LocalPhotos
import notyet.ui.parts.NavFrame
import notyet.ui.parts.NavItem
import notyet.ui.parts.PhotoSource
import notyet.ui.screens.ForgottenScreen
import notyet.ui.screens.HandedScreen
import notyet.ui.screens.JoinProblem
import notyet.ui.screens.JoinScreen
import notyet.ui.screens.LocalDocuments
import notyet.ui.screens.LocalVoices
import notyet.ui.screens.LocalWords
import notyet.ui.screens.NamingScreen
import notyet.ui.screens.OnState
import notyet.ui.screens.PeopleScreen
import notyet.ui.screens.PinScreen
import notyet.ui.screens.ScreenState
import notyet.ui.state.DocumentsHolder
import notyet.ui.state.Door
import notyet.ui.state.DoorHolder
import notyet.ui.state.HandedHolder
import notyet.ui.state.JoinHolder
import notyet.ui.state.Manner
import notyet.ui.state.Microphone
import notyet.ui.state.PlayerHolder
import notyet.ui.state.Speaker
import notyet.ui.state.Viewer
import notyet.ui.state.WorkSupply
import notyet.ui.theme.Calm
import notyet.ui.theme.Width

/** What the app needs of the machine that it runs on. */
interface Machine {
    /** A JPEG from the camera, or null when none was taken. */
    suspend fun takePhoto(): ByteArray?

    /** A JPEG from the library of photos, or null when none was chosen. */
    suspend fun choosePhoto(): ByteArray?

    /**
     * A file from the system's picker, whatever it is: the core says what it takes. Null when none was chosen; no bytes where it could
     * not be read; of a large one no more than [MOST_OF_A_DOCUMENT], which is too large.
     */
    suspend fun chooseDocument(): ByteArray?

    /** Shows a page in the system's browser; the address by which that opened the app again, or null when it was left. */
    suspend fun visit(page: String): String?

    val microphone: Microphone

    val speaker: Speaker

    val viewer: Viewer

    /** Decodes a JPEG off the main thread, to about [wide] pixels across; null when it is none. */
    suspend fun decode(jpeg: ByteArray, wide: Int): ImageBitmap?
}

/** Bytes of a file that are read: one more than the core takes. */
const val MOST_OF_A_DOCUMENT = (4 shl 20) + 1

/** Photos, files and voice notes of the machine's; [edit] leads to where a photo is changed, if anywhere. */
internal fun Machine.supply(edit: ((place: WorkPlace, photo: String) -> Unit)? = null) =
    WorkSupply(this::takePhoto, this::choosePhoto, microphone, this::chooseDocument, edit)

/**
 * The whole app over the people of a device: who is using it, then a teacher's or a student's screens until they are locked.
 *
 * @param scope ends with the window; its dispatcher must be the one that draws.
 * @param server the address that stands in Join on a device that has joined nowhere yet.
 * @param returned the address by which the app was opened: from the system's browser while it had ended, or from a scanned code.
 * @param back hands the way back to the host, whose system has a gesture or a key for it.
 */
@Composable
fun App(
    profiles: ProfilesClient,
    machine: Machine,
    scope: CoroutineScope,
    modifier: Modifier = Modifier,
    server: String = "",
    returned: String? = null,
    back: @Composable (enabled: Boolean, go: () -> Unit) -> Unit = { _, _ -> },
) {
    val doors = remember(profiles) { DoorHolder(profiles, scope) }
    DisposableEffect(doors) { onDispose { doors.close() } }
    LaunchedEffect(returned) { if (returned != null) doors.join() }
    Spoken(profiles.words) {
        CompositionLocalProvider(LocalBackHandler provides back) {
            back(doors.canGoBack, doors::back)
            Box(modifier.fillMaxSize().touches(profiles::touched)) {
                when (val door = doors.door) {
                    Door.Opening -> OnState(ScreenState.Loading, {}) {}
                    is Door.Broken -> OnState(ScreenState.Failed(door.sentence), doors::retry) {}
                    is Door.People -> PeopleScreen(door.data, doors.people, notice = doors.notice ?: doors.problem?.sentence)
                    is Door.Pin ->
                        PinScreen(door.row, doors.pin, doors.atDoor, Modifier, doors.problem, doors.busy, handed = door.handed != null)
                    is Door.Forgotten -> ForgottenScreen(door.row, doors::join, doors::back)
                    is Door.Joining -> Joining(door, doors, machine, scope, server, returned)
                    is Door.Naming -> NamingScreen(door.data, doors.naming, doors.atNaming, problem = doors.problem, busy = doors.busy)
                    is Door.Handed -> key(door.client) { Handed(door, doors, machine, scope) }
                    is Door.Open -> key(door.client) { Open(door, doors, profiles, machine, scope, back) }
                }
            }
        }
    }
}

@Composable
private fun Joining(door: Door.Joining, doors: DoorHolder, machine: Machine, scope: CoroutineScope, server: String, returned: String?) {
    val join = remember(door.client) {
        JoinHolder(
            door.client,
            scope,
            server,
            machine::visit,
            takePhoto = machine::takePhoto,
            onBack = if (door.alone) null else doors::back,
        )
    }
    DisposableEffect(join) { onDispose { join.close() } }
    LaunchedEffect(returned) { returned?.let(join::returned) }
    val problem = join.problem ?: doors.notice?.let { JoinProblem(null, it) }
    JoinScreen(join.state, join.form, join.actions, Modifier, problem, join.busy, join.account)
}

/** A teacher's tablet in a student's hands. The teacher's files are out of reach: none is chosen and none is opened. */
@Composable
private fun Handed(door: Door.Handed, doors: DoorHolder, machine: Machine, scope: CoroutineScope) {
    val client = door.client
    val holder = remember(client) { HandedHolder(client, scope, machine.supply()) }
    DisposableEffect(holder) { onDispose { holder.close() } }
    val photos = remember(client, machine) { photosOf(client::photo, machine) }
    Spoken(client.words) {
        CompositionLocalProvider(LocalPhotos provides photos, LocalVoices provides playerOf(client, scope, machine)) {
            Calm(client.preferences.still) {
                HandedScreen(
                    holder.state,
                    holder.draft,
                    holder.actions,
                    doors::giveBack,
                    Modifier,
                    holder.problem,
                    holder.savingPhoto,
                    holder.saved,
                    holder.voice,
                )
            }
        }
    }
}

@Composable
private fun Open(
    door: Door.Open,
    doors: DoorHolder,
    profiles: ProfilesClient,
    machine: Machine,
    scope: CoroutineScope,
    back: @Composable (enabled: Boolean, go: () -> Unit) -> Unit,
) {
    val photos = remember(door.client, machine) { photosOf(door.client::photo, machine) }
    val manner = remember(door.client) { Manner(door.client, scope) }
    DisposableEffect(manner) { onDispose { manner.close() } }
    Spoken(manner.words) {
        CompositionLocalProvider(
            LocalPhotos provides photos,
            LocalVoices provides playerOf(door.client, scope, machine),
            LocalDocuments provides openerOf(door.client, scope, machine),
        ) {
            Calm(manner.preferences.still) {
                if (door.teaches) {
                    Roots(Spot.Today, back) { navigator, width ->
                        TeacherScreens(door.client, profiles, machine, scope, navigator, width, manner.preferences.hand, doors::handOver)
                    }
                } else {
                    Roots(Spot.Home, back) { navigator, _ -> StudentScreens(door.client, profiles, machine, scope, navigator) }
                }
            }
        }
    }
}

/** In this language, and in the direction in which it is written. */
@Composable
private fun Spoken(words: Words, content: @Composable () -> Unit) {
    val direction = if (words.rightToLeft) LayoutDirection.Rtl else LayoutDirection.Ltr
    CompositionLocalProvider(LocalWords provides words, LocalLayoutDirection provides direction, content = content)
}

@Composable
private fun Roots(
    start: Spot,
    back: @Composable (enabled: Boolean, go: () -> Unit) -> Unit,
    content: @Composable (Navigator, Width) -> Unit,
) {
    val words = LocalWords.current
    val navigator = remember(start) { Navigator(start) }
    back(navigator.canGoBack) { navigator.back() }
    val teaches = start == Spot.Today
    val first = if (teaches) NavItem(Icons.today, words.navToday) else NavItem(Icons.home, words.navHome)
    val last = if (teaches) NavItem(Icons.moreHoriz, words.navMore) else NavItem(Icons.settings, words.navMe)
    val own = if (teaches) listOf(Spot.Class) else listOf(Spot.Add, Spot.Feedback)
    val roots = listOf(start) + own + listOf(Spot.Sync, Spot.Me)
    // In Conference nothing stands between the teacher and the child, and nothing takes the thumb's place; in Markup, the pen's.
    val ownItems = when {
        teaches -> listOf(NavItem(Icons.groups, words.navClass))
        else -> listOf(NavItem(Icons.add, words.navAdd), NavItem(Icons.forum, words.navFeedback))
    }
    val all = listOf(first) + ownItems + listOf(NavItem(Icons.cloudUpload, words.navSync), last)
    val items = if (navigator.here is Spot.Conference || navigator.here is Spot.Markup) emptyList() else all
    NavFrame(items, roots.indexOf(navigator.root), { navigator.toRoot(roots[it]) }) { width -> content(navigator, width) }
}

/** Hears that somebody is there, and takes no touch and no key away. */
private fun Modifier.touches(touched: () -> Unit) = pointerInput(touched) {
    awaitPointerEventScope {
        while (true) {
            awaitPointerEvent(PointerEventPass.Initial)
            touched()
        }
    }
}.onPreviewKeyEvent {
    touched()
    false
}

/** What plays voice notes, until the person is another. */
@Composable
private fun playerOf(client: VoiceClient, scope: CoroutineScope, machine: Machine): PlayerHolder {
    val player = remember(client) { PlayerHolder(client, scope, machine.speaker) }
    DisposableEffect(player) { onDispose { player.close() } }
    return player
}

/** What opens documents, until the person is another. */
@Composable
private fun openerOf(client: DocumentClient, scope: CoroutineScope, machine: Machine): DocumentsHolder {
    val opener = remember(client) { DocumentsHolder(client, scope, machine.viewer) }
    DisposableEffect(opener) { onDispose { opener.close() } }
    return opener
}

private fun photosOf(bytes: suspend (String, PhotoSize) -> ByteArray?, machine: Machine) = PhotoSource { id, wide ->
    val size = if (wide > LARGEST_THUMB) PhotoSize.FULL else PhotoSize.THUMB
    // A photo of this device has no small picture until it was processed.
    val other = if (size == PhotoSize.FULL) PhotoSize.THUMB else PhotoSize.FULL
    val jpeg = bytes(id, size) ?: bytes(id, other)
    jpeg?.let { machine.decode(it, wide) }
}

/** Pixels across up to which the small picture is sharp. */
private const val LARGEST_THUMB = 320
