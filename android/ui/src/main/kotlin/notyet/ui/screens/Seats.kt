package notyet.ui.screens

import androidx.compose.foundation.layout.RowScope
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.lazy.LazyListScope
import androidx.compose.foundation.lazy.items
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.saveable.listSaver
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.heading
import androidx.compose.ui.semantics.semantics
import notyet.core.SeatTable
import notyet.core.TodayRow
import notyet.core.seatsArrange
import notyet.core.seatsDone
import notyet.core.seatsFresh
import notyet.core.seatsHere
import notyet.core.seatsPick
import notyet.core.seatsWhere
import notyet.ui.generated.Space
import notyet.ui.parts.OpenSeat
import notyet.ui.parts.SeatRow
import notyet.ui.parts.SeatTile
import notyet.ui.parts.SecondButton
import notyet.ui.theme.Look

/**
 * How Today shows the class.
 *
 * @param seats as it sits; otherwise as a list.
 * @param arranging seats are moved and nothing is opened.
 * @param moving who is to sit somewhere else.
 */
data class Board(val seats: Boolean = false, val arranging: Boolean = false, val moving: String? = null) {
    internal companion object {
        val saver = listSaver<Board, Any?>(
            { listOf(it.seats, it.arranging, it.moving) },
            { (seats, arranging, moving) -> Board(seats as Boolean, arranging as Boolean, moving as String?) },
        )
    }
}

/** The next step of a move after a tap on a student's seat, and whom they change places with, if that ends it. */
internal fun Board.tapped(student: String, tables: List<SeatTable>): Pair<Board, String?> {
    val nobodysTable = tables.firstOrNull { it.table == null }?.students.orEmpty()
    return when {
        moving == null -> copy(moving = student) to null
        moving == student -> copy(moving = null) to null
        // Neither of them has a seat to give.
        moving in nobodysTable && student in nobodysTable -> copy(moving = student) to null
        else -> copy(moving = null) to student
    }
}

/** What the seats of Today show and do. */
internal class SeatTaps(
    val board: Board,
    val onBoard: (Board) -> Unit,
    val picked: String?,
    val onMore: (student: String) -> Unit,
    val actions: TodayActions,
)

/** The class as it sits, table by table. */
internal fun LazyListScope.seats(data: TodayData, taps: SeatTaps, across: Int) {
    val board = taps.board
    val rows = data.students.associateBy { it.student }
    val tables = data.seating.tables
    item("arrange") {
        val words = LocalWords.current
        val text = if (board.arranging) words.seatsDone else words.seatsArrange
        SecondButton(text, { taps.onBoard(board.copy(arranging = !board.arranging, moving = null)) }, Modifier.sides().fillMaxWidth())
    }
    if (board.arranging) {
        item("lead") {
            val words = LocalWords.current
            SeatLine(if (board.moving == null) words.seatsPick else words.seatsWhere)
        }
    }
    for (table in tables) table(table, rows, taps, across, tables)
    if (board.arranging) data.seating.fresh?.let { table(it, rows, taps, across, tables) }
}

private fun LazyListScope.table(table: SeatTable, rows: Map<String, TodayRow>, taps: SeatTaps, across: Int, all: List<SeatTable>) {
    val seats = table.students.mapNotNull(rows::get)
    table.title?.let { title ->
        item("table ${table.table}") { TableHead(if (table.students.isEmpty()) LocalWords.current.seatsFresh else title) }
    }
    // The open place comes after the last seat; it is no student's.
    val open = table.table?.takeIf { taps.board.arranging }
    val places: List<TodayRow?> = if (open == null) seats else seats + null
    items(places.chunked(across), key = { line -> line.first()?.let { "seat ${it.student}" } ?: "open ${table.table}" }) { line ->
        SeatRow(line.size, across, Modifier.sides().padding(bottom = Space.x4)) { at ->
            val row = line[at]
            when {
                row != null -> TodaySeat(row, taps, all)
                open != null -> OpenSeat(LocalWords.current.seatsHere, table.join.orEmpty(), taps.sitting(open))
            }
        }
    }
}

/** What a tap on the open place of a table does; null while nobody is moved. */
private fun SeatTaps.sitting(table: UInt): (() -> Unit)? = board.moving?.let { student ->
    {
        onBoard(board.copy(moving = null))
        actions.onSeatAt(student, table)
    }
}

@Composable
private fun RowScope.TodaySeat(row: TodayRow, taps: SeatTaps, tables: List<SeatTable>) {
    val board = taps.board
    val isMoved = board.arranging && row.student == board.moving
    val known = listOfNotNull(row.now, row.reason.takeIf { !row.isHere }) + row.needs
    SeatTile(
        row.short,
        row.spoken,
        chosen = isMoved || (!board.arranging && row.student == taps.picked),
        modifier = if (board.arranging) Modifier else Modifier.marked(row, LocalWords.current, taps.actions),
        label = known.joinToString(" · ").ifEmpty { null },
        needsYou = row.asked || row.ready,
        onHold = if (board.arranging) null else ({ taps.onMore(row.student) }),
    ) {
        if (board.arranging) {
            val (next, with) = board.tapped(row.student, tables)
            taps.onBoard(next)
            board.moving?.let { moved -> with?.let { taps.actions.onSwapSeats(moved, it) } }
        } else {
            taps.actions.onStudent(row.student)
        }
    }
}

/** The name of a table, over its seats. */
@Composable
internal fun TableHead(title: String) =
    Text(title, Modifier.sides().padding(top = Space.x8).semantics { heading() }, color = Look.colours.ink2, style = Look.type.label)

@Composable
private fun SeatLine(text: String) = Text(text, Modifier.sides(), color = Look.colours.ink2, style = Look.type.label)
