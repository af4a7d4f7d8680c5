package notyet.ui.parts

import androidx.compose.foundation.background
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.requiredWidth
import androidx.compose.runtime.Composable
import androidx.compose.runtime.CompositionLocalProvider
import androidx.compose.ui.Modifier
import androidx.compose.ui.platform.LocalDensity
import androidx.compose.ui.platform.LocalLayoutDirection
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.semantics.SemanticsProperties
import androidx.compose.ui.test.SemanticsMatcher
import androidx.compose.ui.test.junit4.ComposeContentTestRule
import androidx.compose.ui.unit.Density
import androidx.compose.ui.unit.Dp
import androidx.compose.ui.unit.LayoutDirection
import androidx.compose.ui.unit.dp
import notyet.ui.BundledType
import notyet.ui.samples.SampleWords
import notyet.ui.screens.LocalWords
import notyet.ui.theme.Look
import notyet.ui.theme.NotYetTheme

/** Shows [content] in a room of [width] to a reader with this text and this direction of writing. */
fun ComposeContentTestRule.show(
    width: Dp = 411.dp,
    fontScale: Float = 1f,
    direction: LayoutDirection = LayoutDirection.Ltr,
    content: @Composable () -> Unit,
) = setContent {
    CompositionLocalProvider(
        LocalDensity provides Density(1f, fontScale),
        LocalLayoutDirection provides direction,
        LocalWords provides SampleWords.english,
    ) {
        NotYetTheme(dark = false, family = BundledType) {
            Box(Modifier.background(Look.colours.surface).requiredWidth(width)) { content() }
        }
    }
}

/** The role that a reader hears. */
fun hasRole(role: Role) = SemanticsMatcher.expectValue(SemanticsProperties.Role, role)
