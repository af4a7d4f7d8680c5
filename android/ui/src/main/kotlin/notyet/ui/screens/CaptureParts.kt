package notyet.ui.screens

import androidx.compose.foundation.background
import androidx.compose.foundation.border
import androidx.compose.foundation.layout.Arrangement
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
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.LiveRegionMode
import androidx.compose.ui.semantics.liveRegion
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp
import notyet.core.KindChoice
import notyet.core.Purpose
import notyet.core.Support
import notyet.core.actionClose
import notyet.core.actionRedo
import notyet.core.actionUndo
import notyet.core.captureAlone
import notyet.core.captureAtBat
import notyet.core.captureAtBatNotHere
import notyet.core.captureHold
import notyet.core.captureKind
import notyet.core.captureLevels
import notyet.core.captureNextLevel
import notyet.core.captureNextStep
import notyet.core.captureNextStepReader
import notyet.core.captureNextStepSave
import notyet.core.captureOutcome
import notyet.core.capturePhoto
import notyet.core.capturePhotoSaving
import notyet.core.capturePractice
import notyet.core.captureWithHelp
import notyet.ui.generated.Corner
import notyet.ui.generated.Icons
import notyet.ui.generated.Size
import notyet.ui.generated.Space
import notyet.ui.parts.Banner
import notyet.ui.parts.Choice
import notyet.ui.parts.Field
import notyet.ui.parts.Hair
import notyet.ui.parts.LevelOption
import notyet.ui.parts.LevelPicker
import notyet.ui.parts.LevelWords
import notyet.ui.parts.ListRow
import notyet.ui.parts.PickerWords
import notyet.ui.parts.SecondButton
import notyet.ui.parts.Sheet
import notyet.ui.parts.Sign
import notyet.ui.parts.UndoBar
import notyet.ui.parts.tap
import notyet.ui.theme.Look
import notyet.ui.theme.withText

/** The next step agreed before this visit. */
@Composable
internal fun Agreed(room: CaptureRoom) {
    room.data.agreed?.let { NextStepCard(it) }
}

/** The outcome and the kind of work, each opening its list. */
@Composable
internal fun Drops(room: CaptureRoom, shows: Shows) {
    val words = LocalWords.current
    val data = room.data
    Column(Modifier.sides(), verticalArrangement = Arrangement.spacedBy(Space.x8)) {
        Drop(words.captureOutcome, data.head.iCan, { Sign(data.head.sign.state) }) { shows.sheet(CaptureSheet.Outcomes) }
        val kind = data.kinds.firstOrNull(KindChoice::chosen)
        if (data.kinds.isNotEmpty()) Drop(words.captureKind, kind?.name.orEmpty()) { shows.sheet(CaptureSheet.Kinds) }
    }
}

/** The newest work. */
@Composable
internal fun Newest(room: CaptureRoom, shows: Shows) {
    if (room.data.photos.isNotEmpty()) Photos(room.data.photos, shows.photo, Modifier.sides())
}

