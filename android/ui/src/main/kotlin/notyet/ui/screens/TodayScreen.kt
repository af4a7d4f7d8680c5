package notyet.ui.screens

import androidx.compose.foundation.layout.BoxWithConstraints
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.lazy.LazyListScope
import androidx.compose.foundation.lazy.itemsIndexed
import androidx.compose.foundation.rememberScrollState
import androidx.compose.foundation.verticalScroll
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.saveable.rememberSaveable
import androidx.compose.runtime.setValue
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.input.pointer.PointerEventPass
import androidx.compose.ui.input.pointer.pointerInput
import notyet.core.BannerKind
import notyet.core.DoorScreen
import notyet.core.Hand
import notyet.core.TodayRow
import notyet.core.TodayScreen
import notyet.core.actionRedo
import notyet.core.actionUndo
import notyet.core.doorOpen
import notyet.core.todayAs
import notyet.core.todayAsList
import notyet.core.todayAsSeats
import notyet.core.todayNobody
import notyet.core.todayPick
import notyet.core.todayPlan
import notyet.core.todayStudents
import notyet.core.todayTitle
import notyet.core.walkStart
import notyet.ui.generated.Icons
import notyet.ui.generated.Space
import notyet.ui.parts.Banner
import notyet.ui.parts.Choice
import notyet.ui.parts.Drawing
import notyet.ui.parts.Empty
import notyet.ui.parts.Hair
import notyet.ui.parts.Header
import notyet.ui.parts.IconButton
import notyet.ui.parts.PersonRow
import notyet.ui.parts.SecondButton
import notyet.ui.parts.SectionHead
import notyet.ui.parts.UndoBar
import notyet.ui.parts.WordButton
import notyet.ui.parts.seatsAcross
import notyet.ui.theme.Look
import notyet.core.Banner as BannerData
import notyet.core.UndoBar as UndoData

/** What fills Today. */
typealias TodayData = TodayScreen

/** What a teacher can do on Today. Ids are those of the record. */
class TodayActions(
    val onClass: (classId: String) -> Unit = {},
    /** Sits down with a student. */
    val onConference: (student: String) -> Unit = {},
    /** Walks through the class, seat by seat. */
    val onWalk: () -> Unit = {},
    /** Says whether a student is here today. */
    val onHere: (student: String, here: Boolean) -> Unit = { _, _ -> },
    /** Puts a student off till later today, or back into the plan. */
    val onLater: (student: String, later: Boolean) -> Unit = { _, _ -> },
    /** Seats a student at a table, after those who sit there. */
    val onSeatAt: (student: String, table: UInt) -> Unit = { _, _ -> },
    /** Two students change places. */
    val onSwapSeats: (one: String, other: String) -> Unit = { _, _ -> },
    /** Takes the last move of a seat back. */
    val onUndoSeat: () -> Unit = {},
    /** Opens Capture for work of the class. */
    val onCapture: () -> Unit = {},
    /** Opens a student's outcomes. */
    val onStudent: (student: String) -> Unit = {},
    /** The banner's action, unless it opens the list of those who ask to join, which Today shows itself. */
    val onBanner: (BannerKind) -> Unit = {},
    /** [student] null: nobody here. */
    val onJoining: (request: String, student: String?) -> Unit = { _, _ -> },
    /** Opens the door of the class, or makes a new code for it. */
    val onDoor: () -> Unit = {},
    val onDoorClose: () -> Unit = {},
    /** A finger came upon the list, or left it. */
    val onHold: (Boolean) -> Unit = {},
    /** Shows what came meanwhile. */
    val onNews: () -> Unit = {},
    val onUndo: () -> Unit = {},
    val onRedo: () -> Unit = {},
    val onRetry: () -> Unit = {},
)

/**
 * Whom to sit down with next, and the class that a teacher works with, those who have waited longest first.
 *
 * @param picked the student who is open in the pane beside, from 840 dp on.
 * @param door the open door of the class; null: it is shut.
 * @param problem what to do about the last thing that did not go through; it stands in the place of the banner.
 * @param hand at whose side the camera stands from 600 dp on.
 * @param board how the class is shown at first.
 * @param news says how many rows wait, so that they do not move what is under a finger.
 */
@Composable
fun TodayScreen(
    state: ScreenState<TodayData>,
    actions: TodayActions,
    modifier: Modifier = Modifier,
    picked: String? = null,
    problem: String? = null,
    door: DoorScreen? = null,
    news: String? = null,
    hand: Hand = Hand.RIGHT,
    board: Board = Board(),
) {
    OnState(state, actions.onRetry, modifier) { data -> Today(data, actions, picked, problem, news, hand, board) }
    DoorSheet(door, actions.onDoor, actions.onDoorClose)
}

