package notyet.ui.screens

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.padding
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import notyet.core.HandedScreen
import notyet.core.WorkDraft
import notyet.core.assessTitle
import notyet.core.handedBack
import notyet.core.handedSaved
import notyet.ui.generated.Space
import notyet.ui.parts.Drawing
import notyet.ui.parts.Empty
import notyet.ui.parts.Header
import notyet.ui.parts.PrimaryButton
import notyet.ui.parts.WordButton
import notyet.ui.theme.Look

/** What fills a tablet that is handed over. */
typealias HandedData = HandedScreen

/**
 * A teacher's tablet in a student's hands: their own judgement of one piece of work, and the way back by the teacher's PIN.
 *
 * @param saved the work is judged.
 * @param onGiveBack asks for the PIN.
 */
@Composable
fun HandedScreen(
    state: ScreenState<HandedData>,
    draft: WorkDraft?,
    actions: WorkActions,
    onGiveBack: () -> Unit,
    modifier: Modifier = Modifier,
    problem: WorkProblem? = null,
    savingPhoto: Boolean = false,
    saved: Boolean = false,
    voice: VoiceState = VoiceState(),
) {
    val words = LocalWords.current
    OnState(state, actions.onRetry, modifier.onGround) { data ->
        if (saved) return@OnState Judged(data, onGiveBack)
        if (draft == null) return@OnState
        val attached = Attached(data.assess.photos, savingPhoto, data.assess.documents, data.assess.voice, voice)
        SelfAssess(data.assess, draft, actions, problem, attached) {
            Header(data.title, label = data.assess.iCan, trailing = { WordButton(words.handedBack, onGiveBack) })
            Text(words.assessTitle, Modifier.sides().padding(bottom = Space.x8), color = Look.colours.ink, style = Look.type.head)
        }
    }
}

@Composable
private fun Judged(data: HandedData, onGiveBack: () -> Unit) {
    val words = LocalWords.current
    ShortColumn {
        Header(data.title, label = data.assess.iCan)
        Column(Modifier.sides(), verticalArrangement = Arrangement.spacedBy(Space.x16)) {
            Empty(words.handedSaved, null, drawing = Drawing.Paper)
            PrimaryButton(words.handedBack, onGiveBack, Modifier.fillMaxWidth())
        }
    }
}
