package notyet.ui.screens

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.BoxWithConstraints
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.RowScope
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.lazy.LazyListScope
import androidx.compose.foundation.lazy.items
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.remember
import androidx.compose.runtime.saveable.rememberSaveable
import androidx.compose.runtime.setValue
import androidx.compose.ui.Modifier
import notyet.core.KindChoice
import notyet.core.OutcomeChoice
import notyet.core.Seat
import notyet.core.WalkScreen
import notyet.core.actionRedo
import notyet.core.actionUndo
import notyet.core.captureKind
import notyet.core.captureOutcome
import notyet.core.todayNotHere
import notyet.core.todayTitle
import notyet.core.walkLead
import notyet.core.walkTitle
import notyet.ui.generated.Icons
import notyet.ui.generated.Space
import notyet.ui.parts.Back
import notyet.ui.parts.Banner
import notyet.ui.parts.Empty
import notyet.ui.parts.Header
import notyet.ui.parts.LevelOption
import notyet.ui.parts.LevelPicker
import notyet.ui.parts.PickerState
import notyet.ui.parts.SeatRow
import notyet.ui.parts.SeatTile
import notyet.ui.parts.UndoBar
import notyet.ui.parts.seatsAcross
import notyet.ui.theme.Look

/** What fills Walk. */
typealias WalkData = WalkScreen

/** What a teacher can do on Walk. Ids are those of the record. */
class WalkActions(
    val onBack: () -> Unit = {},
    val onOutcome: (outcome: String) -> Unit = {},
    val onKind: (kind: String) -> Unit = {},
    /** Opens the levels at a seat, or closes them. */
    val onSeat: (student: String) -> Unit = {},
    /** Saves at once, for the seat that is open. */
    val onLevel: (level: String) -> Unit = {},
    val onUndo: () -> Unit = {},
    val onRedo: () -> Unit = {},
    val onRetry: () -> Unit = {},
)

/**
 * One outcome, one kind of work, the class as seats: a name is tapped, and the levels open below it.
 *
 * @param open the student at whose seat they are open.
 * @param problem what to do about the level that was not saved.
 */
@Composable
fun WalkScreen(
    state: ScreenState<WalkData>,
    actions: WalkActions,
    modifier: Modifier = Modifier,
    open: String? = null,
    problem: String? = null,
) {
    OnState(state, actions.onRetry, modifier) { data -> Walk(data, actions, open, problem) }
}

@Composable
private fun Walk(data: WalkData, actions: WalkActions, open: String?, problem: String?) {
    val words = LocalWords.current
    var sheet by rememberSaveable { mutableStateOf<ConferenceSheet?>(null) }
    Box(Modifier.fillMaxSize()) {
        Column(Modifier.fillMaxSize()) {
            BoxWithConstraints(Modifier.weight(1f)) {
                val across = seatsAcross(maxWidth)
                LongColumn(space = Space.x8) {
                    item("head") { Header(words.walkTitle, back = Back(words.todayTitle, actions.onBack), label = data.classTitle) }
                    if (problem != null) item("problem") { Banner(Icons.syncProblem, problem, Modifier.sides()) }
                    item("choices") { Choices(data) { sheet = it } }
                    data.empty?.let { item("empty") { Empty(it.title, it.text) } }
                    if (data.seats.isNotEmpty()) seats(data, actions, open, across)
                }
            }
            data.undo?.let { undo ->
                UndoBar(
                    undo.text,
                    words.actionUndo.takeIf { undo.canUndo },
                    actions.onUndo,
                    Modifier.sides().padding(vertical = Space.x8),
                    words.actionRedo.takeIf { undo.canRedo },
                    actions.onRedo,
                )
            }
        }
        ChoiceSheets(data.outcomes, data.kinds, sheet, { sheet = null }, actions.onOutcome, actions.onKind)
    }
}

@Composable
private fun Choices(data: WalkData, onOpen: (ConferenceSheet) -> Unit) {
    val words = LocalWords.current
    Column(Modifier.sides(), verticalArrangement = Arrangement.spacedBy(Space.x8)) {
        data.outcomes.firstOrNull(OutcomeChoice::chosen)?.let { outcome ->
            Drop(words.captureOutcome, outcome.iCan) { onOpen(ConferenceSheet.Outcomes) }
        }
        data.kinds.firstOrNull(KindChoice::chosen)?.let { kind -> Drop(words.captureKind, kind.name) { onOpen(ConferenceSheet.Kinds) } }
        if (data.seats.isNotEmpty()) Text(words.walkLead, color = Look.colours.ink2, style = Look.type.label)
    }
}

/** Rows of seats, table by table; the levels stand right below the row of the one that is open. */
private fun LazyListScope.seats(data: WalkData, actions: WalkActions, open: String?, across: Int) {
    val seats = data.seats.associateBy { it.student }
    for (table in data.tables) {
        table.title?.let { title -> item("table ${table.table}") { TableHead(title) } }
        items(table.students.mapNotNull(seats::get).chunked(across), key = { row -> row.first().student }) { row ->
            Column(Modifier.sides(), verticalArrangement = Arrangement.spacedBy(Space.x8)) {
                SeatRow(row.size, across) { at -> WalkSeat(row[at], row[at].student == open, actions.onSeat) }
                row.firstOrNull { it.student == open }?.let { seat -> SeatLevels(data, seat, actions.onLevel) }
            }
        }
    }
    item("footer") { Text(data.footer, Modifier.sides(), color = Look.colours.ink2, style = Look.type.label) }
}

@Composable
private fun RowScope.WalkSeat(seat: Seat, isOpen: Boolean, onSeat: (String) -> Unit) {
    val label = LocalWords.current.todayNotHere.takeIf { !seat.isHere && seat.sign == null }
    SeatTile(seat.name, seat.spoken, isOpen, label = label, sign = seat.sign?.state) { onSeat(seat.student) }
}

@Composable
private fun SeatLevels(data: WalkData, seat: Seat, onLevel: (String) -> Unit) {
    val options = data.levels.map { level ->
        LevelOption(level.sign.state, level.word, level.describes.firstOrNull().orEmpty(), level.describes.joinToString("\n"), level.spoken)
    }
    val chosen = data.levels.indexOfFirst { it.level == seat.level }.takeIf { it >= 0 }
    val picker = remember(seat.student) { PickerState() }
    LevelPicker(options, chosen, { onLevel(data.levels[it].level) }, pickerWords(), state = picker, stacked = false)
}
