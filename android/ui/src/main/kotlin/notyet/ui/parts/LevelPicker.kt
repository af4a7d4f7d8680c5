package notyet.ui.parts

import androidx.compose.foundation.ExperimentalFoundationApi
import androidx.compose.foundation.LocalIndication
import androidx.compose.foundation.background
import androidx.compose.foundation.border
import androidx.compose.foundation.combinedClickable
import androidx.compose.foundation.interaction.MutableInteractionSource
import androidx.compose.foundation.interaction.collectIsFocusedAsState
import androidx.compose.foundation.interaction.collectIsPressedAsState
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.BoxWithConstraints
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.IntrinsicSize
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxHeight
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.height
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.selection.selectableGroup
import androidx.compose.foundation.shape.RoundedCornerShape
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.LaunchedEffect
import androidx.compose.runtime.Stable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.remember
import androidx.compose.runtime.setValue
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.draw.alpha
import androidx.compose.ui.draw.clip
import androidx.compose.ui.platform.LocalDensity
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.semantics.clearAndSetSemantics
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.role
import androidx.compose.ui.semantics.selected
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.text.ExperimentalTextApi
import androidx.compose.ui.text.TextStyle
import androidx.compose.ui.text.font.FontWeight
import androidx.compose.ui.text.rememberTextMeasurer
import androidx.compose.ui.text.style.TextAlign
import androidx.compose.ui.unit.Dp
import androidx.compose.ui.unit.dp
import notyet.ui.generated.Corner
import notyet.ui.generated.Size
import notyet.ui.generated.Space
import notyet.ui.theme.Look
import notyet.ui.theme.largeText

/**
 * One level of the scale in the picker.
 *
 * @property word the level's word.
 * @property spoken what a reader hears instead of the word; null: the word.
 * @property brief the words of this level in the row that is worked on: shown below the picker.
 * @property full the words of this level in all rows of the rubric: shown while nothing else is, after holding.
 */
data class LevelOption(val sign: SignState, val word: String, val brief: String, val full: String, val spoken: String? = null)

/** The picker's own words: [about] names the group, [next] leads to the level above, [read] and [close] the full text. */
data class PickerWords(val about: String, val next: String, val read: String, val close: String)

/** What is under the thumb and what is held, so that the words may stand elsewhere than the picker. */
@Stable
class PickerState {
    internal var under by mutableStateOf<Int?>(null)
    internal var held by mutableStateOf<Int?>(null)
}

/**
 * An option a level, lowest first; one tap chooses and fires on lifting inside, sliding off cancels. Holding 400 ms shows the full
 * text of the level and chooses nothing. The words themselves are [LevelWords], which stands below or beside it.
 *
 * @param chosen the level chosen now; null: none.
 * @param stacked true from 600 dp on, where it stands at the hand's side; it stacks by itself where the words need it.
 */
@Composable
fun LevelPicker(
    options: List<LevelOption>,
    chosen: Int?,
    onChoose: (Int) -> Unit,
    words: PickerWords,
    modifier: Modifier = Modifier,
    state: PickerState = remember { PickerState() },
    stacked: Boolean = false,
) {
    BoxWithConstraints(modifier.fillMaxWidth()) {
        val oneLine = !stacked && oneLineOf(options.map { it.word }, maxWidth)
        val group = Modifier.fillMaxWidth().selectableGroup().semantics { contentDescription = words.about }
        val option = @Composable { i: Int, each: Modifier ->
            val touch = Touch(
                onUnder = { on -> state.under = if (on) i else state.under.takeIf { it != i } },
                onHold = { state.held = i },
                onTap = {
                    state.held = null
                    onChoose(i)
                },
            )
            Option(options[i], i == chosen, oneLine, words.read, touch, each)
        }
        if (oneLine) {
            val widths = options.map { wordWidth(it.word).value }
            Row(group.height(IntrinsicSize.Min), horizontalArrangement = Arrangement.spacedBy(Space.x4)) {
                for (i in options.indices) option(i, Modifier.weight(widths[i] + SIDE.value * 2).fillMaxHeight())
            }
        } else {
            Column(group, verticalArrangement = Arrangement.spacedBy(Space.x8)) {
                for (i in options.indices) option(i, Modifier.fillMaxWidth())
            }
        }
    }
}

/**
 * The words of the level under the thumb, or else of [shown], then those of the level above it. After holding: the full text of
 * that level, until it is closed or a level is tapped. It takes the height of the longest words, so that nothing that stands on
 * it moves under the thumb.
 */
