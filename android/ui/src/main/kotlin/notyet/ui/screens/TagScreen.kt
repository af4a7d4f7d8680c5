package notyet.ui.screens

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.BoxWithConstraints
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.ExperimentalLayoutApi
import androidx.compose.foundation.layout.FlowRow
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.imePadding
import androidx.compose.foundation.layout.padding
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.remember
import androidx.compose.runtime.saveable.rememberSaveable
import androidx.compose.runtime.setValue
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.LiveRegionMode
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.liveRegion
import androidx.compose.ui.semantics.semantics
import notyet.core.OutcomeChoice
import notyet.core.PhotoTile
import notyet.core.SavedPiece
import notyet.core.TagScreen
import notyet.core.actionClose
import notyet.core.actionUndo
import notyet.core.captureOutcome
import notyet.core.pieceTitle
import notyet.core.tagAll
import notyet.core.tagDone
import notyet.core.tagLead
import notyet.core.tagNoLevel
import notyet.core.tagSave
import notyet.core.tagShows
import notyet.core.tagTitle
import notyet.core.todayNobody
import notyet.core.todaySearch
import notyet.ui.generated.Icons
import notyet.ui.generated.Size
import notyet.ui.generated.Space
import notyet.ui.parts.Back
import notyet.ui.parts.Banner
import notyet.ui.parts.Chip
import notyet.ui.parts.Empty
import notyet.ui.parts.Field
import notyet.ui.parts.Hair
import notyet.ui.parts.Header
import notyet.ui.parts.HeldDrag
import notyet.ui.parts.LevelPicker
import notyet.ui.parts.ListRow
import notyet.ui.parts.PickerState
import notyet.ui.parts.PrimaryButton
import notyet.ui.parts.Sheet
import notyet.ui.parts.UndoBar
import notyet.ui.parts.WordButton
import notyet.ui.parts.heldDrag
import notyet.ui.theme.Look
import notyet.ui.theme.withText
import notyet.core.UndoBar as UndoBarData

/** What fills Tag. */
typealias TagData = TagScreen

/** A line about a student's part, as it is typed, and whether it is for staff alone. */
data class TagLine(val text: String, val staffOnly: Boolean)

/**
 * What is on Tag and in no record.
 *
 * @property level the level that a tap on a name sets; null: a tap tags, and takes the tag away.
 * @property refused the student whose name was tapped and whose record this does not go into.
 * @property lines what is typed, by student.
 */
data class TagHand(val level: String? = null, val refused: String? = null, val lines: Map<String, TagLine> = emptyMap())

/** What a teacher can do on Tag. Ids are those of the record. */
class TagActions(
    val onBack: () -> Unit = {},
    /** Says that the work shows an outcome, or does not. */
    val onOutcome: (outcome: String, on: Boolean) -> Unit = { _, _ -> },
    /** Turns the grid to another outcome. */
    val onJudged: (outcome: String) -> Unit = {},
    /** What a tap on a name sets from now on; null: no level. */
    val onLevel: (level: String?) -> Unit = {},
    val onSeat: (student: String) -> Unit = {},
    /** Sets the picked level for all of these. */
    val onRepeat: (students: List<String>) -> Unit = {},
    /** Sets it for all from the name that was tapped last up to this one. */
    val onUpTo: (student: String) -> Unit = {},
    /** Takes back the last tap or drag on the grid. */
    val onUntag: () -> Unit = {},
    val onLine: (student: String, TagLine) -> Unit = { _, _ -> },
    /** Takes the tag away, with all that was said of the student. */
    val onRemove: (student: String) -> Unit = {},
    val onSave: () -> Unit = {},
    val onUndo: () -> Unit = {},
    /** Says that what was saved shows another outcome, too. */
    val onAlso: (outcome: String) -> Unit = {},
    /** Back to where the capture was begun; what was saved may be sent. */
    val onDone: () -> Unit = {},
    val onRetry: () -> Unit = {},
)

/**
 * Whose work a capture shows, and what it shows: the class as a grid, in which a tap tags and sets the level that is picked above.
 *
 * @param problem what to do about the last thing that did not go through.
 */
@Composable
fun TagScreen(state: ScreenState<TagData>, hand: TagHand, actions: TagActions, modifier: Modifier = Modifier, problem: String? = null) {
    OnState(state, actions.onRetry, modifier) { data ->
        val saved = data.saved
        if (saved == null) Tagging(data, hand, actions, problem) else Saved(saved, actions, problem)
    }
}

