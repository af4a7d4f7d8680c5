package notyet.ui.state

import androidx.compose.runtime.Stable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.setValue
import kotlinx.coroutines.CoroutineScope
import notyet.client.CoreClient
import notyet.core.KindChoice
import notyet.core.OutcomeChoice
import notyet.core.Topic
import notyet.core.WalkLevelInput
import notyet.core.WalkScreen
import notyet.ui.screens.ScreenState
import notyet.ui.screens.WalkActions

/** Walk: seat after seat. Turning to the next one leaves the one before, after which what was saved there may be sent. */
@Stable
class WalkHolder(private val client: CoreClient, scope: CoroutineScope, onBack: () -> Unit) {
    private var outcome: String? = null
    private var kind: String? = null
    private val turns = Turns(scope)

    /** At whose seat the levels are open. */
    var open by mutableStateOf<String?>(null)
        private set

    /** Why the last thing was not saved; null once something else was. */
    var problem by mutableStateOf<String?>(null)
        private set

    private val screen = ScreenHolder(client, scope, setOf(Topic.WORK, Topic.ROSTER)) { client.walk(outcome, kind) }

    val state: ScreenState<WalkScreen> get() = screen.state

    val actions = WalkActions(
        onBack = onBack,
        onOutcome = {
            outcome = it
            turnTo(null)
            screen.refresh()
        },
        onKind = {
            kind = it
            turnTo(null)
            screen.refresh()
        },
        onSeat = { turnTo(it.takeIf { student -> student != open }) },
        onLevel = ::level,
        onUndo = { save { client.undo() } },
        onRedo = { save { client.redo() } },
        onRetry = { screen.retry() },
    )

    /** The walk is over. */
    fun close() {
        screen.close()
        turnTo(null)
    }

    private fun turnTo(student: String?) {
        val before = open
        open = student
        if (before == null || before == student) return
        turns.take { client.leaveStudent(before) }
    }

    private fun level(level: String) {
        val student = open ?: return
        val data = screen.data
        val outcome = data?.outcomes?.firstOrNull(OutcomeChoice::chosen)?.outcome ?: return
        val kind = data.kinds.firstOrNull(KindChoice::chosen)?.kind
        save { client.recordWalkLevel(WalkLevelInput(student, outcome, level, kind)) }
    }

    private fun save(work: suspend () -> Unit) {
        problem = null
        turns.take(failed = { problem = client.sentence(it) }, then = { screen.refresh() }, work)
    }
}
