package notyet.ui.screens

import androidx.compose.foundation.background
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.foundation.rememberScrollState
import androidx.compose.foundation.verticalScroll
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import notyet.ui.parts.Drawing
import notyet.ui.parts.Empty
import notyet.ui.parts.Waiting
import notyet.ui.theme.Look

/** What every screen is a function of: one call to the core is under way, was answered, or was not. */
sealed interface ScreenState<out T> {
    /** Asked, and no answer yet. */
    data object Loading : ScreenState<Nothing>

    /** The record that fills the screen. */
    data class Ready<T>(val data: T) : ScreenState<T>

    /**
     * No record. [head] says what is, [sentence] what to do; both come finished from the words.
     * [action] names the way on, null where there is none.
     */
    data class Failed(val head: String, val sentence: String, val action: String? = null) : ScreenState<Nothing>
}

/** Draws [ready] for an answer, and the same waiting and fault on every screen for the other two. */
@Composable
fun <T> OnState(
    state: ScreenState<T>,
    waiting: String,
    onRetry: () -> Unit,
    modifier: Modifier = Modifier,
    ready: @Composable (T) -> Unit,
) {
    Box(modifier.fillMaxSize().background(Look.colours.surface), contentAlignment = Alignment.TopCenter) {
        when (state) {
            ScreenState.Loading -> Waiting(waiting)
            is ScreenState.Ready -> ready(state.data)
            is ScreenState.Failed -> Box(Modifier.fillMaxSize(), contentAlignment = Alignment.Center) {
                Empty(
                    state.head,
                    state.sentence,
                    Modifier.verticalScroll(rememberScrollState()),
                    Drawing.Cloud,
                    state.action,
                    onRetry,
                )
            }
        }
    }
}
