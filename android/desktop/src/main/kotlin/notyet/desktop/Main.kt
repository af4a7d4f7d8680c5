package notyet.desktop

import androidx.compose.runtime.Composable
import androidx.compose.runtime.LaunchedEffect
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.remember
import androidx.compose.runtime.setValue
import androidx.compose.ui.unit.DpSize
import androidx.compose.ui.unit.dp
import androidx.compose.ui.window.FrameWindowScope
import androidx.compose.ui.window.Window
import androidx.compose.ui.window.WindowPosition
import androidx.compose.ui.window.application
import androidx.compose.ui.window.rememberWindowState
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.SupervisorJob
import kotlinx.coroutines.runBlocking
import notyet.client.RustCoreClient
import notyet.core.Config
import notyet.core.Core
import notyet.core.CoreException
import notyet.core.errorSentence
import notyet.core.fallbackWords
import notyet.ui.App
import notyet.ui.screens.LocalWords
import notyet.ui.screens.ScreenState
import notyet.ui.theme.NotYetTheme
import java.util.Locale

/** The Android screens in a window of the JVM: one process, one core, one folder, one person. */
fun main(args: Array<String>) {
    val options = Options.of(args)
    val scope = CoroutineScope(SupervisorJob() + Dispatchers.Main.immediate)
    var opened: RustCoreClient? = null
    application {
        Window(
            onCloseRequest = {
                runBlocking(Dispatchers.Default) { opened?.stop() }
                exitApplication()
            },
            title = options.title,
            undecorated = options.eyes != null,
            state = rememberWindowState(
                position = WindowPosition(options.x.dp, options.y.dp),
                size = DpSize(options.width.dp, options.height.dp),
            ),
        ) {
            options.eyes?.let { LookOut(it) }
            NotYetTheme(dark = options.dark, family = BundledType) {
                Opening(options, scope) { opened = it }
            }
        }
    }
}

/** Opens the core, and says what to do when it does not open. */
@Composable
private fun FrameWindowScope.Opening(options: Options, scope: CoroutineScope, onOpen: (RustCoreClient) -> Unit) {
    val locale = remember { Locale.getDefault().toLanguageTag() }
    var state by remember { mutableStateOf<ScreenState<RustCoreClient>>(ScreenState.Loading) }
    var tries by remember { mutableStateOf(0) }
    LaunchedEffect(tries) {
        state = try {
            val config = Config(options.folder.path, locale, options.deviceName, VERSION, options.tablet)
            val client = RustCoreClient(Core.open(config, JvmHost(options.folder, options.title)))
            onOpen(client)
            ScreenState.Ready(client)
        } catch (fault: CoreException) {
            ScreenState.Failed(errorSentence(locale, fault))
        }
    }
    val machine = remember { JvmMachine(options.camera) }
    when (val now = state) {
        is ScreenState.Ready -> App(now.data, machine, scope, server = options.server)
        else -> androidx.compose.runtime.CompositionLocalProvider(LocalWords provides remember { fallbackWords(locale) }) {
            notyet.ui.screens.OnState(now, { tries++ }) {}
        }
    }
}

private const val VERSION = "0.1.0"
