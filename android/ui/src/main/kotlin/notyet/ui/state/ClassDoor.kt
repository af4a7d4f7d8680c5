package notyet.ui.state

import androidx.compose.runtime.Stable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.setValue
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.launch
import notyet.client.CoreClient
import notyet.core.CoreException
import notyet.core.DoorScreen

/**
 * The door by which students come in, while a teacher holds it open.
 *
 * @param student for whom; null: for the class that Today shows.
 */
@Stable
class ClassDoor(private val client: CoreClient, private val scope: CoroutineScope, private val student: String?) {
    /** What is held up; null: it is shut. */
    var open by mutableStateOf<DoorScreen?>(null)
        private set

    /** Why it did not open. */
    var problem by mutableStateOf<String?>(null)
        private set
    private var busy = false

    /** Opens it, or makes a new code. */
    fun open() {
        if (busy) return
        busy = true
        problem = null
        scope.launch {
            try {
                open = client.openDoor(student)
            } catch (fault: CoreException) {
                open = null
                problem = client.sentence(fault)
            } finally {
                busy = false
            }
        }
    }

    /** Puts it away. A code that was seen opens the door until its time is up. */
    fun close() {
        open = null
    }
}
