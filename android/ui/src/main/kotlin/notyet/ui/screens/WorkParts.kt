package notyet.ui.screens

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import notyet.core.DocumentTile
import notyet.core.PhotoState
import notyet.core.PhotoTile
import notyet.core.VoiceDraft
import notyet.core.WorkDraft
import notyet.core.assessLibrary
import notyet.core.assessLink
import notyet.core.assessLinkHint
import notyet.core.assessPhoto
import notyet.core.assessReader
import notyet.core.assessRemovePhoto
import notyet.core.assessText
import notyet.core.assessWork
import notyet.core.capturePhotoSaving
import notyet.core.markupOpen
import notyet.ui.generated.Icons
import notyet.ui.generated.Space
import notyet.ui.parts.Banner
import notyet.ui.parts.Field
import notyet.ui.parts.SecondButton
import notyet.ui.parts.SectionHead
import notyet.ui.theme.Look

/** What a student fills in; what is said of one stands at its place. */
enum class WorkField { Level, Outcome, Photo, Voice, Document, Work, Link, Reflection, Words, Question, Rewording }

/** What to do about something that was not saved; [field] null: it is about none. */
data class WorkProblem(val sentence: String, val field: WorkField? = null)

/** What a student can do with work that is in the making. */
class WorkActions(
    val onBack: () -> Unit = {},
    /** Typed and tapped, not saved. */
    val onDraft: (WorkDraft) -> Unit = {},
    val onTakePhoto: () -> Unit = {},
    val onChoosePhoto: () -> Unit = {},
    val onRemovePhoto: (attachment: String) -> Unit = {},
    /** Opens Markup over a photo of the draft. */
    val onEditPhoto: ((attachment: String) -> Unit)? = null,
    val voice: VoiceActions = VoiceActions(),
    /** Null: no files are added here. */
    val documents: DocumentActions? = DocumentActions(),
    /** Saves all of it, with one tap. */
    val onSave: () -> Unit = {},
    val onUndo: () -> Unit = {},
    val onRetry: () -> Unit = {},
)

/** What is new of the work beside what is typed: its photos, its documents, its voice note and how far each has come. */
internal class Attached(
    val photos: List<PhotoTile>,
    val savingPhoto: Boolean,
    val documents: List<DocumentTile>,
    val note: VoiceDraft,
    val voice: VoiceState,
)

/** The new work: photos, a voice note, documents, words, a link. */
@Composable
internal fun WorkFields(attached: Attached, draft: WorkDraft, actions: WorkActions, problem: WorkProblem?, onPhoto: (PhotoTile) -> Unit) {
    val words = LocalWords.current
    Column(verticalArrangement = Arrangement.spacedBy(Space.x12)) {
        SectionHead(words.assessWork)
        if (attached.photos.isNotEmpty()) Photos(attached.photos, onPhoto)
        if (attached.savingPhoto) Text(words.capturePhotoSaving, color = Look.colours.ink2, style = Look.type.body)
        problem.of(WorkField.Photo)?.let { Banner(Icons.syncProblem, it) }
        Column(verticalArrangement = Arrangement.spacedBy(Space.x8)) {
            SecondButton(words.assessPhoto, actions.onTakePhoto, Modifier.fillMaxWidth(), Icons.photoCamera)
            SecondButton(words.assessLibrary, actions.onChoosePhoto, Modifier.fillMaxWidth(), Icons.photoLibrary)
        }
        VoicePart(attached.note, attached.voice, actions.voice)
        problem.of(WorkField.Voice)?.let { Banner(Icons.syncProblem, it) }
        actions.documents?.let { DocumentPart(attached.documents, it, problem.of(WorkField.Document)) }
        Field(
            draft.text,
            { actions.onDraft(draft.copy(text = it)) },
            words.assessText,
            problem = problem.of(WorkField.Work),
            readers = words.assessReader,
        )
        Field(
            draft.link,
            { actions.onDraft(draft.copy(link = it)) },
            words.assessLink,
            problem = problem.of(WorkField.Link),
            readers = words.assessLinkHint,
        )
    }
}

/** A photo of the draft, large; it can be changed and taken out again where it is the student's own and new. */
@Composable
internal fun OpenDraftPhoto(photo: PhotoTile?, removable: Boolean, onClose: () -> Unit, actions: WorkActions) {
    val below = @Composable { tile: PhotoTile ->
        if (removable) ChangePhoto(tile, onClose, actions.onEditPhoto, actions.onRemovePhoto)
    }
    OpenPhoto(photo, below, onClose)
}

/**
 * What can be done with a photo that no record carries yet.
 *
 * @param onEdit null: photos are not changed here.
 */
@Composable
internal fun ChangePhoto(tile: PhotoTile, onClose: () -> Unit, onEdit: ((String) -> Unit)?, onRemove: (String) -> Unit) {
    val then = { act: (String) -> Unit ->
        {
            onClose()
            act(tile.attachment)
        }
    }
    if (onEdit != null && tile.state == PhotoState.READY) {
        SecondButton(LocalWords.current.markupOpen, then(onEdit), Modifier.fillMaxWidth(), Icons.draw)
    }
    SecondButton(LocalWords.current.assessRemovePhoto, then(onRemove), Modifier.fillMaxWidth())
}

/** A fault that has no place of its own. */
@Composable
internal fun OtherProblem(problem: WorkProblem?) {
    problem?.takeIf { it.field == null }?.let { Banner(Icons.syncProblem, it.sentence) }
}

internal fun WorkProblem?.of(field: WorkField): String? = this?.takeIf { it.field == field }?.sentence
