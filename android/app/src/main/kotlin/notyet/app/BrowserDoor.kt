package notyet.app

import android.app.Activity
import android.content.ActivityNotFoundException
import android.content.Intent
import android.net.Uri
import android.os.Bundle
import kotlinx.coroutines.CompletableDeferred

/**
 * The way out to a page in the system's browser, and back by the app's own address. Whoever else sends that address is told apart by
 * the core, which knows what it began. Used on the main thread only.
 */
class BrowserDoor(private val activity: Activity) {
    private var waiting: CompletableDeferred<String?>? = null

    /** Whether a page is open. */
    val open: Boolean get() = waiting != null

    /** Shows the page over the app; the address by which it came back, or null when the person came back without. */
    suspend fun visit(page: String): String? {
        waiting?.complete(null)
        val back = CompletableDeferred<String?>()
        waiting = back
        try {
            activity.startActivity(Intent(Intent.ACTION_VIEW, Uri.parse(page)).putExtras(Bundle().apply { putBinder(OVER_THE_APP, null) }))
            return back.await()
        } catch (_: ActivityNotFoundException) {
            return null
        } finally {
            if (waiting === back) waiting = null
        }
    }

    /** False where nobody waited for it: the app had ended meanwhile. */
    fun cameBack(address: String): Boolean = waiting?.complete(address) ?: false

    /** The app is in front again. An address that leads back was heard before this. */
    fun inFront() {
        waiting?.complete(null)
    }

    companion object {
        /** Asks a browser for a tab over the app (a Custom Tab); one that knows of none ignores it. */
        private const val OVER_THE_APP = "android.support.customtabs.extra.SESSION"

        private val OURS = listOf("app.notyet:/signed-in?", "app.notyet:/join?")

        /** The address in an intent by which the browser, or a camera that read a code, opens the app; null for any other. */
        fun addressOf(action: String?, address: String?): String? =
            address?.takeIf { action == Intent.ACTION_VIEW && OURS.any(it::startsWith) }
    }
}
