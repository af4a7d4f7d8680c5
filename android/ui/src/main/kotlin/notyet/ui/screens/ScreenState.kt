package notyet.ui.screens

import androidx.compose.foundation.background
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.foundation.rememberScrollState
import androidx.compose.foundation.verticalScroll
import androidx.compose.runtime.Composable
import androidx.compose.runtime.staticCompositionLocalOf
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import notyet.core.Words
import notyet.core.actionTryAgain
import notyet.core.waiting
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

    /** No record. [sentence] says what to do and comes finished from the core; [again] where asking again makes sense. */
    data class Failed(val sentence: String, val again: Boolean = true) : ScreenState<Nothing>
}

/** The static texts in the reader's language. The host sets them before any screen and again when they change. */
val LocalWords = staticCompositionLocalOf<Words> { error("no words were given to the screens") }

/** Draws [ready] for an answer, and the same waiting and fault on every screen for the other two. */
@Composable
fun <T> OnState(state: ScreenState<T>, onRetry: () -> Unit, modifier: Modifier = Modifier, ready: @Composable (T) -> Unit) {
    Box(modifier.fillMaxSize().background(Look.colours.surface), contentAlignment = Alignment.TopCenter) {
        when (state) {
            ScreenState.Loading -> Waiting(LocalWords.current.waiting)
            is ScreenState.Ready -> ready(state.data)
            is ScreenState.Failed -> Box(Modifier.fillMaxSize(), contentAlignment = Alignment.Center) {
                val again = if (state.again) LocalWords.current.actionTryAgain else null
                Empty(state.sentence, null, Modifier.verticalScroll(rememberScrollState()), Drawing.Cloud, again, onRetry)
            }
        }
    }
}
