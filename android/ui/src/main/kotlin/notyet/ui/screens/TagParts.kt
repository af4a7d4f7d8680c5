package notyet.ui.screens

import androidx.compose.foundation.background
import androidx.compose.foundation.border
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.IntrinsicSize
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxHeight
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.height
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.size
import androidx.compose.foundation.lazy.LazyListScope
import androidx.compose.foundation.lazy.items
import androidx.compose.foundation.shape.RoundedCornerShape
import androidx.compose.material3.Icon
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.CustomAccessibilityAction
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.semantics.customActions
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.Dp
import androidx.compose.ui.unit.dp
import notyet.core.TagSeat
import notyet.core.actionClose
import notyet.core.tagForStaff
import notyet.core.tagForStudent
import notyet.core.tagLine
import notyet.core.tagMore
import notyet.core.tagUntag
import notyet.core.tagUpToHere
import notyet.ui.generated.Corner
import notyet.ui.generated.Icons
import notyet.ui.generated.Size
import notyet.ui.generated.Space
import notyet.ui.parts.Banner
import notyet.ui.parts.Chevron
import notyet.ui.parts.Choice
import notyet.ui.parts.Field
import notyet.ui.parts.HeldDrag
import notyet.ui.parts.ListRow
import notyet.ui.parts.SecondButton
import notyet.ui.parts.SectionHead
import notyet.ui.parts.Sheet
import notyet.ui.parts.Sign
import notyet.ui.parts.heardAs
import notyet.ui.parts.passedBy
import notyet.ui.parts.pick
import notyet.ui.theme.Look
import notyet.ui.theme.withText

/** The least width of a name in the grid at the usual text. */
internal val SEAT_WIDTH: Dp = 168.dp

/** Rows of names; below each what speaks against those of it that were tapped or are tagged. */
internal fun LazyListScope.seats(seats: List<TagSeat>, hand: TagHand, across: Int, drag: HeldDrag, actions: TagActions) {
    items(seats.chunked(across), key = { row -> "seat-${row.first().student}" }) { row ->
        Column(Modifier.sides(), verticalArrangement = Arrangement.spacedBy(Space.x8)) {
            Row(Modifier.height(IntrinsicSize.Min), horizontalArrangement = Arrangement.spacedBy(Space.x8)) {
                for (seat in row) {
                    val place = Modifier.weight(1f).fillMaxHeight().passedBy(drag, seat.student)
                    SeatTile(seat, seat.student in drag.passed, place, actions, repeats = hand.level != null)
                }
                repeat(across - row.size) { Box(Modifier.weight(1f)) }
            }
            row.filter { it.tagged || it.student == hand.refused }.mapNotNull { it.refusal }.forEach { Banner(Icons.visibilityOff, it) }
        }
    }
}

@Composable
private fun SeatTile(seat: TagSeat, passed: Boolean, modifier: Modifier, actions: TagActions, repeats: Boolean) {
    val shape = RoundedCornerShape(Corner.card)
    val colours = Look.colours
    val lit = seat.tagged || passed
    val upTo = LocalWords.current.tagUpToHere
    val reader = Modifier.semantics {
        val action = CustomAccessibilityAction(upTo) {
            actions.onUpTo(seat.student)
            true
        }
        if (repeats) customActions = listOf(action)
    }
    Row(
        modifier.then(reader).pick(seat.tagged, Corner.card, Role.Checkbox) { actions.onSeat(seat.student) }.heardAs(seat.spoken)
            .background(if (lit) colours.soft else colours.raised, shape)
            .border(if (lit) Size.chosen else 1.dp, if (lit) colours.primary else colours.lineStrong, shape)
            .heightIn(min = Size.captureTarget).padding(horizontal = Space.x12, vertical = Space.x8),
        horizontalArrangement = Arrangement.spacedBy(Space.x8),
        verticalAlignment = Alignment.CenterVertically,
    ) {
        Text(seat.name, Modifier.weight(1f), color = if (lit) colours.onSoft else colours.ink, style = Look.type.label)
        val sign = seat.sign
        when {
            seat.refusal != null -> Icon(Icons.visibilityOff, null, Modifier.size(Size.icon.withText), tint = colours.ink2)
            sign != null -> Sign(sign.state)
        }
    }
}

/** Those who are tagged, each with the line about their part. */
internal fun LazyListScope.lines(tagged: List<TagSeat>, hand: TagHand, onOpen: (student: String) -> Unit) {
    if (tagged.isEmpty()) return
    item("lines") { SectionHead(LocalWords.current.tagMore, Modifier.sides().padding(top = Space.x8)) }
    items(tagged, key = { "line-${it.student}" }) { seat ->
        val text = lineOf(seat, hand).text
        ListRow(seat.name, text.ifBlank { LocalWords.current.tagLine }, null, trailing = { Chevron() }) { onOpen(seat.student) }
    }
}

/** The line about a student's part, who reads it, and the way to take the tag away. */
@Composable
internal fun LineSheet(seat: TagSeat?, hand: TagHand, onClose: () -> Unit, actions: TagActions) {
    val words = LocalWords.current
    Sheet(seat != null, seat?.name.orEmpty(), words.actionClose, onClose) {
        if (seat == null) return@Sheet
        val line = lineOf(seat, hand)
        Field(line.text, { actions.onLine(seat.student, line.copy(text = it)) }, words.tagLine, readers = seat.readers, onDone = onClose)
        Choice(
            listOf(words.tagForStudent, words.tagForStaff),
            if (line.staffOnly) 1 else 0,
            { actions.onLine(seat.student, line.copy(staffOnly = it == 1)) },
            words.tagLine,
        )
        val away = {
            onClose()
            actions.onRemove(seat.student)
        }
        SecondButton(words.tagUntag, away, Modifier.fillMaxWidth())
    }
}

/** What is typed here is newer than what the core has kept. */
private fun lineOf(seat: TagSeat, hand: TagHand): TagLine = hand.lines[seat.student] ?: TagLine(seat.note, seat.staffOnly)
