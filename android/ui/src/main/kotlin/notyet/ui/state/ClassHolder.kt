package notyet.ui.state

import androidx.compose.runtime.Stable
import kotlinx.coroutines.CoroutineScope
import notyet.client.CoreClient
import notyet.core.ClassScreen
import notyet.core.Topic
import notyet.ui.screens.ClassActions
import notyet.ui.screens.ScreenState

/**
 * The class that a teacher works with, shared by the screens that let them choose it.
 *
 * @property id null for the one that was shown last, or the first.
 */
class ChosenClass {
    var id: String? = null
}

/** Class: everyone with their profile, while the page or a student whom it opened is on screen. */
@Stable
class ClassHolder(
    client: CoreClient,
    scope: CoroutineScope,
    chosen: ChosenClass,
    onStudent: (student: String) -> Unit,
    onCapture: () -> Unit,
) {
    private val screen = ScreenHolder(client, scope, setOf(Topic.ROSTER, Topic.WORK)) { client.classPage(chosen.id) }

    val state: ScreenState<ClassScreen> get() = screen.state

    val actions = ClassActions(
        onClass = {
            chosen.id = it
            screen.refresh()
        },
        onStudent = onStudent,
        onCapture = onCapture,
        onRetry = { screen.retry() },
    )

    fun close() = screen.close()
}
