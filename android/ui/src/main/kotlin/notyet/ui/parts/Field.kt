package notyet.ui.parts

import androidx.compose.foundation.background
import androidx.compose.foundation.border
import androidx.compose.foundation.interaction.MutableInteractionSource
import androidx.compose.foundation.interaction.collectIsFocusedAsState
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.shape.RoundedCornerShape
import androidx.compose.foundation.text.BasicTextField
import androidx.compose.foundation.text.KeyboardActions
import androidx.compose.foundation.text.KeyboardOptions
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.remember
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.focus.FocusDirection
import androidx.compose.ui.focus.FocusManager
import androidx.compose.ui.graphics.SolidColor
import androidx.compose.ui.input.key.Key
import androidx.compose.ui.input.key.KeyEventType
import androidx.compose.ui.input.key.isShiftPressed
import androidx.compose.ui.input.key.key
import androidx.compose.ui.input.key.onPreviewKeyEvent
import androidx.compose.ui.input.key.type
import androidx.compose.ui.platform.LocalFocusManager
import androidx.compose.ui.semantics.LiveRegionMode
import androidx.compose.ui.semantics.clearAndSetSemantics
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.error
import androidx.compose.ui.semantics.liveRegion
import androidx.compose.ui.semantics.password
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.text.AnnotatedString
import androidx.compose.ui.text.SpanStyle
import androidx.compose.ui.text.input.ImeAction
import androidx.compose.ui.text.input.KeyboardType
import androidx.compose.ui.text.input.OffsetMapping
import androidx.compose.ui.text.input.PasswordVisualTransformation
import androidx.compose.ui.text.input.TransformedText
import androidx.compose.ui.text.input.VisualTransformation
import androidx.compose.ui.text.style.TextDecoration
import androidx.compose.ui.unit.dp
import notyet.ui.generated.Corner
import notyet.ui.generated.Size
import notyet.ui.generated.Space
import notyet.ui.theme.Look

/**
 * A field with its [label] above. It owns no text: what was typed is the caller's and stays, with or without a [problem]. It takes
 * as many lines as its text needs, and holds no line breaks.
 *
 * @param problem what to do about it, in a sentence, below the field; null: nothing.
 * @param onDone called by the keyboard's own button and by Enter.
 * @param readers who reads what is typed here, beside the label; null where that is said elsewhere.
 * @param secret dots for what is typed, to eyes and to screen readers.
 * @param pointed places of [value] that are underlined, and [hint], which says why, below the field while there is one.
 */
@Composable
fun Field(
    value: String,
    onChange: (String) -> Unit,
    label: String,
    modifier: Modifier = Modifier,
    problem: String? = null,
    readers: String? = null,
    keyboard: KeyboardOptions = KeyboardOptions.Default,
    secret: Boolean = false,
    pointed: List<IntRange> = emptyList(),
    hint: String = "",
    onDone: (() -> Unit)? = null,
) {
    val source = remember { MutableInteractionSource() }
    val focused by source.collectIsFocusedAsState()
    val colours = Look.colours
    val edge = when {
        problem != null -> colours.accent
        focused -> colours.primary
        else -> colours.lineStrong
    }
    val shape = RoundedCornerShape(Corner.card)
    Column(modifier.fillMaxWidth(), verticalArrangement = Arrangement.spacedBy(Space.x4)) {
        Text(label, Modifier.clearAndSetSemantics {}, color = colours.ink, style = Look.type.label)
        if (readers != null) Text(readers, color = colours.ink2, style = Look.type.label)
        BasicTextField(
            value = value,
            onValueChange = { next ->
                onChange(next.replace("\n", ""))
                // A keyboard on glass writes its Enter as a line break; pasted ones mean nothing.
                if (next.count { it == '\n' } == 1 && next.length == value.length + 1) onDone?.invoke()
            },
            modifier = Modifier.fillMaxWidth().onEnter(onDone).onTab(LocalFocusManager.current).semantics {
                contentDescription = label
                if (secret) password()
                if (problem != null) error(problem)
            },
            textStyle = Look.type.body.copy(color = colours.ink),
            keyboardOptions = if (onDone != null) keyboard.copy(imeAction = ImeAction.Done) else keyboard,
            keyboardActions = KeyboardActions(onDone = onDone?.let { { it() } }),
            visualTransformation = if (secret) PasswordVisualTransformation() else underline(pointed),
            interactionSource = source,
            cursorBrush = SolidColor(colours.primary),
            decorationBox = { inner ->
                Box(
                    Modifier.background(colours.raised, shape).border(if (focused) Size.chosen else 1.dp, edge, shape)
                        .heightIn(min = Size.target).padding(Space.x12),
                    contentAlignment = Alignment.CenterStart,
                ) { inner() }
            },
        )
        Below(problem, hint.takeIf { pointed.isNotEmpty() })
    }
}

/** What is said of a field, below it and to a reader. */
@Composable
private fun Below(problem: String?, hint: String?) {
    val text = problem ?: hint ?: return
    val ink = if (problem != null) Look.colours.accent else Look.colours.ink2
    Text(text, Modifier.semantics { liveRegion = LiveRegionMode.Polite }, color = ink, style = Look.type.label)
}

/** A field for a PIN: digits, shown as dots, kept by no keyboard. */
@Composable
fun PinField(
    value: String,
    onChange: (String) -> Unit,
    label: String,
    modifier: Modifier = Modifier,
    problem: String? = null,
    onDone: (() -> Unit)? = null,
) {
    val keyboard = KeyboardOptions(autoCorrect = false, keyboardType = KeyboardType.NumberPassword)
    Field(value, onChange, label, modifier, problem, keyboard = keyboard, secret = true, onDone = onDone)
}

/** Lines under places of what is typed; what is typed stays as it is. */
private fun underline(pointed: List<IntRange>) = if (pointed.isEmpty()) {
    VisualTransformation.None
} else {
    VisualTransformation { text ->
        val line = SpanStyle(textDecoration = TextDecoration.Underline)
        // A place may be of an earlier letter: what was deleted meanwhile has no line.
        val places = pointed.filter { it.last < text.length }.map { AnnotatedString.Range(line, it.first, it.last + 1) }
        TransformedText(AnnotatedString(text.text, places), OffsetMapping.Identity)
    }
}

/** A keyboard's Enter does what the button beside the field does. */
private fun Modifier.onEnter(onDone: (() -> Unit)?): Modifier = if (onDone == null) {
    this
} else {
    onPreviewKeyEvent { event ->
        val enter = event.key == Key.Enter || event.key == Key.NumPadEnter
        if (enter && event.type == KeyEventType.KeyDown) onDone()
        enter
    }
}

/** Tab goes on to what comes next, and with Shift back: a field of several lines would write it down and let nobody out. */
private fun Modifier.onTab(focus: FocusManager): Modifier = onPreviewKeyEvent { event ->
    val tab = event.key == Key.Tab
    if (tab && event.type == KeyEventType.KeyDown) {
        focus.moveFocus(if (event.isShiftPressed) FocusDirection.Previous else FocusDirection.Next)
    }
    tab
}
