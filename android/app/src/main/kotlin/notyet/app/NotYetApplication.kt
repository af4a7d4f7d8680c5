package notyet.app

import android.app.Application
import android.os.Build
import android.provider.Settings
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.SupervisorJob
import kotlinx.coroutines.launch
import kotlinx.coroutines.withContext
import notyet.client.ProfilesClient
import notyet.client.RustProfilesClient
import notyet.core.Config
import notyet.core.CoreException
import notyet.core.Profiles
import java.io.File

/** The process: one set of people, one watch on the network, and what goes on when no window is open. */
class NotYetApplication : Application() {
    /** Lives as long as the process. */
    private val scope = CoroutineScope(SupervisorJob() + Dispatchers.Main.immediate)

    val keeper = CoreKeeper(scope, ::open)

    /** The language in which the core speaks; chosen when the process starts. */
    val locale: String get() = resources.configuration.locales[0].toLanguageTag()

    override fun onCreate() {
        super.onCreate()
        NetworkWatch(this, keeper::setNetwork)
    }

    /** The app is no longer in front: a PIN closes it, what was held may be sent, and the process is asked to stay until it is. */
    fun leftFront() {
        val profiles = keeper.opened ?: return
        scope.launch {
            try {
                profiles.suspendWork()
                if (profiles.unsent() > 0u) SyncJob.schedule(this@NotYetApplication)
            } catch (_: CoreException) {
                // What is held goes out at the next start at the latest.
                SyncJob.schedule(this@NotYetApplication)
            }
        }
    }

    /** The app is in front again: what the device slept through counts as time without a touch. */
    fun cameToFront() {
        val profiles = keeper.opened ?: return
        profiles.resumeWork()
        scope.launch {
            try {
                profiles.lockIfIdle()
            } catch (_: CoreException) {
                // The core looks again by itself every few seconds.
            }
        }
    }

    /** Someone touched the screen or a key. */
    fun touched() {
        keeper.opened?.touched()
    }

    // Off the main thread: the library is loaded here, and the key store may take its time.
    private suspend fun open(): ProfilesClient = withContext(Dispatchers.IO) {
        val config = Config(
            folder = File(noBackupFilesDir, "school").path,
            locale = locale,
            deviceName = Settings.Global.getString(contentResolver, Settings.Global.DEVICE_NAME) ?: Build.MODEL,
            appVersion = packageManager.getPackageInfo(packageName, 0).versionName.orEmpty(),
            isTablet = resources.configuration.smallestScreenWidthDp >= TABLET_FROM_DP,
        )
        RustProfilesClient(Profiles.open(config, KeyStoreHost(this@NotYetApplication)))
    }

    private companion object {
        const val TABLET_FROM_DP = 600
    }
}