/** What is chosen, under the word for it; a tap opens the choices. */
@Composable
private fun Drop(about: String, chosen: String, leading: (@Composable () -> Unit)? = null, onTap: () -> Unit) {
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

/** Practice or At-bat, Alone or With help. At-bat stands only where the kind of work allows it. */
@Composable
internal fun Circumstances(room: CaptureRoom, beside: Boolean) {
    val words = LocalWords.current
    val draft = room.draft
    val purpose = @Composable { modifier: Modifier ->
        if (room.data.atBatAllowed) {
            Choice(
                listOf(words.capturePractice, words.captureAtBat),
                if (draft.purpose == Purpose.AT_BAT) 1 else 0,
                { room.actions.onDraft(draft.copy(purpose = if (it == 1) Purpose.AT_BAT else Purpose.PRACTICE)) },
                words.captureKind,
                modifier,
                Size.captureTarget,
            )
        } else {
            Text(words.captureAtBatNotHere, modifier, color = Look.colours.ink2, style = Look.type.label)
        }
    }
    val support = @Composable { modifier: Modifier ->
        Choice(
            listOf(words.captureAlone, words.captureWithHelp),
            if (draft.support == Support.WITH_HELP) 1 else 0,
            { room.actions.onDraft(draft.copy(support = if (it == 1) Support.WITH_HELP else Support.ALONE)) },
            words.captureWithHelp,
            modifier,
            Size.captureTarget,
        )
    }
    if (beside) {
        Row(horizontalArrangement = Arrangement.spacedBy(Space.x16), verticalAlignment = Alignment.CenterVertically) {
            purpose(Modifier.weight(1f))
            support(Modifier.weight(1f))
        }
    } else {
        purpose(Modifier)
        support(Modifier)
    }
}

@Composable
internal fun Levels(room: CaptureRoom, stacked: Boolean) {
    val levels = room.data.levels
    val chosen = levels.indexOfFirst { it.chosen }.takeIf { it >= 0 }
    LevelPicker(options(room), chosen, { room.actions.onLevel(levels[it].level) }, pickerWords(), state = room.picker, stacked = stacked)
}

/** The rubric's words of the level under the thumb, of the chosen one, or of where the student stands; then of the next. */
@Composable
internal fun WordsOfLevels(room: CaptureRoom) {
    val chosen = room.data.levels.indexOfFirst { it.chosen }.takeIf { it >= 0 }
    LevelWords(options(room), chosen ?: room.data.head.sign.level?.toInt(), pickerWords(), room.picker)
}

private fun options(room: CaptureRoom) = room.data.levels.map { level ->
    LevelOption(level.sign.state, level.word, level.describes.firstOrNull().orEmpty(), level.describes.joinToString("\n"), level.spoken)
}

@Composable
private fun pickerWords(): PickerWords = with(LocalWords.current) { PickerWords(captureLevels, captureNextLevel, captureHold, actionClose) }

/** What to do about something that was not saved. */
@Composable
internal fun Problem(room: CaptureRoom) {
    room.draft.problem?.takeIf { !it.ofNextStep }?.let { Banner(Icons.syncProblem, it.sentence) }
}

/** What was saved for this student, and the way back. */
@Composable
internal fun Saved(room: CaptureRoom, modifier: Modifier = Modifier) {
    val words = LocalWords.current
    room.data.undo?.let { undo ->
        UndoBar(
            undo.text,
            words.actionUndo.takeIf { undo.canUndo },
            room.actions.onUndo,
            modifier,
            redo = words.actionRedo.takeIf { undo.canRedo },
            onRedo = room.actions.onRedo,
        )
    }
}

@Composable
internal fun PhotoButton(room: CaptureRoom, modifier: Modifier = Modifier) {
    val words = LocalWords.current
    if (room.draft.savingPhoto) {
        Text(
            words.capturePhotoSaving,
            modifier.heightIn(min = Size.captureTarget).semantics { liveRegion = LiveRegionMode.Polite },
            color = Look.colours.ink2,
            style = Look.type.body,
        )
    } else {
        SecondButton(words.capturePhoto, room.actions.onPhoto, modifier, Icons.photoCamera, Size.captureTarget)
    }
}

/** Typed, then saved by its own button, which stands there while there is something to save. */
@Composable
internal fun NextStepField(room: CaptureRoom) {
    val words = LocalWords.current
    val draft = room.draft
    Column(Modifier.sides(), verticalArrangement = Arrangement.spacedBy(Space.x8)) {
        Field(
            draft.nextStep,
            { room.actions.onDraft(draft.copy(nextStep = it, problem = null)) },
            words.captureNextStep,
            problem = draft.problem?.takeIf { it.ofNextStep }?.sentence,
            readers = words.captureNextStepReader,
            onDone = room.actions.onNextStep,
        )
        if (draft.nextStep.isNotBlank() && draft.nextStep != room.data.nextStep) {
            SecondButton(words.captureNextStepSave, room.actions.onNextStep, Modifier.fillMaxWidth(), least = Size.captureTarget)
        }
    }
}

/** The two lists that open over Capture. */
@Composable
internal fun CaptureSheets(room: CaptureRoom, open: CaptureSheet?, onClose: () -> Unit) {
    val words = LocalWords.current
    val data = room.data
    Sheet(open == CaptureSheet.Outcomes, words.captureOutcome, words.actionClose, onClose) {
        Rows(data.outcomes.map { Triple(it.outcome, it.iCan, it.code) to it.chosen }, onClose, room.actions.onOutcome)
    }
    Sheet(open == CaptureSheet.Kinds, words.captureKind, words.actionClose, onClose) {
        val practice = words.capturePractice
        val atBat = words.captureAtBat
        Rows(data.kinds.map { Triple(it.kind, it.name, if (it.atBat) atBat else practice) to it.chosen }, onClose, room.actions.onKind)
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
