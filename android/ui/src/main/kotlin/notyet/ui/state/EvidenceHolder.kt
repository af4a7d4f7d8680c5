package notyet.ui.state

import androidx.compose.runtime.Stable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.setValue
import kotlinx.coroutines.CoroutineScope
import notyet.client.CoreClient
import notyet.core.EvidenceScreen
import notyet.core.Topic
import notyet.ui.screens.EvidenceActions
import notyet.ui.screens.ScreenState

/** One piece of the student's work, and the way back from what they saved for it. */
@Stable
class EvidenceHolder(
    private val client: CoreClient,
    scope: CoroutineScope,
    private val piece: String,
    outcome: String?,
    onBack: () -> Unit,
    onJudge: (outcome: String, piece: String) -> Unit,
) {
    private val screen = ScreenHolder(client, scope, setOf(Topic.WORK, Topic.ROSTER, Topic.PHOTOS)) { client.evidence(piece, outcome) }
    private val turns = Turns(scope)

    /** Why the last thing was not done; null once something else was. */
    var problem by mutableStateOf<String?>(null)
        private set

    val state: ScreenState<EvidenceScreen> get() = screen.state

    val actions = EvidenceActions(
        onBack = onBack,
        onJudge = { screen.data?.let { onJudge(it.outcome, it.piece) } },
        onShow = { attempt { client.showJudgement(piece) } },
        onUndo = { attempt { client.takeBack() } },
        onRetry = screen::retry,
    )

    /** @param goesOn whether the student goes on with this work: then nothing is sent yet. */
    fun close(goesOn: Boolean) {
        screen.close()
        if (!goesOn) turns.take { client.leaveWork() }
    }

    private fun attempt(work: suspend () -> Unit) {
        problem = null
        turns.take(failed = { problem = client.sentence(it) }, then = { screen.refresh() }, work)
    }
}
