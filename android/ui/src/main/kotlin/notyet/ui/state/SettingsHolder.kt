package notyet.ui.state

import androidx.compose.runtime.Stable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.setValue
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Job
import kotlinx.coroutines.launch
import notyet.client.CoreClient
import notyet.core.CoreException
import notyet.core.Preferences
import notyet.core.Topic
import notyet.core.Words
import notyet.ui.screens.ScreenState
import notyet.ui.screens.SettingsActions
import notyet.ui.screens.SettingsData

/** What may have changed how a person is spoken to. */
private val SPOKEN = setOf(Topic.SESSION, Topic.ROSTER)

/** How the person in front is spoken to, from the first frame on: in their language, by their school's words. */
@Stable
class Manner(client: CoreClient, scope: CoroutineScope) {
    var words: Words by mutableStateOf(client.words)
        private set
    var preferences: Preferences by mutableStateOf(client.preferences)
        private set

    private val listening: Job = scope.launch {
        client.notices(SPOKEN).collect {
            preferences = client.preferences
            // All texts come at once, so they are asked for when they have changed.
            if (preferences.wordsRevision != words.revision) words = client.words
        }
    }

    fun close() = listening.cancel()
}

/** Settings: each choice holds as soon as the core has it, and the screens hear of it as of any change. */
@Stable
class SettingsHolder(private val client: CoreClient, private val scope: CoroutineScope, onBack: () -> Unit) {
    private val settings = ScreenHolder(client, scope, SPOKEN) { client.settings() }

    var problem by mutableStateOf<String?>(null)
        private set

    val state: ScreenState<SettingsData> get() = settings.state

    val actions = SettingsActions(
        onLanguage = { set { client.setLanguage(it) } },
        onHand = { set { client.setHand(it) } },
        onStill = { set { client.setStill(it) } },
        onBack = onBack,
        onRetry = settings::retry,
    )

    fun close() = settings.close()

    private fun set(choice: suspend () -> Unit) {
        scope.launch {
            problem = try {
                choice()
                null
            } catch (fault: CoreException) {
                client.sentence(fault)
            }
        }
    }
}
