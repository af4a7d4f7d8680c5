package notyet.ui.state

import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.launch
import kotlinx.coroutines.sync.Mutex
import kotlinx.coroutines.sync.withLock
import notyet.core.CoreException

/**
 * One thing after another, in the order of the taps: an undo must not overtake what it takes back, and what is kept late must not
 * bring back what was saved.
 */
internal class Turns(private val scope: CoroutineScope) {
    private val turn = Mutex()

    /**
     * Does [work] once all that was asked for earlier is done; [failed] hears why it was not done, and [then] that it is over.
     * Leaving and keeping need nobody to hear: what is held goes out by itself within half a minute, and what is typed stays on
     * screen until the next letter tries again.
     */
    fun take(failed: (CoreException) -> Unit = {}, then: (done: Boolean) -> Unit = {}, work: suspend () -> Unit) {
        scope.launch {
            var done = false
            try {
                turn.withLock { work() }
                done = true
            } catch (fault: CoreException) {
                failed(fault)
            } finally {
                then(done)
            }
        }
    }
}
