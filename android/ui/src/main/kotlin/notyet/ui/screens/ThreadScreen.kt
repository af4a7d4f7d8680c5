package notyet.ui.screens

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.imePadding
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.widthIn
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.remember
import androidx.compose.runtime.saveable.rememberSaveable
import androidx.compose.runtime.setValue
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.semantics
import notyet.core.DoneLine
import notyet.core.PhotoTile
import notyet.core.Reply
import notyet.core.ThreadLine
import notyet.core.ThreadScreen
import notyet.core.VoiceDraft
import notyet.core.VoiceTile
import notyet.core.feedbackTitle
import notyet.core.outcomeImprove
import notyet.core.outcomeWentWell
import notyet.core.threadAsk
import notyet.core.threadAskReader
import notyet.core.threadAskSend
import notyet.core.threadBefore
import notyet.core.threadDone
import notyet.core.threadLevel
import notyet.core.threadOutcome
import notyet.core.threadOwnWords
import notyet.core.threadQuestions
import notyet.core.threadReword
import notyet.core.threadRewordLabel
import notyet.core.threadRewordSave
import notyet.core.threadUnderstand
import notyet.core.threadUnderstood
import notyet.ui.generated.Icons
import notyet.ui.generated.Size
import notyet.ui.generated.Space
import notyet.ui.parts.Back
import notyet.ui.parts.Banner
import notyet.ui.parts.Card
import notyet.ui.parts.CardHead
import notyet.ui.parts.Chevron
import notyet.ui.parts.Field
import notyet.ui.parts.Header
import notyet.ui.parts.ListRow
import notyet.ui.parts.PrimaryButton
import notyet.ui.parts.SecondButton
import notyet.ui.parts.SectionHead
import notyet.ui.parts.WordButton
import notyet.ui.theme.Look
import notyet.ui.theme.largeText

/** What fills one piece of feedback. */
typealias ThreadData = ThreadScreen

/** What is typed here and not saved; null: the field of the rewording is not open. */
data class ThreadDraft(val question: String = "", val rewording: String? = null)

/** What a student can do with one piece of feedback. */
class ThreadActions(
    val onBack: () -> Unit = {},
    val onOutcome: (outcome: String) -> Unit = {},
    val onPiece: (piece: String) -> Unit = {},
    val onDraft: (ThreadDraft) -> Unit = {},
    /** Asks, or saves the next step in one's own words. */
    val onReply: (Reply) -> Unit = {},
    /** The rewording's voice note. */
    val voice: VoiceActions = VoiceActions(),
    val onUnderstand: () -> Unit = {},
    val onUndo: () -> Unit = {},
    val onRetry: () -> Unit = {},
)

/**
 * One piece of feedback. The next step stays on top; the level stands below, folded.
 *
 * @param voice what becomes of the rewording's voice note.
 */
@Composable
fun ThreadScreen(
    state: ScreenState<ThreadData>,
    draft: ThreadDraft,
    actions: ThreadActions,
    modifier: Modifier = Modifier,
    problem: WorkProblem? = null,
    voice: VoiceState = VoiceState(),
) {
    OnState(state, actions.onRetry, modifier) { data -> Thread(data, draft, actions, problem, voice) }
}

@Composable
private fun Thread(data: ThreadData, draft: ThreadDraft, actions: ThreadActions, problem: WorkProblem?, voice: VoiceState) {
    val words = LocalWords.current
    var photo by remember { mutableStateOf<PhotoTile?>(null) }
    Column(Modifier.fillMaxSize().imePadding(), horizontalAlignment = Alignment.CenterHorizontally) {
        // Pinned: whatever is read below, what comes next stays in sight; unless it would leave no room for that.
        val pinned = !largeText && data.step.let { it == null || it.text.length <= MOST_PINNED }
        val code = @Composable { WordButton(data.code, { actions.onOutcome(data.outcome) }) }
        Column(Modifier.widthIn(max = Size.column).fillMaxWidth()) {
            Header(null, back = Back(words.feedbackTitle, actions.onBack), trailing = code)
            if (pinned) data.step?.let { NextStepCard(it) }
        }
        Box(Modifier.weight(1f)) {
            ShortColumn {
                if (!pinned) data.step?.let { NextStepCard(it) }
                Column(Modifier.sides().padding(top = Space.x16), verticalArrangement = Arrangement.spacedBy(Space.x16)) {
                    Given(data) { photo = it }
                    OwnUndo(data.undo, actions.onUndo, problem?.takeIf { it.field == null }?.sentence)
                    if (data.step != null) Rewording(data.rewordingVoice, voice, draft, actions, problem)
                    Questions(data, draft, actions, problem)
                    if (data.isUnderstood) {
                        Text(words.threadUnderstood, color = Look.colours.ink2, style = Look.type.body)
                    } else {
                        PrimaryButton(words.threadUnderstand, actions.onUnderstand, Modifier.fillMaxWidth())
                    }
                    if (data.done.isNotEmpty()) {
                        SectionHead(words.threadDone)
                        for (line in data.done) Done(line, actions.onPiece)
                    }
                    WordButton(words.threadOutcome, { actions.onOutcome(data.outcome) })
                }
            }
        }
    }
    OpenPhoto(photo) { photo = null }
}