@Composable
private fun Tagging(data: TagData, hand: TagHand, actions: TagActions, problem: String?) {
    val words = LocalWords.current
    var name by rememberSaveable { mutableStateOf("") }
    var outcomes by rememberSaveable { mutableStateOf(false) }
    var line by rememberSaveable { mutableStateOf<String?>(null) }
    var photo by remember { mutableStateOf<PhotoTile?>(null) }
    val drag = remember { HeldDrag() }
    Box(Modifier.fillMaxSize().imePadding()) {
        Column(Modifier.fillMaxSize()) {
            BoxWithConstraints(Modifier.weight(1f).heldDrag(drag, hand.level != null && data.judged != null, actions.onRepeat)) {
                val across = ((minOf(maxWidth, Size.column) - Space.x16) / SEAT_WIDTH.withText).toInt().coerceAtLeast(1)
                LongColumn(space = Space.x8) {
                    item("head") { Header(words.tagTitle, back = Back(words.pieceTitle, actions.onBack), label = data.classTitle) }
                    listOfNotNull(problem, data.gone).forEach { said ->
                        item(said) { Banner(Icons.syncProblem, said, Modifier.sides()) }
                    }
                    if (data.photos.isNotEmpty()) item("photos") { Photos(data.photos, { photo = it }, Modifier.sides()) }
                    item("shows") { Shown(data, actions) { outcomes = true } }
                    data.empty?.let { item("empty") { Empty(it.title, it.text) } }
                    if (data.seats.isNotEmpty()) {
                        item("levels") { Brush(data, hand, actions) }
                        item("search") { Field(name, { name = it }, words.todaySearch, Modifier.sides()) }
                        val found = data.seats.filter { fits(name, it.name) }
                        if (found.isEmpty()) {
                            item("nobody") {
                                Text(words.todayNobody, Modifier.sides(), color = Look.colours.ink2, style = Look.type.body)
                            }
                        }
                        if (hand.level != null && found.isNotEmpty()) {
                            item("all") {
                                WordButton(words.tagAll, { actions.onRepeat(found.map { it.student }) }, Modifier.sides())
                            }
                        }
                        seats(found, hand, across, drag, actions)
                        lines(data.seats.filter { it.tagged }, hand) { line = it }
                    }
                }
            }
            if (data.seats.isNotEmpty()) Foot(data.count, actions)
        }
        OutcomesSheet(data.outcomes, outcomes, { outcomes = false }, actions.onOutcome)
        LineSheet(data.seats.firstOrNull { it.student == line && it.tagged }, hand, { line = null }, actions)
        OpenPhoto(photo) { photo = null }
    }
}

/** What the work shows; with several outcomes, the one on which the grid's levels are. */
@OptIn(ExperimentalLayoutApi::class)
@Composable
private fun Shown(data: TagData, actions: TagActions, onOpen: () -> Unit) {
    val words = LocalWords.current
    val shown = data.outcomes.filter(OutcomeChoice::chosen)
    Column(Modifier.sides(), verticalArrangement = Arrangement.spacedBy(Space.x4)) {
        Drop(words.tagShows, shown.singleOrNull()?.iCan ?: shown.joinToString(", ") { it.code }, onTap = onOpen)
        if (shown.size > 1) {
            FlowRow(
                Modifier.semantics { contentDescription = words.captureOutcome },
                horizontalArrangement = Arrangement.spacedBy(Space.x8),
            ) {
                for (outcome in shown) Chip(outcome.code, outcome.outcome == data.judged, { actions.onJudged(outcome.outcome) })
            }
        }
    }
}

/** The level that a tap on a name sets. */
@Composable
private fun Brush(data: TagData, hand: TagHand, actions: TagActions) {
    val words = LocalWords.current
    val judged = data.judged ?: return
    val picker = remember(judged) { PickerState() }
    val chosen = data.levels.indexOfFirst { it.level == hand.level }.takeIf { it >= 0 }
    Column(Modifier.sides(), verticalArrangement = Arrangement.spacedBy(Space.x4)) {
        Text(words.tagLead, color = Look.colours.ink2, style = Look.type.label)
        LevelPicker(
            pickerOptions(data.levels),
            chosen,
            { actions.onLevel(data.levels[it].level) },
            pickerWords(),
            state = picker,
            stacked = false,
        )
        Chip(words.tagNoLevel, hand.level == null, { actions.onLevel(null) })
    }
}

@Composable
private fun Foot(count: UndoBarData, actions: TagActions) {
    val words = LocalWords.current
    Box(Modifier.fillMaxWidth(), contentAlignment = Alignment.Center) {
        Column(Modifier.column().sides().padding(vertical = Space.x8), verticalArrangement = Arrangement.spacedBy(Space.x4)) {
            Row(verticalAlignment = Alignment.CenterVertically) {
                val heard = Modifier.weight(1f).semantics { liveRegion = LiveRegionMode.Polite }
                Text(count.text, heard, color = Look.colours.ink2, style = Look.type.label)
                if (count.canUndo) WordButton(words.actionUndo, actions.onUntag)
            }
            PrimaryButton(words.tagSave, actions.onSave, Modifier.fillMaxWidth(), least = Size.captureTarget)
        }
    }
}

@Composable
private fun OutcomesSheet(outcomes: List<OutcomeChoice>, open: Boolean, onClose: () -> Unit, onOutcome: (String, Boolean) -> Unit) {
    val words = LocalWords.current
    Sheet(open, words.tagShows, words.actionClose, onClose) {
        Column {
            outcomes.forEachIndexed { i, outcome ->
                if (i > 0) Hair(inset = Space.x16)
                ListRow(outcome.iCan, outcome.code, null, chosen = outcome.chosen) { onOutcome(outcome.outcome, !outcome.chosen) }
            }
        }
    }
}

/** It is saved; the grid is over. */
@Composable
private fun Saved(saved: SavedPiece, actions: TagActions, problem: String?) {
    val words = LocalWords.current
    ShortColumn {
        Header(saved.text)
        Column(Modifier.sides(), verticalArrangement = Arrangement.spacedBy(Space.x16)) {
            if (problem != null) Banner(Icons.syncProblem, problem)
            UndoBar(saved.undo.text, words.actionUndo.takeIf { saved.undo.canUndo }, actions.onUndo)
            AlsoChips(saved.also, actions.onAlso)
            PrimaryButton(words.tagDone, actions.onDone, Modifier.fillMaxWidth(), least = Size.captureTarget)
        }
    }
}
