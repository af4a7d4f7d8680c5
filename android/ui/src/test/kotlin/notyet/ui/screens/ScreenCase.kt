package notyet.ui.screens

import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.requiredHeight
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.test.junit4.createComposeRule
import androidx.compose.ui.test.onNodeWithText
import androidx.compose.ui.test.performClick
import androidx.compose.ui.unit.Dp
import androidx.compose.ui.unit.dp
import notyet.ui.parts.show
import org.junit.Rule

/** A screen over made-up data, and what was done on it. */
abstract class ScreenCase {
    @get:Rule
    val rule = createComposeRule()

    protected val did = mutableListOf<String>()

    protected fun screen(width: Dp = 411.dp, height: Dp = 740.dp, fontScale: Float = 1f, content: @Composable () -> Unit) =
        rule.show(width, fontScale) { Box(Modifier.requiredHeight(height)) { content() } }

    protected fun <T> ready(data: T) = ScreenState.Ready(data)

    protected fun tap(text: String) = rule.onNodeWithText(text).performClick()
}
