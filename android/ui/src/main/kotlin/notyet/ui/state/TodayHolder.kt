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
    onConference: (String) -> Unit,
    onStudent: (String) -> Unit,
    onWalk: () -> Unit,
    onCapture: () -> Unit,
    onBanner: (BannerKind) -> Unit,
    private val chosen: ChosenClass = ChosenClass(),
) {
    private var held = false
    private var shown: TodayScreen? = null

    /** "2 new": rows came or moved while a finger was on the list; they stand there once [TodayActions.onNews] is called. */
    var news by mutableStateOf<String?>(null)
        private set

    private val today = ScreenHolder(client, scope, TOPICS) { settle(client.today(chosen.id)) }

    private var fault by mutableStateOf<String?>(null)

    /** The door of the class that is shown. */
    val door = ClassDoor(client, scope, student = null)

    /** Why the last thing was not done; null once something else was. */
    val problem: String? get() = fault ?: door.problem

    val state: ScreenState<TodayScreen> get() = today.state

    /** Whom to sit down with, one after another: the plan of the day, then the others who are here as they stand on screen. */
    val queue: List<String> get() = today.data?.run { plan + students.filter { it.isHere } }.orEmpty().map { it.student }.distinct()

    val actions = TodayActions(
        onClass = {
            chosen.id = it
            refresh()
        },
        onHold = { held = it },
        onNews = ::refresh,
        onConference = onConference,
        onStudent = onStudent,
        onWalk = onWalk,
        onHere = { student, here -> attempt { client.setHere(student, here) } },
        onLater = { student, later -> attempt { client.setLater(student, later) } },
        onCapture = onCapture,
        onBanner = onBanner,
        onJoining = { request, student -> attempt { client.decideJoin(request, student) } },
        onDoor = door::open,
        onDoorClose = door::close,
        onUndo = { attempt { client.undo() } },
        onRedo = { attempt { client.redo() } },
        onRetry = { today.retry() },
    )

    /** Asks anew, and shows all of it: the list comes into sight, or somebody wants it. */
    fun refresh() {
        held = false
        today.refresh()
    }

    fun close() = today.close()

    /** What would move rows under a finger waits; everything else of the record is shown at once. */
    private fun settle(next: TodayScreen): TodayScreen {
        val before = shown
        val settled = if (!held || before == null || order(before) == order(next)) {
            news = null
            next
        } else {
            news = client.format("today-news", mapOf("count" to changed(before, next).toString()))
            next.copy(plan = before.plan, students = before.students)
        }
        shown = settled
        return settled
    }

    private fun order(of: TodayScreen) = (of.plan + of.students).map { it.student }

    private fun changed(shown: TodayScreen, next: TodayScreen) = (next.students - shown.students.toSet()).size.coerceAtLeast(1)

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
