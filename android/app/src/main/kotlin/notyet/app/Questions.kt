package notyet.app

import android.app.Activity
import android.content.Intent
import kotlinx.coroutines.CompletableDeferred

/**
 * Other apps and the system asked as a function that waits: starts an activity or asks for a permission, and returns with the
 * answer that the activity hears. Used on the main thread only; ends with its activity.
 */
class Questions(private val activity: Activity) {
    private val results = mutableMapOf<Int, CompletableDeferred<Intent?>>()
    private val grants = mutableMapOf<Int, CompletableDeferred<Boolean>>()
    private var count = 0

    /** Whether an answer is awaited. */
    val open: Boolean get() = results.isNotEmpty() || grants.isNotEmpty()

    /** What the other activity hands back, an empty intent where it hands back none; null when it was left. */
    suspend fun result(intent: Intent): Intent? {
        val code = ++count
        val answer = CompletableDeferred<Intent?>()
        results[code] = answer
        try {
            activity.startActivityForResult(intent, code)
            return answer.await()
        } finally {
            results -= code
        }
    }

    /** Whether the person grants [permission]. */
    suspend fun grant(permission: String): Boolean {
        val code = ++count
        val answer = CompletableDeferred<Boolean>()
        grants[code] = answer
        try {
            activity.requestPermissions(arrayOf(permission), code)
            return answer.await()
        } finally {
            grants -= code
        }
    }

    fun onResult(code: Int, result: Int, data: Intent?) {
        results[code]?.complete(if (result == Activity.RESULT_OK) data ?: Intent() else null)
    }

    /** An interrupted question is answered by nothing: that is no grant. */
    fun onGrant(code: Int, granted: Boolean) {
        grants[code]?.complete(granted)
    }
}
