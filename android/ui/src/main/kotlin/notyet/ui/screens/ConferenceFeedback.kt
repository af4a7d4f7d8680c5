package notyet.ui.screens

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.remember
import androidx.compose.ui.Modifier
import notyet.core.FeedbackParts
import notyet.core.PhotoState
import notyet.core.PhotoTile
import notyet.core.actionShowMore
import notyet.core.assessRemovePhoto
import notyet.core.conferenceOwnWordsSave
import notyet.core.feedbackImprove
import notyet.core.feedbackNameTheWork
import notyet.core.feedbackNextStep
import notyet.core.feedbackReader
import notyet.core.feedbackSave
import notyet.core.feedbackTitle
import notyet.core.feedbackWentWell
import notyet.core.markupDrawn
import notyet.core.markupOpenWork
import notyet.core.markupRemoveDrawn
import notyet.ui.generated.Icons
import notyet.ui.generated.Size
import notyet.ui.generated.Space
import notyet.ui.parts.ChipLines
import notyet.ui.parts.Field
import notyet.ui.parts.SecondButton
import notyet.ui.parts.SectionHead
import notyet.ui.theme.Look

/** The text of a part; the student's own words are none of them. */
internal fun FeedbackParts.of(part: Part): String = when (part) {
    Part.WentWell -> wentWell
    Part.Improve -> improve
    Part.NextStep -> nextStep
    Part.OwnWords -> ""
}

/** With another text in a part. */
internal fun FeedbackParts.with(part: Part, text: String): FeedbackParts = when (part) {
    Part.WentWell -> copy(wentWell = text)
    Part.Improve -> copy(improve = text)
    Part.NextStep -> copy(nextStep = text)
    Part.OwnWords -> this
}

/** As it would be saved. */
internal fun FeedbackParts.trimmed() = FeedbackParts(wentWell.trim(), improve.trim(), nextStep.trim())

/**
 * Feedback in three parts, each with the teacher's own phrases below; the button that saves what is typed stands there while
 * there is something to save. Then the next step in the student's words.
 *
 * @param quick whether the phrases of the next step stand under the thumb already.
 */
@Composable
internal fun FeedbackSection(room: ConferenceRoom, shows: Shows, quick: Boolean = false) {
    val words = LocalWords.current
    val phrases = room.data.phrases
    Column(Modifier.sides(), verticalArrangement = Arrangement.spacedBy(Space.x12)) {
        SectionHead(words.feedbackTitle)
        Text(words.feedbackReader, color = Look.colours.ink2, style = Look.type.label)
        PartField(room, Part.WentWell, words.feedbackWentWell, phrases.wentWell)
        PartField(room, Part.Improve, words.feedbackImprove, phrases.improve)
        PartField(room, Part.NextStep, words.feedbackNextStep, if (quick) emptyList() else phrases.nextStep)
        val drawn = room.data.drawn + room.data.drawing
        if (drawn.isNotEmpty()) {
            Text(words.markupDrawn, color = Look.colours.ink2, style = Look.type.label)
            Photos(drawn, shows.photo)
        }
        Voices(room.data.said)
        VoicePart(room.data.voice, room.draft.voice, room.actions.voice, Size.captureTarget)
        // One that was not listened to waits, and holds up nothing else.
        val isNew = room.data.drawing.isNotEmpty() || room.data.voice.isHeard
        if (room.draft.feedback.trimmed() != room.data.feedback || isNew) {
            SecondButton(words.feedbackSave, room.actions.onFeedback, Modifier.fillMaxWidth(), least = Size.captureTarget)
        }
        OwnWordsField(room)
    }
}

/** A photo of the work, or one that was drawn on for feedback: large, and what can be done with it. */
@Composable
internal fun OpenWorkPhoto(photo: PhotoTile?, data: ConferenceData, actions: ConferenceActions, onClose: () -> Unit) {
    val words = LocalWords.current
    val below = @Composable { tile: PhotoTile ->
        val drawing = data.drawing.any { it.attachment == tile.attachment }
        val saved = data.drawn.any { it.attachment == tile.attachment }
        fun then(work: (String) -> Unit) = {
            onClose()
            work(tile.attachment)
        }
        if (!saved && tile.state == PhotoState.READY) {
            SecondButton(words.markupOpenWork, then(actions.onDrawOn), Modifier.fillMaxWidth(), Icons.draw)
        }
        if (tile.attachment in data.taken) SecondButton(words.assessRemovePhoto, then(actions.onRemovePhoto), Modifier.fillMaxWidth())
        if (drawing) SecondButton(words.markupRemoveDrawn, then(actions.onRemoveDrawing), Modifier.fillMaxWidth())
    }
    OpenPhoto(photo, below, onClose)
}

@Composable
private fun PartField(room: ConferenceRoom, part: Part, label: String, phrases: List<String>) {
    val draft = room.draft
    val typed = draft.feedback.of(part)
    Field(
        typed,
        { room.actions.onDraft(draft.copy(feedback = draft.feedback.with(part, it), problem = null)) },
        label,
        problem = draft.problem?.takeIf { it.part == part }?.sentence,
        pointed = remember(typed) { room.actions.fixedMindset(typed) },
        hint = LocalWords.current.feedbackNameTheWork,
        onDone = room.actions.onFeedback,
    )
    if (phrases.isNotEmpty()) PhraseChips(room, part, phrases)
}

/** The phrases for the next step that fit one line under the thumb. */
@Composable
internal fun QuickSteps(room: ConferenceRoom) {
    val phrases = room.data.phrases.nextStep
    if (phrases.isEmpty()) return
    Column {
        Text(LocalWords.current.feedbackNextStep, color = Look.colours.ink2, style = Look.type.label)
        PhraseChips(room, Part.NextStep, phrases, lines = 1)
    }
}

@Composable
private fun PhraseChips(room: ConferenceRoom, part: Part, phrases: List<String>, lines: Int = 2) {
    val typed = room.draft.feedback.of(part)
    val chosen = phrases.indices.filter { phrases[it] in typed }.toSet()
    ChipLines(phrases, chosen, LocalWords.current.actionShowMore, { room.actions.onPhrase(part, phrases[it]) }, lines = lines)
}

/** Typed by the teacher as the student says it, or said by the student. */
@Composable
private fun OwnWordsField(room: ConferenceRoom) {
    val own = room.data.ownWords ?: return
    val draft = room.draft
    HeadedText(own.label, own.before)
    Field(
        draft.ownWords,
        { room.actions.onDraft(draft.copy(ownWords = it, problem = null)) },
        own.label,
        problem = draft.problem?.takeIf { it.part == Part.OwnWords }?.sentence,
        onDone = room.actions.onOwnWords,
    )
    Voices(listOfNotNull(own.said))
    VoicePart(own.voice, draft.ownVoice, room.actions.ownVoice, Size.captureTarget, own.hold)
    // One that was not listened to waits, here as well.
    val isTyped = draft.ownWords.isNotBlank() && draft.ownWords.trim() != own.saved
    if (isTyped || own.voice.isHeard) {
        val save = LocalWords.current.conferenceOwnWordsSave
        SecondButton(save, room.actions.onOwnWords, Modifier.fillMaxWidth(), least = Size.captureTarget)
    }
}