@Composable
private fun Today(data: TodayData, actions: TodayActions, picked: String?, problem: String?, news: String?, hand: Hand, first: Board) {
    var joining by rememberSaveable { mutableStateOf(false) }
    var finding by rememberSaveable(stateSaver = Finding.saver) { mutableStateOf(Finding()) }
    var marking by rememberSaveable { mutableStateOf<String?>(null) }
    var board by rememberSaveable(stateSaver = Board.saver) { mutableStateOf(first) }
    val onMore = { student: String -> marking = student }
    val words = LocalWords.current
    val found = data.students.filter { finding.fits(it) }
    Column(Modifier.fillMaxSize()) {
        BoxWithConstraints(Modifier.weight(1f).underFingers(actions.onHold)) {
            val across = seatsAcross(maxWidth)
            LongColumn(space = Space.x4, foot = CAMERA_FOOT) {
                item("head") { Header(words.todayTitle, label = data.date) }
                if (data.classes.size > 1) item("classes") { Classes(data.classes, actions.onClass) }
                data.empty?.let { item("empty") { Empty(it.title, it.text, drawing = Drawing.Desk) } }
                if (data.plan.isNotEmpty()) {
                    item("plan") { Head(words.todayPlan) }
                    people(PLAN, data.plan, actions, RowTaps(null, onMore, actions.onConference))
                }
                if (data.students.isNotEmpty()) {
                    item("walk") { SecondButton(words.walkStart, actions.onWalk, Modifier.sides().padding(top = Space.x12).fillMaxWidth()) }
                    item("students") { ClassAs(board) { board = it } }
                    if (board.seats) {
                        seats(data, SeatTaps(board, { board = it }, picked, onMore, actions), across)
                    } else {
                        item("finding") { Finding(finding) { finding = it } }
                        people(CLASS, found, actions, RowTaps(picked, onMore, actions.onStudent))
                        if (found.isEmpty()) item("nobody") { Line(words.todayNobody) }
                    }
                }
                if (data.footer.isNotEmpty()) item("footer") { Line(data.footer) }
                if (data.classes.isNotEmpty()) {
                    item("door") { WordButton(words.doorOpen, actions.onDoor, Modifier.sides().padding(top = Space.x8)) }
                }
            }
            if (data.students.isNotEmpty()) CameraCorner(hand, actions.onCapture)
        }
        Says(problem, data.banner) { if (it == BannerKind.JOINING) joining = true else actions.onBanner(it) }
        Below(data, actions, news, board)
    }
    MarkSheet(data.students.find { it.student == marking }, actions) { marking = null }
    JoiningSheet(data.joining, joining && data.joining.isNotEmpty(), { joining = false }, actions.onJoining)
}

/** Below the list: what comes and goes by itself moves no row that a finger may be on its way to. */
@Composable
private fun Says(problem: String?, banner: BannerData?, onBanner: (BannerKind) -> Unit) {
    if (problem != null) {
        Banner(Icons.syncProblem, problem, Modifier.sides().padding(vertical = Space.x8))
    } else if (banner != null) {
        BannerOf(banner, Modifier.padding(vertical = Space.x8), onBanner)
    }
}

/** Below the list, so that it covers nobody; it names nobody either. */
@Composable
private fun Below(data: TodayData, actions: TodayActions, news: String?, board: Board) {
    if (news != null) SecondButton(news, actions.onNews, Modifier.sides().padding(vertical = Space.x8).fillMaxWidth())
    if (board.arranging) UndoOf(data.seating.undo, actions.onUndoSeat, {}) else UndoOf(data.undo, actions.onUndo, actions.onRedo)
}

/** What the class is called, and whether it stands as a list or as it sits. */
@Composable
private fun ClassAs(board: Board, onBoard: (Board) -> Unit) {
    val words = LocalWords.current
    Column {
        Head(if (board.seats) words.todayAsSeats else words.todayStudents)
        Choice(
            listOf(words.todayAsList, words.todayAsSeats),
            if (board.seats) 1 else 0,
            { onBoard(Board(seats = it == 1)) },
            words.todayAs,
            Modifier.sides().padding(bottom = Space.x8),
        )
    }
}

@Composable
private fun UndoOf(undo: UndoData?, onUndo: () -> Unit, onRedo: () -> Unit) {
    val words = LocalWords.current
    if (undo == null) return
    UndoBar(
        undo.text,
        words.actionUndo.takeIf { undo.canUndo },
        onUndo,
        Modifier.sides().padding(vertical = Space.x8),
        words.actionRedo.takeIf { undo.canRedo },
        onRedo,
    )
}

/** The row of a list that is picked, and what taps on it do. */
private class RowTaps(val picked: String?, val onMore: (student: String) -> Unit, val onTap: (student: String) -> Unit)

private fun LazyListScope.people(list: Int, rows: List<TodayRow>, actions: TodayActions, taps: RowTaps) {
    itemsIndexed(rows, key = { _, row -> "$list ${row.student}" }) { i, row ->
        Column {
            if (i > 0) Hair()
            Row(verticalAlignment = Alignment.CenterVertically) {
                PersonRow(
                    row.name,
                    row.initials,
                    (listOfNotNull(row.now, row.reason) + row.needs).joinToString(" · "),
                    Modifier.weight(1f).marked(row, LocalWords.current, actions),
                    chosen = row.student == taps.picked,
                    needsYou = row.asked || row.ready,
                    spoken = row.spoken,
                    onHold = { taps.onMore(row.student) },
                ) { taps.onTap(row.student) }
                IconButton(Icons.moreHoriz, row.more, { taps.onMore(row.student) }, Modifier.padding(end = Space.x4))
            }
        }
    }
}

/** Hears whether a finger is here, and takes no touch away. */
private fun Modifier.underFingers(onHold: (Boolean) -> Unit) = pointerInput(onHold) {
    awaitPointerEventScope {
        while (true) {
            val event = awaitPointerEvent(PointerEventPass.Initial)
            onHold(event.changes.any { it.pressed })
        }
    }
}

@Composable
private fun Head(text: String) = SectionHead(text, Modifier.sides().padding(top = Space.x16, bottom = Space.x4))

@Composable
private fun Line(text: String) = Text(text, Modifier.sides().padding(top = Space.x12), color = Look.colours.ink2, style = Look.type.label)

/** What stands in the right pane while nobody is picked. */
@Composable
fun NobodyPicked(modifier: Modifier = Modifier) {
    val words = LocalWords.current
    Empty(words.todayPick, null, modifier.fillMaxSize().verticalScroll(rememberScrollState()), Drawing.Desk)
}

/** Whoever stands in both lists has a row of their own in each. */
private const val PLAN = 1
private const val CLASS = 2
