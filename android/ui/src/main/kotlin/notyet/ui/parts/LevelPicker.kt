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
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.remember
import androidx.compose.runtime.setValue
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.draw.clip
import androidx.compose.ui.platform.LocalDensity
import androidx.compose.ui.semantics.Role
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
 * @property brief the words of this level in the row that is worked on: shown below the picker.
 * @property full the words of this level in all rows of the rubric: shown while nothing else is, after holding.
 */
data class LevelOption(val sign: SignState, val word: String, val brief: String, val full: String)

/** The picker's own words: [about] names the group, [next] leads to the level above, [read] and [close] the full text. */
data class PickerWords(val about: String, val next: String, val read: String, val close: String)

/**
 * An option a level, lowest first; one tap chooses and fires on lifting inside, sliding off cancels. Holding 400 ms shows the full
 * text of the level and chooses nothing. It never shows more than the words given.
 *
 * @param chosen the level chosen now; null: none.
 * @param shown the level whose words stand below while nothing is under the thumb.
 * @param stacked true from 600 dp on, where it stands at the hand's side; it stacks by itself where the words need it.
 */
@Composable
fun LevelPicker(
    options: List<LevelOption>,
    chosen: Int?,
    onChoose: (Int) -> Unit,
    words: PickerWords,
    modifier: Modifier = Modifier,
    shown: Int? = chosen,
    stacked: Boolean = false,
) {
    var under by remember { mutableStateOf<Int?>(null) }
    var held by remember { mutableStateOf<Int?>(null) }
    BoxWithConstraints(modifier.fillMaxWidth()) {
        val oneLine = !stacked && !largeText && options.size <= ONE_LINE_LEVELS && maxWidth >= ONE_LINE_WIDTH && fits(options, maxWidth)
        Column(verticalArrangement = Arrangement.spacedBy(Space.x12)) {
            val group = Modifier.fillMaxWidth().selectableGroup().semantics { contentDescription = words.about }
            val option = @Composable { i: Int, each: Modifier ->
                Option(options[i], i == chosen, oneLine, words.read, each, { under = if (it) i else under.takeIf { now -> now != i } }, {
                    held = i
                }) {
                    held = null
                    onChoose(i)
                }
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
            val full = held?.let(options::getOrNull)
            if (full != null) FullText(full, words.close) { held = null } else Below(options, under ?: shown, words.next)
        }
    }
}

/** The words of level [at], and those of the one above it. */
@Composable
private fun Below(options: List<LevelOption>, at: Int?, next: String) {
    val here = at?.let(options::getOrNull) ?: return
    Column(verticalArrangement = Arrangement.spacedBy(Space.x4)) {
        Text(here.brief, color = Look.colours.ink, style = Look.type.body)
        val above = options.getOrNull(at + 1)
        if (above != null) Text("$next ${above.brief}", color = Look.colours.ink2, style = Look.type.body)
    }
}

@Composable
private fun FullText(option: LevelOption, close: String, onClose: () -> Unit) {
    Card {
        Row(verticalAlignment = Alignment.CenterVertically, horizontalArrangement = Arrangement.spacedBy(Space.x12)) {
            Sign(option.sign)
            Text(option.word, Modifier.weight(1f), color = Look.colours.ink, style = Look.type.head)
            WordButton(close, onClose)
        }
        Text(option.full, color = Look.colours.ink, style = Look.type.body)
    }
}

@OptIn(ExperimentalFoundationApi::class)
@Composable
private fun Option(
    option: LevelOption,
    chosen: Boolean,
    oneLine: Boolean,
    read: String,
    modifier: Modifier,
    onUnder: (Boolean) -> Unit,
    onHold: () -> Unit,
    onTap: () -> Unit,
) {
    val source = remember { MutableInteractionSource() }
    val pressed by source.collectIsPressedAsState()
    val focused by source.collectIsFocusedAsState()
    LaunchedEffect(pressed || focused) { onUnder(pressed || focused) }
    val shape = RoundedCornerShape(Corner.card)
    val colours = Look.colours
    val body = modifier.focusRing(source, Corner.card).clip(shape)
        .combinedClickable(source, LocalIndication.current, onLongClickLabel = read, onLongClick = onHold, onClick = onTap)
        .semantics {
            role = Role.RadioButton
            selected = chosen
        }
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

/** True if every word stands whole on one line beside the others. Measured bold, so that choosing moves nothing. */
@Composable
private fun fits(options: List<LevelOption>, width: Dp): Boolean {
    var sum = Space.x4 * (options.size - 1)
    for (option in options) sum += wordWidth(option.word) + SIDE * 2
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
