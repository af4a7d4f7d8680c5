package notyet.app

import android.content.Intent
import android.content.pm.PackageManager
import android.os.Build
import android.os.Bundle
import android.provider.Settings
import android.view.WindowManager
import androidx.activity.ComponentActivity
import androidx.activity.compose.BackHandler
import androidx.activity.compose.setContent
import androidx.compose.runtime.Composable
import androidx.compose.runtime.CompositionLocalProvider
import androidx.compose.runtime.LaunchedEffect
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.remember
import androidx.compose.runtime.setValue
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.SupervisorJob
import kotlinx.coroutines.cancel
import kotlinx.coroutines.withContext
import notyet.client.ProfilesClient
import notyet.core.CoreException
import notyet.core.Words
import notyet.core.errorSentence
import notyet.core.fallbackWords
import notyet.ui.App
import notyet.ui.screens.LocalWords
import notyet.ui.screens.OnState
import notyet.ui.screens.ScreenState
import notyet.ui.theme.NotYetTheme

/** The one window: the screens over the process's people, the way back, and what is covered when the app is not in front. */
class MainActivity : ComponentActivity() {
    private val scope = CoroutineScope(SupervisorJob() + Dispatchers.Main.immediate)
    private val questions = Questions(this)
    private val browser = BrowserDoor(this)
    private var returned by mutableStateOf<String?>(null)
    private val home get() = application as NotYetApplication

    override fun onCreate(savedInstanceState: Bundle?) {
        super.onCreate(savedInstanceState)
        coverInSwitcher()
        hear(intent)
        setContent {
            NotYetTheme(still = remember { isStill() }) { Opening() }
        }
    }

    override fun onNewIntent(intent: Intent) {
        super.onNewIntent(intent)
        hear(intent)
    }

    override fun onResume() {
        super.onResume()
        browser.inFront()
    }

    override fun onStart() {
        super.onStart()
        home.cameToFront()
    }

    override fun onUserInteraction() {
        super.onUserInteraction()
        home.touched()
    }

    override fun onStop() {
        // The camera and the browser cover the window too: what they bring belongs to what is not over.
        if (!questions.open && !browser.open) home.leftFront()
        super.onStop()
    }

    override fun onDestroy() {
        scope.cancel()
        super.onDestroy()
    }

    @Deprecated("Android's own way to hear of other activities; ComponentActivity marks it in favour of its contracts.")
    @Suppress("DEPRECATION")
    override fun onActivityResult(requestCode: Int, resultCode: Int, data: Intent?) {
        super.onActivityResult(requestCode, resultCode, data)
        questions.onResult(requestCode, resultCode, data)
    }

    @Deprecated("As above.")
    @Suppress("DEPRECATION")
    override fun onRequestPermissionsResult(requestCode: Int, permissions: Array<String>, grantResults: IntArray) {
        super.onRequestPermissionsResult(requestCode, permissions, grantResults)
        questions.onGrant(requestCode, grantResults.firstOrNull() == PackageManager.PERMISSION_GRANTED)
    }

    private fun hear(intent: Intent?) {
        val address = BrowserDoor.addressOf(intent?.action, intent?.dataString) ?: return
        if (!browser.cameBack(address)) returned = address
    }

    /** Opens the people of this device, and says what to do when it does not open. */
    @Composable
    private fun Opening() {
        var state by remember { mutableStateOf<ScreenState<ProfilesClient>>(ScreenState.Loading) }
        var tries by remember { mutableStateOf(0) }
        var words by remember { mutableStateOf<Words?>(null) }
        // Off the main thread: the first call loads the library. Until then there is only the window's own ground.
        LaunchedEffect(Unit) { words = withContext(Dispatchers.IO) { fallbackWords(home.locale) } }
        LaunchedEffect(tries) {
            state = try {
                ScreenState.Ready(home.keeper.profiles())
            } catch (fault: CoreException) {
                ScreenState.Failed(errorSentence(home.locale, fault))
            }
        }
        val machine = remember { AndroidMachine(this, questions, browser) }
        when (val now = state) {
            is ScreenState.Ready -> App(now.data, machine, scope, returned = returned) { enabled, go -> BackHandler(enabled, go) }
            else -> words?.let {
                CompositionLocalProvider(LocalWords provides it) { OnState(now, onRetry = { tries++ }) {} }
            }
        }
    }

    /** The list of open apps must not show a student's name. Screenshots stay possible from Android 13 on. */
    private fun coverInSwitcher() {
        if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.TIRAMISU) {
            setRecentsScreenshotEnabled(false)
        } else {
            window.addFlags(WindowManager.LayoutParams.FLAG_SECURE)
        }
    }

    /** "Remove animations" among Android's settings. */
    private fun isStill() = Settings.Global.getFloat(contentResolver, Settings.Global.ANIMATOR_DURATION_SCALE, 1f) == 0f
}
