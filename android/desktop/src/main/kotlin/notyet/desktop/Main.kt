package notyet.desktop

import androidx.compose.ui.unit.DpSize
import androidx.compose.ui.unit.dp
import androidx.compose.ui.window.Window
import androidx.compose.ui.window.WindowPosition
import androidx.compose.ui.window.application
import androidx.compose.ui.window.rememberWindowState
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.SupervisorJob
import kotlinx.coroutines.cancel
import kotlinx.coroutines.runBlocking
import notyet.client.RustProfilesClient
import notyet.ui.theme.NotYetTheme

/** The Android screens in a window of the JVM: one process, one folder, whoever is listed in it. */
fun main(args: Array<String>) {
    val options = Options.of(args)
    options.touches?.let(::logTouches)
    val scope = CoroutineScope(SupervisorJob() + Dispatchers.Main.immediate)
    var opened: RustProfilesClient? = null
    application {
        Window(
            onCloseRequest = {
                // The screens first: what they ask of a core that has ended is an error.
                scope.cancel()
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
