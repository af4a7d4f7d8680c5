package notyet.ui.screens

import androidx.compose.foundation.background
import androidx.compose.foundation.border
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.size
import androidx.compose.foundation.shape.RoundedCornerShape
import androidx.compose.material3.Icon
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.saveable.rememberSaveable
import androidx.compose.runtime.setValue
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.heading
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp
import notyet.core.KindChoice
import notyet.core.OutcomeChoice
import notyet.core.actionClose
import notyet.core.captureAtBat
import notyet.core.captureKind
import notyet.core.captureOutcome
import notyet.core.capturePractice
import notyet.core.conferenceHandOver
import notyet.core.conferenceHide
import notyet.core.conferenceProfile
import notyet.core.conferenceShow
import notyet.core.conferenceWork
import notyet.ui.generated.Corner
import notyet.ui.generated.Icons
import notyet.ui.generated.Size
import notyet.ui.generated.Space
import notyet.ui.parts.Hair
import notyet.ui.parts.ListRow
import notyet.ui.parts.SecondButton
import notyet.ui.parts.Sheet
import notyet.ui.parts.Sign
import notyet.ui.parts.WordButton
import notyet.ui.parts.tap
import notyet.ui.theme.Look
import notyet.ui.theme.withText

/** The next step agreed before this visit. */
@Composable
internal fun Agreed(room: ConferenceRoom) {
    room.data.agreed?.let { NextStepCard(it) }
}

/** The outcome, opening its list. */
@Composable
internal fun OutcomeDrop(room: ConferenceRoom, shows: Shows) {
    val head = room.data.head
    Box(Modifier.sides()) {
        Drop(LocalWords.current.captureOutcome, head.iCan, { Sign(head.sign.state) }) { shows.sheet(ConferenceSheet.Outcomes) }
    }
}

/** The kind of work, opening its list. */
@Composable
internal fun KindDrop(room: ConferenceRoom, shows: Shows) {
    val kinds = room.data.kinds
    if (kinds.isEmpty()) return
    val chosen = kinds.firstOrNull(KindChoice::chosen)?.name.orEmpty()
    Box(Modifier.sides()) { Drop(LocalWords.current.captureKind, chosen) { shows.sheet(ConferenceSheet.Kinds) } }
}

/** How the student judges the work: folded, so that it does not lead the teacher's eye. */
@Composable
internal fun OwnFold(room: ConferenceRoom) {
    val own = room.data.own ?: return
    val words = LocalWords.current
    // Folded again for another outcome.
    var shown by rememberSaveable(room.data.student, room.data.head.outcome) { mutableStateOf(false) }
    Column(Modifier.sides(), verticalArrangement = Arrangement.spacedBy(Space.x8)) {
        Row(verticalAlignment = Alignment.CenterVertically) {
            Text(own.head, Modifier.weight(1f), color = Look.colours.ink, style = Look.type.body)
            WordButton(if (shown) words.conferenceHide else words.conferenceShow, { shown = !shown })
        }
        if (shown) {
            Text(own.day, color = Look.colours.ink2, style = Look.type.label)
            for (row in own.rows) {
                Row(horizontalArrangement = Arrangement.spacedBy(Space.x12), verticalAlignment = Alignment.CenterVertically) {
                    Sign(row.sign.state)
                    Text(row.text, color = Look.colours.ink, style = Look.type.body)
                }
            }
            if (own.reflection.isNotEmpty()) Text(own.reflection, color = Look.colours.ink, style = Look.type.body)
        }
    }
}

/** The way to the student's other outcomes, and the device into their hands. */
@Composable
internal fun ProfileButton(room: ConferenceRoom) {
    val words = LocalWords.current
    Column(Modifier.sides(), verticalArrangement = Arrangement.spacedBy(Space.x8)) {
        SecondButton(words.conferenceProfile, room.actions.onProfile, Modifier.fillMaxWidth())
        if (room.data.canHandOver) SecondButton(words.conferenceHandOver, room.actions.onHandOver, Modifier.fillMaxWidth())
    }
}

/** The newest work, and what it might show, too: away from the levels, which must not move after a tap. */
@Composable
internal fun Newest(room: ConferenceRoom, shows: Shows) {
    val data = room.data
    if (listOf(data.photos, data.voices, data.documents, data.texts).all { it.isEmpty() }) return
    Column(Modifier.sides(), verticalArrangement = Arrangement.spacedBy(Space.x8)) {
        Text(
            LocalWords.current.conferenceWork,
            Modifier.semantics { heading() },
            color = Look.colours.ink2,
            style = Look.type.label,
        )
        if (data.photos.isNotEmpty()) Photos(data.photos, shows.photo)
        Voices(data.voices)
        Documents(data.documents)
        AlsoChips(data.also, room.actions.onAlso)
        for (text in data.texts) {
            Column {
                Text(text.text, color = Look.colours.ink, style = Look.type.body)
                Text(text.day, color = Look.colours.ink2, style = Look.type.label)
            }
        }
    }
}

/** What is chosen, under the word for it; a tap opens the choices. */
@Composable
internal fun Drop(about: String, chosen: String, leading: (@Composable () -> Unit)? = null, onTap: () -> Unit) {
    val shape = RoundedCornerShape(Corner.card)
    Row(
        Modifier.tap(Corner.card, onTap = onTap).fillMaxWidth().background(Look.colours.raised, shape)
            .border(1.dp, Look.colours.lineStrong, shape).heightIn(min = Size.captureTarget)
            .padding(horizontal = Space.x12, vertical = Space.x8),
        verticalAlignment = Alignment.CenterVertically,
        horizontalArrangement = Arrangement.spacedBy(Space.x12),
    ) {
        leading?.invoke()
        Column(Modifier.weight(1f)) {
            Text(about, color = Look.colours.ink2, style = Look.type.label)
            Text(chosen, color = Look.colours.ink, style = Look.type.body)
        }
        Icon(Icons.keyboardArrowDown, null, Modifier.size(Size.icon.withText), tint = Look.colours.ink2)
    }
}

/** The two lists that open over Conference and Walk. */
@Composable
internal fun ChoiceSheets(
    outcomes: List<OutcomeChoice>,
    kinds: List<KindChoice>,
    open: ConferenceSheet?,
    onClose: () -> Unit,
    onOutcome: (String) -> Unit,
    onKind: (String) -> Unit,
) {
    val words = LocalWords.current
    Sheet(open == ConferenceSheet.Outcomes, words.captureOutcome, words.actionClose, onClose) {
        Rows(outcomes.map { Triple(it.outcome, it.iCan, it.code) to it.chosen }, onClose, onOutcome)
    }
    Sheet(open == ConferenceSheet.Kinds, words.captureKind, words.actionClose, onClose) {
        val practice = words.capturePractice
        val atBat = words.captureAtBat
        Rows(kinds.map { Triple(it.kind, it.name, if (it.atBat) atBat else practice) to it.chosen }, onClose, onKind)
    }
}

@Composable
private fun Rows(rows: List<Pair<Triple<String, String, String>, Boolean>>, onClose: () -> Unit, onPick: (String) -> Unit) {
    Column {
        rows.forEachIndexed { i, (row, chosen) ->
            if (i > 0) Hair(inset = Space.x16)
            ListRow(row.second, row.third, null, chosen = chosen) {
                onPick(row.first)
                onClose()
            }
        }
    }
}
