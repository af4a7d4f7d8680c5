package notyet.ui.parts

import androidx.compose.animation.AnimatedVisibility
import androidx.compose.animation.core.snap
import androidx.compose.animation.core.tween
import androidx.compose.animation.fadeIn
import androidx.compose.animation.fadeOut
import androidx.compose.foundation.background
import androidx.compose.foundation.gestures.detectTapGestures
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.ColumnScope
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.size
import androidx.compose.foundation.layout.widthIn
import androidx.compose.foundation.rememberScrollState
import androidx.compose.foundation.shape.RoundedCornerShape
import androidx.compose.foundation.verticalScroll
import androidx.compose.runtime.Composable
import androidx.compose.runtime.LaunchedEffect
import androidx.compose.runtime.remember
import androidx.compose.runtime.staticCompositionLocalOf
import androidx.compose.ui.Alignment
import androidx.compose.ui.ExperimentalComposeUiApi
import androidx.compose.ui.Modifier
import androidx.compose.ui.focus.FocusRequester
import androidx.compose.ui.focus.focusProperties
import androidx.compose.ui.focus.focusRequester
import androidx.compose.ui.focus.focusTarget
import androidx.compose.ui.input.key.Key
import androidx.compose.ui.input.key.KeyEventType
import androidx.compose.ui.input.key.key
import androidx.compose.ui.input.key.onPreviewKeyEvent
import androidx.compose.ui.input.key.type
import androidx.compose.ui.input.pointer.pointerInput
import androidx.compose.ui.semantics.clearAndSetSemantics
import androidx.compose.ui.semantics.dismiss
import androidx.compose.ui.semantics.paneTitle
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp
import notyet.ui.generated.Corner
import notyet.ui.generated.Motion
import notyet.ui.generated.Size
import notyet.ui.generated.Space
import notyet.ui.theme.Look

/**
 * A sheet at the foot of the box it stands in. The caller owns [open], and so what was typed stays when it closes; back, Escape
 * and a touch beside it call the same [onClose]. It scrolls by itself and never hides its own [close]. A keyboard stays in it while
 * it is open: what lies below is out of reach, as it is for a finger.
 */
@Composable
fun Sheet(
    open: Boolean,
    title: String,
    close: String,
    onClose: () -> Unit,
    modifier: Modifier = Modifier,
    content: @Composable ColumnScope.() -> Unit,
) {
    val still = Look.still
    LocalBackHandler.current(open, onClose)
    AnimatedVisibility(
        open,
        modifier.fillMaxSize(),
        enter = fadeIn(if (still) snap() else tween(Motion.sheet)),
        exit = fadeOut(if (still) snap() else tween(Motion.sheet)),
    ) {
        Box(Modifier.fillMaxSize(), contentAlignment = Alignment.BottomCenter) {
            Box(Modifier.fillMaxSize().background(Look.colours.inverse.copy(alpha = SCRIM)).closes(onClose).clearAndSetSemantics {})
            Panel(title, close, onClose, content)
        }
    }
}

@OptIn(ExperimentalComposeUiApi::class)
@Composable
private fun Panel(title: String, close: String, onClose: () -> Unit, content: @Composable ColumnScope.() -> Unit) {
    val shape = RoundedCornerShape(topStart = Corner.sheet, topEnd = Corner.sheet)
    val here = remember { FocusRequester() }
    LaunchedEffect(here) { here.requestFocus() }
    Column(
        Modifier.padding(top = Space.x48).widthIn(max = Size.sheet).fillMaxWidth()
            .background(Look.colours.raised, shape)
            // The sheet itself, so that no control of it looks chosen before the first Tab.
            .focusRequester(here).focusProperties { exit = { FocusRequester.Cancel } }.focusTarget()
            // Touches that hit nothing in the sheet stay in it.
            .pointerInput(Unit) { detectTapGestures {} }
            .onPreviewKeyEvent { (it.key == Key.Escape && it.type == KeyEventType.KeyDown).also { escape -> if (escape) onClose() } }
            .semantics {
                paneTitle = title
                dismiss {
                    onClose()
                    true
                }
            }
            .padding(horizontal = Space.x16).padding(bottom = Space.x16),
        horizontalAlignment = Alignment.CenterHorizontally,
    ) {
        Box(Modifier.padding(top = Space.x8).size(32.dp, 4.dp).background(Look.colours.line, RoundedCornerShape(Corner.chip)))
        Titled(title, close, onClose)
        Column(
            Modifier.weight(1f, fill = false).fillMaxWidth().verticalScroll(rememberScrollState()),
            verticalArrangement = Arrangement.spacedBy(Space.x12),
            content = content,
        )
    }
}

@Composable
private fun Titled(title: String, close: String, onClose: () -> Unit) =
    HeadLine(title, Look.type.head, Modifier) { WordButton(close, onClose) }

private fun Modifier.closes(onClose: () -> Unit) = pointerInput(onClose) { detectTapGestures { onClose() } }

/**
 * How the host hears its back gesture while `enabled`: Android gives its own, the JVM host its Escape key. Without a host, back
 * does nothing, and every sheet still has its button.
 */
val LocalBackHandler = staticCompositionLocalOf<@Composable (enabled: Boolean, onBack: () -> Unit) -> Unit> { { _, _ -> } }

private const val SCRIM = 0.5f
