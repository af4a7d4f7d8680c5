package notyet.ui.screens

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.imePadding
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.remember
import androidx.compose.runtime.saveable.rememberSaveable
import androidx.compose.runtime.setValue
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.LiveRegionMode
import androidx.compose.ui.semantics.liveRegion
import androidx.compose.ui.semantics.semantics
import notyet.core.CaptureScreen
import notyet.core.KindChoice
import notyet.core.PhotoTile
import notyet.core.PieceDraft
import notyet.core.assessLibrary
import notyet.core.assessLink
import notyet.core.assessLinkHint
import notyet.core.assessPhoto
import notyet.core.assessText
import notyet.core.captureKind
import notyet.core.capturePhotoSaving
import notyet.core.pieceLead
import notyet.core.pieceNext
import notyet.core.pieceReaders
import notyet.core.pieceTitle
import notyet.core.todayTitle
import notyet.core.voiceListenFirst
import notyet.ui.generated.Icons
import notyet.ui.generated.Size
import notyet.ui.generated.Space
import notyet.ui.parts.Back
import notyet.ui.parts.Banner
import notyet.ui.parts.Field
import notyet.ui.parts.Header
import notyet.ui.parts.PrimaryButton
import notyet.ui.parts.SecondButton
import notyet.ui.theme.Look

/** What fills Capture. */
typealias CaptureData = CaptureScreen

/** What a teacher can do on Capture. */
class CaptureActions(
    val onBack: () -> Unit = {},
    /** Typed and picked, not saved. */
    val onDraft: (PieceDraft) -> Unit = {},
    val onTakePhoto: () -> Unit = {},
    val onChoosePhoto: () -> Unit = {},
    /** Opens Markup over a photo. */
    val onEditPhoto: (attachment: String) -> Unit = {},
    val onRemovePhoto: (attachment: String) -> Unit = {},
    val voice: VoiceActions = VoiceActions(),
    val documents: DocumentActions = DocumentActions(),
    /** On to whose work it is. */
    val onTag: () -> Unit = {},
    val onRetry: () -> Unit = {},
)

/**
 * A piece of work in the making: photos, a voice note, documents, words, a link. It names no student but the one beside whom it was begun.
 *
 * @param draft what is typed; null until the core's was read.
 * @param voice what becomes of its voice note.
 */
@Composable
fun CaptureScreen(
    state: ScreenState<CaptureData>,
    draft: PieceDraft?,
    actions: CaptureActions,
    modifier: Modifier = Modifier,
    problem: WorkProblem? = null,
    savingPhoto: Boolean = false,
    voice: VoiceState = VoiceState(),
) {
    OnState(state, actions.onRetry, modifier) { data -> if (draft != null) Capture(data, draft, actions, problem, savingPhoto, voice) }
}

@Composable
private fun Capture(
    data: CaptureData,
    draft: PieceDraft,
    actions: CaptureActions,
    problem: WorkProblem?,
    savingPhoto: Boolean,
    voice: VoiceState,
) {
    val words = LocalWords.current
    var photo by remember { mutableStateOf<PhotoTile?>(null) }
    var sheet by rememberSaveable { mutableStateOf<ConferenceSheet?>(null) }
    val isAttached = data.photos.isNotEmpty() || data.voice.note != null || data.documents.isNotEmpty()
    val hasWork = isAttached || draft.text.isNotBlank() || draft.link.isNotBlank()
    Box(Modifier.fillMaxSize().imePadding()) {
        ShortColumn {
            Header(words.pieceTitle, back = Back(data.name ?: words.todayTitle, actions.onBack))
            Column(Modifier.sides(), verticalArrangement = Arrangement.spacedBy(Space.x12)) {
                if (data.photos.isNotEmpty()) Photos(data.photos, { photo = it })
                if (savingPhoto) {
                    val heard = Modifier.semantics { liveRegion = LiveRegionMode.Polite }
                    Text(words.capturePhotoSaving, heard, color = Look.colours.ink2, style = Look.type.body)
                }
                problem.of(WorkField.Photo)?.let { Banner(Icons.syncProblem, it) }
                SecondButton(words.assessPhoto, actions.onTakePhoto, Modifier.fillMaxWidth(), Icons.photoCamera, Size.captureTarget)
                SecondButton(words.assessLibrary, actions.onChoosePhoto, Modifier.fillMaxWidth(), Icons.photoLibrary, Size.captureTarget)
                VoicePart(data.voice, voice, actions.voice, Size.captureTarget)
                problem.of(WorkField.Voice)?.let { Banner(Icons.syncProblem, it) }
                DocumentPart(data.documents, actions.documents, problem.of(WorkField.Document), Size.captureTarget)
                Field(
                    draft.text,
                    { actions.onDraft(draft.copy(text = it)) },
                    words.assessText,
                    problem = problem.of(WorkField.Work),
                    readers = words.pieceReaders,
                )
                Field(
                    draft.link,
                    { actions.onDraft(draft.copy(link = it)) },
                    words.assessLink,
                    problem = problem.of(WorkField.Link),
                    readers = words.assessLinkHint,
                )
                KindOfWork(data.kinds, draft.kind) { sheet = ConferenceSheet.Kinds }
                OtherProblem(problem)
                // There is no disabled button: what it waits for is said in its place.
                if (data.voice.note != null && !data.voice.isHeard) {
                    Text(words.voiceListenFirst, color = Look.colours.ink2, style = Look.type.body)
                } else if (hasWork) {
                    PrimaryButton(words.pieceNext, actions.onTag, Modifier.fillMaxWidth(), least = Size.captureTarget)
                } else {
                    Text(words.pieceLead, color = Look.colours.ink2, style = Look.type.body)
                }
            }
        }
        val kinds = data.kinds.map { it.copy(chosen = it.kind == draft.kind) }
        ChoiceSheets(emptyList(), kinds, sheet, { sheet = null }, {}, { actions.onDraft(draft.copy(kind = it)) })
        val close = { photo = null }
        OpenPhoto(photo, { ChangePhoto(it, close, actions.onEditPhoto, actions.onRemovePhoto) }, close)
    }
}

@Composable
private fun KindOfWork(kinds: List<KindChoice>, chosen: String?, onOpen: () -> Unit) {
    val kind = kinds.firstOrNull { it.kind == chosen } ?: return
    Drop(LocalWords.current.captureKind, kind.name, onTap = onOpen)
}
