package notyet.ui.screens

import androidx.compose.foundation.background
import androidx.compose.foundation.border
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.imePadding
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.selection.selectableGroup
import androidx.compose.foundation.shape.RoundedCornerShape
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.remember
import androidx.compose.runtime.setValue
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.unit.dp
import notyet.core.AssessRow
import notyet.core.JudgedPiece
import notyet.core.PhotoTile
import notyet.core.RowPick
import notyet.core.SelfAssessScreen
import notyet.core.Support
import notyet.core.WorkDraft
import notyet.core.actionClose
import notyet.core.assessLead
import notyet.core.assessReader
import notyet.core.assessReflection
import notyet.core.assessReflectionHint
import notyet.core.assessSave
import notyet.core.assessTitle
import notyet.core.captureAlone
import notyet.core.captureHold
import notyet.core.captureNextLevel
import notyet.core.captureWithHelp
import notyet.ui.generated.Corner
import notyet.ui.generated.Size
import notyet.ui.generated.Space
import notyet.ui.parts.Back
import notyet.ui.parts.Card
import notyet.ui.parts.Choice
import notyet.ui.parts.Field
import notyet.ui.parts.Header
import notyet.ui.parts.LevelOption
import notyet.ui.parts.LevelPicker
import notyet.ui.parts.PickerWords
import notyet.ui.parts.PrimaryButton
import notyet.ui.parts.SectionHead
import notyet.ui.parts.Sign
import notyet.ui.parts.heardAs
import notyet.ui.parts.pick
import notyet.ui.theme.Look
import notyet.core.LevelOption as LevelData

/** What fills Self-assess. */
typealias SelfAssessData = SelfAssessScreen

/**
 * A student's own judgement of their work, on the same rubric, row by row. Nothing of a teacher's stands here.
 *
 * @param draft what is typed and tapped; the host keeps it while the app is away.
 * @param savingPhoto true between the shutter and the moment when the photo is kept.
 * @param voice what becomes of the draft's voice note.
 */
@Composable
fun SelfAssessScreen(
    state: ScreenState<SelfAssessData>,
    draft: WorkDraft?,
    actions: WorkActions,
    modifier: Modifier = Modifier,
    problem: WorkProblem? = null,
    savingPhoto: Boolean = false,
    voice: VoiceState = VoiceState(),
) {
    OnState(state, actions.onRetry, modifier) { data ->
        // The draft is the host's; until it has it, nothing can be typed over.
        if (draft == null) return@OnState
        SelfAssess(data, draft, actions, problem, Attached(data.photos, savingPhoto, data.documents, data.voice, voice)) {
            Header(LocalWords.current.assessTitle, back = Back(data.code, actions.onBack), label = data.iCan)
        }
    }
}

/** The same under another [head]. */
@Composable
internal fun SelfAssess(
    data: SelfAssessData,
    draft: WorkDraft,
    actions: WorkActions,
    problem: WorkProblem?,
    attached: Attached,
    head: @Composable () -> Unit,
) {
    val words = LocalWords.current
    var photo by remember { mutableStateOf<PhotoTile?>(null) }
    var mine by remember { mutableStateOf(false) }
    Box(Modifier.fillMaxSize().imePadding()) {
        ShortColumn {
            head()
            val piece = data.piece
            val show = { tile: PhotoTile, own: Boolean ->
                mine = own
                photo = tile
            }
            Column(Modifier.sides(), verticalArrangement = Arrangement.spacedBy(Space.x16)) {
                if (piece == null) {
                    WorkFields(attached, draft, actions, problem) { show(it, true) }
                } else {
                    Piece(piece) { show(it, false) }
                }
                Text(words.assessLead, color = Look.colours.ink2, style = Look.type.body)
                for (row in data.rows) JudgeRow(row, draft, actions.onDraft)
                Choice(
                    listOf(words.captureAlone, words.captureWithHelp),
                    if (draft.support == Support.WITH_HELP) 1 else 0,
                    { actions.onDraft(draft.copy(support = if (it == 1) Support.WITH_HELP else Support.ALONE)) },
                    words.captureWithHelp,
                )
                Field(
                    draft.reflection,
                    { actions.onDraft(draft.copy(reflection = it)) },
                    words.assessReflection,
                    problem = problem.of(WorkField.Reflection) ?: problem.of(WorkField.Level),
                    readers = if (piece == null) words.assessReflectionHint else words.assessReader,
                )
                OtherProblem(problem)
                PrimaryButton(words.assessSave, actions.onSave, Modifier.fillMaxWidth())
            }
        }
        OpenDraftPhoto(photo, mine, { photo = null }, actions)
    }
}

/** A piece that is there already. */
@Composable
private fun Piece(piece: JudgedPiece, onPhoto: (PhotoTile) -> Unit) {
    Card {
        Text(piece.text, color = Look.colours.ink, style = Look.type.body)
        if (piece.photos.isNotEmpty()) Photos(piece.photos, onPhoto)
        Voices(piece.voices)
        Documents(piece.documents)
    }
}

/** One row of the rubric, each level a card with its words: what is read is what is tapped. The whole has no words of its own. */
@Composable
private fun JudgeRow(row: AssessRow, draft: WorkDraft, onDraft: (WorkDraft) -> Unit) {
    val words = LocalWords.current
    val picked = draft.picks.firstOrNull { it.row == row.row }?.level
    val chosen = row.levels.indexOfFirst { it.level == picked }.takeIf { it >= 0 }
    val choose = { at: Int ->
        onDraft(draft.copy(picks = draft.picks.filter { it.row != row.row } + RowPick(row.row, row.levels[at].level)))
    }
    Column(Modifier.padding(top = Space.x8), verticalArrangement = Arrangement.spacedBy(Space.x8)) {
        SectionHead(row.title)
        if (row.levels.any { it.describes.isNotEmpty() }) {
            Column(Modifier.selectableGroup(), verticalArrangement = Arrangement.spacedBy(Space.x8)) {
                row.levels.forEachIndexed { at, level -> LevelCard(level, at == chosen) { choose(at) } }
            }
        } else {
            val options = row.levels.map { LevelOption(it.sign.state, it.word, "", it.word, it.spoken) }
            LevelPicker(options, chosen, choose, PickerWords(row.title, words.captureNextLevel, words.captureHold, words.actionClose))
        }
    }
}

@Composable
private fun LevelCard(level: LevelData, chosen: Boolean, onTap: () -> Unit) {
    val colours = Look.colours
    val shape = RoundedCornerShape(Corner.card)
    val ink = if (chosen) colours.onSoft else colours.ink
    Row(
        Modifier.pick(chosen, Corner.card, Role.RadioButton, onTap).heardAs(level.spoken).fillMaxWidth()
            .background(if (chosen) colours.soft else colours.raised, shape)
            .border(if (chosen) Size.chosen else 1.dp, if (chosen) colours.primary else colours.lineStrong, shape)
            .heightIn(min = Size.captureTarget).padding(Space.x12),
        horizontalArrangement = Arrangement.spacedBy(Space.x12),
    ) {
        Sign(level.sign.state)
        Column(Modifier.weight(1f), verticalArrangement = Arrangement.spacedBy(Space.x4)) {
            Text(level.word, color = ink, style = Look.type.label)
            for (words in level.describes) Text(words, color = ink, style = Look.type.body)
        }
    }
}
