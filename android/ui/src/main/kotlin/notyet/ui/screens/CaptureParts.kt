package notyet.ui.screens

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.heightIn
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.LiveRegionMode
import androidx.compose.ui.semantics.liveRegion
import androidx.compose.ui.semantics.semantics
import notyet.core.Purpose
import notyet.core.Support
import notyet.core.actionClose
import notyet.core.captureAlone
import notyet.core.captureAtBat
import notyet.core.captureAtBatNotHere
import notyet.core.captureHold
import notyet.core.captureKind
import notyet.core.captureLevels
import notyet.core.captureNextLevel
import notyet.core.capturePhoto
import notyet.core.capturePhotoSaving
import notyet.core.capturePractice
import notyet.core.captureWithHelp
import notyet.ui.generated.Icons
import notyet.ui.generated.Size
import notyet.ui.generated.Space
import notyet.ui.parts.Banner
import notyet.ui.parts.Choice
import notyet.ui.parts.LevelOption
import notyet.ui.parts.LevelPicker
import notyet.ui.parts.LevelWords
import notyet.ui.parts.PickerWords
import notyet.ui.parts.SecondButton
import notyet.ui.theme.Look
import notyet.core.LevelOption as LevelData

/** Practice or At-bat, Alone or With help. At-bat stands only where the kind of work allows it. */
@Composable
internal fun Circumstances(room: ConferenceRoom, beside: Boolean) {
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
    // What the student says of the chance stands beside the offer.
    if (room.data.atBatAllowed) Text(room.data.readiness, color = Look.colours.ink2, style = Look.type.label)
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
internal fun Levels(room: ConferenceRoom, stacked: Boolean) {
    val levels = room.data.levels
    val chosen = levels.indexOfFirst { it.chosen }.takeIf { it >= 0 }
    val onPick = { at: Int -> room.actions.onLevel(levels[at].level) }
    LevelPicker(options(room), chosen, onPick, pickerWords(), state = room.picker, stacked = stacked)
}

/** The rubric's words of the level under the thumb, of the chosen one, or of where the student stands; then of the next. */
@Composable
internal fun WordsOfLevels(room: ConferenceRoom) {
    val chosen = room.data.levels.indexOfFirst { it.chosen }.takeIf { it >= 0 }
    LevelWords(options(room), chosen ?: room.data.head.sign.level?.toInt(), pickerWords(), room.picker)
}

private fun options(room: ConferenceRoom) = pickerOptions(room.data.levels)

/** The core's levels as the picker shows them. */
internal fun pickerOptions(levels: List<LevelData>) = levels.map { level ->
    LevelOption(level.sign.state, level.word, level.describes.firstOrNull().orEmpty(), level.describes.joinToString("\n"), level.spoken)
}

@Composable
internal fun pickerWords(): PickerWords =
    with(LocalWords.current) { PickerWords(captureLevels, captureNextLevel, captureHold, actionClose) }

/** What to do about something that was not saved. */
@Composable
internal fun Problem(room: ConferenceRoom) {
    room.draft.problem?.takeIf { it.part == null }?.let { Banner(Icons.syncProblem, it.sentence) }
}

/** What was saved for this student, and the way back. */
@Composable
internal fun Saved(room: ConferenceRoom, modifier: Modifier = Modifier) {
    room.data.undo?.let { HistoryBar(it, room.actions.onUndo, room.actions.onRedo, modifier) }
}

@Composable
internal fun PhotoButton(room: ConferenceRoom, modifier: Modifier = Modifier) {
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
