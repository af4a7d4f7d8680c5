package notyet.app

import android.app.Application
import android.os.Build
import android.provider.Settings
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.SupervisorJob
import kotlinx.coroutines.launch
import kotlinx.coroutines.withContext
import notyet.client.CoreClient
import notyet.client.RustCoreClient
import notyet.core.Config
import notyet.core.Core
import notyet.core.CoreException
import java.io.File

/** The process: one core, one watch on the network, and what goes on when no window is open. */
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

    /** The app is no longer in front: what was held may be sent, and the process is asked to stay until it is. */
    fun leftFront() {
        val client = keeper.opened ?: return
        scope.launch {
            try {
                client.suspendWork()
                if (client.queue().queue.isNotEmpty()) SyncJob.schedule(this@NotYetApplication)
            } catch (_: CoreException) {
                // What is held goes out at the next start at the latest.
                SyncJob.schedule(this@NotYetApplication)
            }
        }
    }

    /** The app is in front again. */
    fun cameToFront() {
        keeper.opened?.resumeWork()
    }

    // Off the main thread: the library is loaded here, and the key store may take its time.
    private suspend fun open(): CoreClient = withContext(Dispatchers.IO) {
        val config = Config(
            folder = File(noBackupFilesDir, "school").path,
            locale = locale,
            deviceName = Settings.Global.getString(contentResolver, Settings.Global.DEVICE_NAME) ?: Build.MODEL,
            appVersion = packageManager.getPackageInfo(packageName, 0).versionName.orEmpty(),
            isTablet = resources.configuration.smallestScreenWidthDp >= TABLET_FROM_DP,
        )
        RustCoreClient(Core.open(config, KeyStoreHost(this@NotYetApplication)))
    }

    private companion object {
        const val TABLET_FROM_DP = 600
    }
}