@Composable
fun LevelWords(options: List<LevelOption>, shown: Int?, words: PickerWords, state: PickerState, modifier: Modifier = Modifier) {
    val full = state.held?.let(options::getOrNull)
    if (full != null) {
        FullText(full, words.close, modifier) { state.held = null }
        return
    }
    Box(modifier.fillMaxWidth()) {
        options.forEachIndexed { i, option ->
            val here = if (i == (state.under ?: shown)) Modifier else Modifier.alpha(0f).clearAndSetSemantics {}
            Column(here, verticalArrangement = Arrangement.spacedBy(Space.x4)) {
                Text(option.brief, color = Look.colours.ink, style = Look.type.body)
                val above = options.getOrNull(i + 1)
                if (above != null) Text("${words.next} ${isolated(above.brief)}", color = Look.colours.ink2, style = Look.type.body)
            }
        }
    }
}

@Composable
private fun FullText(option: LevelOption, close: String, modifier: Modifier, onClose: () -> Unit) {
    Card(modifier) {
        Row(verticalAlignment = Alignment.CenterVertically, horizontalArrangement = Arrangement.spacedBy(Space.x12)) {
            Sign(option.sign)
            Text(option.word, Modifier.weight(1f), color = Look.colours.ink, style = Look.type.head)
            WordButton(close, onClose)
        }
        Text(option.full, color = Look.colours.ink, style = Look.type.body)
    }
}

private class Touch(val onUnder: (Boolean) -> Unit, val onHold: () -> Unit, val onTap: () -> Unit)

@OptIn(ExperimentalFoundationApi::class)
@Composable
private fun Option(option: LevelOption, chosen: Boolean, oneLine: Boolean, read: String, touch: Touch, modifier: Modifier) {
    val source = remember { MutableInteractionSource() }
    val pressed by source.collectIsPressedAsState()
    val focused by source.collectIsFocusedAsState()
    LaunchedEffect(pressed || focused) { touch.onUnder(pressed || focused) }
    val shape = RoundedCornerShape(Corner.card)
    val colours = Look.colours
    val body = modifier.focusRing(source, Corner.card).clip(shape)
        .combinedClickable(source, LocalIndication.current, onLongClickLabel = read, onLongClick = touch.onHold, onClick = touch.onTap)
        .semantics {
            role = Role.RadioButton
            selected = chosen
        }
        .heardAs(option.spoken)
        .background(if (chosen) colours.soft else colours.raised, shape)
        .border(if (chosen) Size.chosen else 1.dp, if (chosen) colours.primary else colours.lineStrong, shape)
        .heightIn(min = Size.captureTarget)
    val word = @Composable {
        Text(
            option.word,
            color = if (chosen) colours.onSoft else colours.ink,
            style = wordStyle(chosen),
            textAlign = if (oneLine) TextAlign.Center else TextAlign.Start,
        )
    }
    if (oneLine) {
        Column(
            body.padding(vertical = Space.x4),
            verticalArrangement = Arrangement.spacedBy(Space.x4, Alignment.CenterVertically),
            horizontalAlignment = Alignment.CenterHorizontally,
        ) {
            Sign(option.sign)
            word()
        }
    } else {
        Row(
            body.padding(horizontal = Space.x16, vertical = Space.x8),
            verticalAlignment = Alignment.CenterVertically,
            horizontalArrangement = Arrangement.spacedBy(Space.x12),
        ) {
            Sign(option.sign)
            word()
        }
    }
}

@Composable
private fun wordStyle(chosen: Boolean): TextStyle =
    Look.type.label.copy(fontWeight = if (chosen) FontWeight.SemiBold else FontWeight.Medium)

/**
 * True if a picker of these [words] stands on one line in a room of [width]: every word whole beside the others. They are measured
 * bold, so that choosing moves nothing.
 */
@Composable
fun oneLineOf(words: List<String>, width: Dp): Boolean {
    if (largeText || words.size > ONE_LINE_LEVELS || width < ONE_LINE_WIDTH) return false
    var sum = Space.x4 * (words.size - 1)
    for (word in words) sum += wordWidth(word) + SIDE * 2
    return sum <= width
}

@OptIn(ExperimentalTextApi::class)
@Composable
private fun wordWidth(word: String): Dp {
    val width = rememberTextMeasurer().measure(word, wordStyle(chosen = true), softWrap = false).size.width
    return with(LocalDensity.current) { width.toDp() } + ROUNDING
}

private const val ONE_LINE_LEVELS = 4
private val ONE_LINE_WIDTH = 360.dp - Space.x16 * 2
private val SIDE = Space.x4

/** Widths are shared out in whole pixels. */
private val ROUNDING = 1.dp
