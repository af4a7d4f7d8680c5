package notyet.ui.state

import androidx.compose.runtime.Stable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.setValue
import kotlinx.coroutines.CoroutineScope
import notyet.client.HandedClient
import notyet.core.HandedScreen
import notyet.core.WorkPlace
import notyet.ui.screens.ScreenState

/** A teacher's tablet in a student's hands, until they have judged their work and give it back. */
@Stable
class HandedHolder(client: HandedClient, scope: CoroutineScope, supply: WorkSupply) {
    /** The work is judged: what is left is to give the tablet back. */
    var saved by mutableStateOf(false)
        private set

    // Where the work goes is settled, and the core knows it.
    private val work =
        WorkHolder(
            client,
            client,
            scope,
            WorkPlace.Added,
            supply,
            WorkSource(client::handed, { it.assess.draft }, client),
            onSaved = { saved = true },
        )

    val state: ScreenState<HandedScreen> get() = work.state
    val draft get() = work.draft
    val problem get() = work.problem
    val savingPhoto get() = work.savingPhoto
    val voice get() = work.voice.state
    val actions get() = work.actions

    fun close() = work.close(leaves = false)
}
