package notyet.ui.screens

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.imePadding
import androidx.compose.foundation.selection.selectableGroup
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.remember
import androidx.compose.runtime.setValue
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.LiveRegionMode
import androidx.compose.ui.semantics.liveRegion
import androidx.compose.ui.semantics.semantics
import notyet.core.AddScreen
import notyet.core.OutcomeChoice
import notyet.core.PhotoTile
import notyet.core.WorkDraft
import notyet.core.addOutcome
import notyet.core.addTitle
import notyet.core.assessReflection
import notyet.core.assessReflectionHint
import notyet.core.assessSave
import notyet.ui.generated.Space
import notyet.ui.parts.Empty
import notyet.ui.parts.Field
import notyet.ui.parts.Header
import notyet.ui.parts.ListRow
import notyet.ui.parts.PrimaryButton
import notyet.ui.parts.SectionHead
import notyet.ui.theme.Look

/** What fills Add evidence. */
typealias AddData = AddScreen

/** New work for an outcome, without judging it. As [SelfAssessScreen] otherwise. */
@Composable
fun AddScreen(
    state: ScreenState<AddData>,
    draft: WorkDraft?,
    actions: WorkActions,
    modifier: Modifier = Modifier,
    problem: WorkProblem? = null,
    savingPhoto: Boolean = false,
    voice: VoiceState = VoiceState(),
) {
    OnState(state, actions.onRetry, modifier) { data ->
        if (draft != null) Add(data, draft, actions, problem, Attached(data.photos, savingPhoto, data.documents, data.voice, voice))
    }
}

@Composable
private fun Add(data: AddData, draft: WorkDraft, actions: WorkActions, problem: WorkProblem?, attached: Attached) {
    val words = LocalWords.current
    var photo by remember { mutableStateOf<PhotoTile?>(null) }
    Box(Modifier.fillMaxSize().imePadding()) {
        ShortColumn {
            Header(words.addTitle)
            val empty = data.empty
            if (empty != null) {
                Empty(empty.title, empty.text)
                return@ShortColumn
            }
            Column(Modifier.sides(), verticalArrangement = Arrangement.spacedBy(Space.x16)) {
                OwnUndo(data.undo, actions.onUndo)
                WorkFields(attached, draft, actions, problem) { photo = it }
                Field(
                    draft.reflection,
                    { actions.onDraft(draft.copy(reflection = it)) },
                    words.assessReflection,
                    problem = problem.of(WorkField.Reflection),
                    readers = words.assessReflectionHint,
                )
                SectionHead(words.addOutcome)
            }
            Outcomes(data.outcomes, draft.outcome) { actions.onDraft(draft.copy(outcome = it)) }
            Column(Modifier.sides(), verticalArrangement = Arrangement.spacedBy(Space.x16)) {
                problem.of(WorkField.Outcome)?.let {
                    val heard = Modifier.semantics { liveRegion = LiveRegionMode.Polite }
                    Text(it, heard, color = Look.colours.accent, style = Look.type.label)
                }
                OtherProblem(problem)
                PrimaryButton(words.assessSave, actions.onSave, Modifier.fillMaxWidth())
            }
        }
        OpenDraftPhoto(photo, removable = true, { photo = null }, actions)
    }
}

@Composable
private fun Outcomes(outcomes: List<OutcomeChoice>, chosen: String?, onPick: (String) -> Unit) {
    Column(Modifier.selectableGroup()) {
        for (outcome in outcomes) {
            ListRow(outcome.iCan, outcome.code, null, chosen = outcome.outcome == chosen) { onPick(outcome.outcome) }
        }
    }
}