/** What the teacher left; the level last, folded. */
@Composable
private fun Given(data: ThreadData, onPhoto: (PhotoTile) -> Unit) {
    val words = LocalWords.current
    data.stepBefore?.let { HeadedText(words.threadBefore, it) }
    data.stepSaid?.let { Said(words.threadOwnWords, it) }
    HeadedText(words.outcomeWentWell, data.wentWell)
    HeadedText(words.outcomeImprove, data.improve)
    if (data.photos.isNotEmpty()) Photos(data.photos, onPhoto)
    Voices(data.voices)
    data.resource?.let { Text(it, color = Look.colours.ink, style = Look.type.body) }
    data.level?.let { Level(it) }
}

/** A text under its head; nothing where there is none. */
@Composable
internal fun HeadedText(head: String, text: String) {
    if (text.isEmpty()) return
    Column(Modifier.semantics(mergeDescendants = true) {}, verticalArrangement = Arrangement.spacedBy(Space.x4)) {
        CardHead(head)
        Text(text, color = Look.colours.ink, style = Look.type.body)
    }
}

/** A voice note under its head. */
@Composable
private fun Said(head: String, voice: VoiceTile) {
    Column(verticalArrangement = Arrangement.spacedBy(Space.x4)) {
        CardHead(head)
        Voices(listOf(voice))
    }
}

/** The level comes after the words, and only when it is asked for. */
@Composable
private fun Level(sentence: String) {
    var shown by rememberSaveable(sentence) { mutableStateOf(false) }
    if (shown) {
        Text(sentence, color = Look.colours.ink, style = Look.type.body)
    } else {
        WordButton(LocalWords.current.threadLevel, { shown = true })
    }
}

@Composable
private fun Rewording(note: VoiceDraft, voice: VoiceState, draft: ThreadDraft, actions: ThreadActions, problem: WorkProblem?) {
    val words = LocalWords.current
    val typed = draft.rewording
    if (typed == null) {
        SecondButton(words.threadReword, { actions.onDraft(draft.copy(rewording = "")) }, Modifier.fillMaxWidth())
        return
    }
    Column(verticalArrangement = Arrangement.spacedBy(Space.x8)) {
        Field(
            typed,
            { actions.onDraft(draft.copy(rewording = it)) },
            words.threadRewordLabel,
            problem = problem.of(WorkField.Rewording),
            readers = words.threadAskReader,
            onDone = { actions.onReply(Reply.REWORDING) },
        )
        VoicePart(note, voice, actions.voice)
        problem.of(WorkField.Voice)?.let { Banner(Icons.syncProblem, it) }
        SecondButton(words.threadRewordSave, { actions.onReply(Reply.REWORDING) }, Modifier.fillMaxWidth())
    }
}

@Composable
private fun Questions(data: ThreadData, draft: ThreadDraft, actions: ThreadActions, problem: WorkProblem?) {
    val words = LocalWords.current
    Column(verticalArrangement = Arrangement.spacedBy(Space.x8)) {
        SectionHead(words.threadQuestions)
        for (line in data.lines) Line(line)
        Field(
            draft.question,
            { actions.onDraft(draft.copy(question = it)) },
            words.threadAsk,
            problem = problem.of(WorkField.Question),
            readers = words.threadAskReader,
            onDone = { actions.onReply(Reply.QUESTION) },
        )
        if (draft.question.isNotBlank()) SecondButton(words.threadAskSend, { actions.onReply(Reply.QUESTION) }, Modifier.fillMaxWidth())
    }
}

/** Two sides, told apart by the margin and by the name on each. */
@Composable
private fun Line(line: ThreadLine) {
    val side = if (line.mine) Modifier.padding(start = Space.x32) else Modifier.padding(end = Space.x32)
    Card(side) {
        Column(Modifier.semantics(mergeDescendants = true) {}, verticalArrangement = Arrangement.spacedBy(Space.x4)) {
            Text(line.caption, color = Look.colours.ink2, style = Look.type.label)
            Text(line.text, color = Look.colours.ink, style = Look.type.body)
        }
    }
}

@Composable
private fun Done(line: DoneLine, onPiece: (String) -> Unit) {
    val piece = line.piece
    if (piece == null) {
        Text(line.text, color = Look.colours.ink, style = Look.type.body)
    } else {
        ListRow(line.text, null, null, trailing = { Chevron() }) { onPiece(piece) }
    }
}

/** Letters of a next step that may stand pinned. */
private const val MOST_PINNED = 160
