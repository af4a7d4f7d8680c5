package notyet.ui.state

import androidx.compose.runtime.Stable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.setValue
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.launch
import notyet.client.CoreClient
import notyet.core.BannerKind
import notyet.core.CoreException
import notyet.core.TodayScreen
import notyet.core.Topic
import notyet.ui.screens.ScreenState
import notyet.ui.screens.TodayActions

/** Today: the class on screen, and the one thing after another that a teacher does from it. */
@Stable
class TodayHolder(
    private val client: CoreClient,
    private val scope: CoroutineScope,
    onStudent: (String) -> Unit,
    onBanner: (BannerKind) -> Unit,
) {
    private var classId: String? = null
    private val today = ScreenHolder(client, scope, TOPICS) { client.today(classId) }

    private var fault by mutableStateOf<String?>(null)

    /** The door of the class that is shown. */
    val door = ClassDoor(client, scope, student = null)

    /** Why the last thing was not done; null once something else was. */
    val problem: String? get() = fault ?: door.problem

    val state: ScreenState<TodayScreen> get() = today.state

    /** The students in the order in which they stand on screen. */
    val queue: List<String> get() = today.data?.students.orEmpty().map { it.student }

    val actions = TodayActions(
        onClass = {
            classId = it
            today.refresh()
        },
        onStudent = onStudent,
        onBanner = onBanner,
        onJoining = { request, student -> attempt { client.decideJoin(request, student) } },
        onDoor = door::open,
        onDoorClose = door::close,
        onUndo = { attempt { client.undo() } },
        onRedo = { attempt { client.redo() } },
        onRetry = { today.retry() },
    )

    fun refresh() = today.refresh()

    fun close() = today.close()

    private fun attempt(work: suspend () -> Unit) {
        fault = null
        scope.launch {
            try {
                work()
            } catch (fault: CoreException) {
                this@TodayHolder.fault = client.sentence(fault)
            }
            today.refresh()
        }
    }

    private companion object {
        val TOPICS = setOf(Topic.ROSTER, Topic.WORK, Topic.SYNC, Topic.SESSION)
    }
}
