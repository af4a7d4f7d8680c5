package notyet.desktop

import androidx.compose.runtime.Composable
import androidx.compose.runtime.CompositionLocalProvider
import androidx.compose.runtime.LaunchedEffect
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.remember
import androidx.compose.runtime.setValue
import kotlinx.coroutines.CoroutineScope
import notyet.client.RustProfilesClient
import notyet.core.Config
import notyet.core.CoreException
import notyet.core.Profiles
import notyet.core.errorSentence
import notyet.core.fallbackWords
import notyet.ui.App
import notyet.ui.screens.LocalWords
import notyet.ui.screens.OnState
import notyet.ui.screens.ScreenState
import notyet.ui.state.Viewer
import java.util.Locale

/**
 * Opens the people of a folder and then shows the app over them; says what to do when they do not open, and opens again when asked to.
 *
 * @param viewer shows documents.
 * @param onOpen hears of the client, which is the caller's to stop.
 */
@Composable
internal fun Opening(
    options: Options,
    scope: CoroutineScope,
    viewer: Viewer = remember { JvmViewer() },
    onOpen: (RustProfilesClient) -> Unit,
) {
    val locale = remember { Locale.getDefault().toLanguageTag() }
    var state by remember { mutableStateOf<ScreenState<RustProfilesClient>>(ScreenState.Loading) }
    var tries by remember { mutableStateOf(0) }
    LaunchedEffect(tries) {
        state = try {
            val config = Config(options.folder.path, locale, options.deviceName, VERSION, options.tablet)
            val profiles = RustProfilesClient(Profiles.open(config, JvmHost(options.folder, options.title)))
            onOpen(profiles)
            ScreenState.Ready(profiles)
        } catch (fault: CoreException) {
            ScreenState.Failed(errorSentence(locale, fault))
        }
    }
    val viewfinder = remember { if (options.shutter) Viewfinder() else null }
    val machine = remember { JvmMachine(options.camera, options.microphone, options.document, viewfinder, viewer) }
    when (val now = state) {
        is ScreenState.Ready -> {
            App(now.data, machine, scope, server = options.server)
            viewfinder?.Open()
        }
        else -> CompositionLocalProvider(LocalWords provides remember { fallbackWords(locale) }) {
            OnState(now, { tries++ }) {}
        }
    }
}

private const val VERSION = "0.1.0"
