package notyet.ui.state

import androidx.compose.runtime.Stable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.setValue
import kotlinx.coroutines.CoroutineScope
import notyet.client.CoreClient
import notyet.core.TagScreen
import notyet.core.TagSeat
import notyet.core.Topic
import notyet.ui.screens.ScreenState
import notyet.ui.screens.TagActions
import notyet.ui.screens.TagHand
import notyet.ui.screens.TagLine

/**
 * Whose work it is. Every tap is kept by the core at once; Save makes records of all of it.
 *
 * @param place the student beside whom the capture was begun; null: the class.
 */
@Stable
class TagHolder(
    private val client: CoreClient,
    scope: CoroutineScope,
    private val place: String?,
    onBack: () -> Unit,
    onDone: () -> Unit,
) {
    private val turns = Turns(scope)
    private var judged: String? = null

    /** Whose name was tapped last. */
    private var last: String? = null

    var hand by mutableStateOf(TagHand())
        private set
    var problem by mutableStateOf<String?>(null)
        private set

    private val screen = ScreenHolder(client, scope, setOf(Topic.PHOTOS, Topic.ROSTER)) { client.tag(place, judged) }

    val state: ScreenState<TagScreen> get() = screen.state

    val actions = TagActions(
        onBack = onBack,
        onOutcome = { outcome, on -> attempt { client.tagOutcome(place, outcome, on) } },
        onJudged = {
            judged = it
            hand = hand.copy(level = null)
            screen.refresh()
        },
        onLevel = { hand = hand.copy(level = it) },
        onSeat = ::seat,
        onRepeat = ::repeatFor,
        onUpTo = { student -> repeatFor(upTo(student)) },
        onUntag = { attempt { client.untag(place) } },
        onLine = ::line,
        onRemove = { student ->
            hand = hand.copy(lines = hand.lines - student)
            attempt { client.tagStudent(place, student, false) }
        },
        onSave = { attempt(then = { hand = TagHand() }) { client.savePiece(place) } },
        onUndo = { attempt { client.undo() } },
        onAlso = { outcome -> attempt { client.alsoPiece(place, outcome) } },
        onDone = onDone,
        onRetry = screen::retry,
    )

    /** @param leaves whether the capture is over: then what was saved may be sent. */
    fun close(leaves: Boolean) {
        screen.close()
        if (leaves) turns.take { client.leavePiece() }
    }

    private fun seat(student: String) {
        val data = screen.data ?: return
        val seat = data.seats.firstOrNull { it.student == student } ?: return
        val tags = !seat.tagged || hand.level != null
        last = student
        hand = hand.copy(refused = student.takeIf { tags && seat.refusal != null })
        if (hand.refused == null) attempt { tap(seat, data.judged) }
    }

    /** Sets the picked level for all of these, in one step. */
    private fun repeatFor(students: List<String>) {
        val (level, outcome) = hand.level to screen.data?.judged
        if (level == null || outcome == null || students.isEmpty()) return
        last = students.last()
        hand = hand.copy(refused = null)
        attempt { client.tagLevel(place, students, outcome, level) }
    }

    /** All from the name that was tapped last up to this one, as a drag between them passes them. */
    private fun upTo(student: String): List<String> {
        val all = screen.data?.seats.orEmpty().map { it.student }
        val (from, to) = listOf(all.indexOf(last).takeIf { it >= 0 } ?: all.indexOf(student), all.indexOf(student)).sorted()
        return if (from < 0) emptyList() else all.subList(from, to + 1)
    }

    private suspend fun tap(seat: TagSeat, outcome: String?) {
        val level = hand.level
        when {
            // The same level once more takes it away again; the tag stays.
            level != null && outcome != null ->
                client.tagLevel(place, listOf(seat.student), outcome, level.takeIf { it != seat.level })
            seat.tagged -> client.tagStudent(place, seat.student, false)
            else -> client.tagStudent(place, seat.student, true)
        }
    }

    private fun line(student: String, next: TagLine) {
        hand = hand.copy(lines = hand.lines + (student to next))
        problem = null
        val kept = { _: Boolean -> screen.refresh() }
        turns.take({ problem = client.sentence(it) }, kept) {
            // Only the newest is worth keeping: typing is faster than a disk.
            if (hand.lines[student] == next) client.tagNote(place, student, next.text, next.staffOnly)
        }
    }

    private fun attempt(then: () -> Unit = {}, work: suspend () -> Unit) {
        problem = null
        val over = { isDone: Boolean ->
            if (isDone) then()
            screen.refresh()
        }
        turns.take({ problem = client.sentence(it) }, over, work)
    }
}
