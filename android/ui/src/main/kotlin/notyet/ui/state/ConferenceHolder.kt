package notyet.ui.state

import androidx.compose.runtime.Stable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.setValue
import kotlinx.coroutines.CoroutineScope
import notyet.client.CoreClient
import notyet.core.ConferenceScreen
import notyet.core.CoreException
import notyet.core.DraftPlace
import notyet.core.FeedbackInput
import notyet.core.FeedbackParts
import notyet.core.LevelInput
import notyet.core.OwnWordsInput
import notyet.core.PhotoInput
import notyet.core.Purpose
import notyet.core.Topic
import notyet.core.Words
import notyet.core.todayTitle
import notyet.ui.screens.ConferenceActions
import notyet.ui.screens.ConferenceDraft
import notyet.ui.screens.ConferenceProblem
import notyet.ui.screens.NOTHING_SAID
import notyet.ui.screens.Part
import notyet.ui.screens.ScreenState
import notyet.ui.screens.of
import notyet.ui.screens.trimmed
import notyet.ui.screens.with

/**
 * Conference: one visit to one student. Opens on Practice, Alone, whatever came before, and on what was typed about this student
 * and not saved; ends with [close], after which what was saved may be sent.
 *
 * @param supply the host's camera, and its microphone for voice notes: the teacher's beside the feedback, and the student's own.
 * @param onDrawOn opens Markup over a photo of the student's work, or over what was drawn on one for this feedback.
 * @param handOver puts the device into the student's hands.
 * @param begun the word for where the visit was begun, to which [onBack] leads.
 */
@Stable
class ConferenceHolder(
    private val client: CoreClient,
    scope: CoroutineScope,
    private val student: String,
    outcome: String?,
    private val supply: WorkSupply,
    onBack: () -> Unit,
    onNext: (() -> Unit)?,
    onProfile: () -> Unit = {},
    onDrawOn: (outcome: String, photo: String) -> Unit = { _, _ -> },
    private val handOver: suspend (outcome: String) -> Unit = {},
    begun: (Words) -> String = Words::todayTitle,
) {
    private var outcome: String? = outcome
    private var kind: String? = null
    private val turns = Turns(scope)

    /** What is typed and waits to be kept, by outcome: of what is typed letter by letter the latest only. */
    private val waiting = mutableMapOf<String, Typed>()

    // As the core last said it, to tell a change there from typing here.
    private var shown = Shown("", NOTHING_SAID, "")

    private var held by mutableStateOf(ConferenceDraft())

    /** What is on screen and not saved. */
    val draft: ConferenceDraft get() = held.copy(voice = voice.state, ownVoice = ownVoice.state)

    private val floor = Floor()
    private val voice = voiceOf(scope, ::place)
    private val ownVoice = voiceOf(scope, ::ownPlace)

    // Last of all: it asks at once, and the answer fills what stands above.
    private val screen = ScreenHolder(client, scope, setOf(Topic.WORK, Topic.ROSTER, Topic.PHOTOS, Topic.SYNC), ::follow) {
        client.conference(student, this.outcome, kind)
    }

    val state: ScreenState<ConferenceScreen> get() = screen.state

    val actions = ConferenceActions(
        onBack = onBack,
        begun = begun,
        onNext = onNext,
        onProfile = onProfile,
        onOutcome = ::choose,
        onKind = ::chooseKind,
        onDraft = ::change,
        onLevel = ::level,
        onPhrase = ::phrase,
        onFeedback = ::feedback,
        onOwnWords = ::ownWords,
        fixedMindset = { text -> client.fixedMindset(text).map { it.start.toInt() until it.end.toInt() } },
        onPhoto = ::photo,
        onRemovePhoto = { photo -> save { screen.data?.let { client.removeWorkPhoto(student, it.head.outcome, photo) } } },
        onDrawOn = { photo -> screen.data?.let { onDrawOn(it.head.outcome, photo) } },
        onRemoveDrawing = { photo -> save { screen.data?.let { client.removeDrawing(student, it.head.outcome, photo) } } },
        voice = voice.actions,
        ownVoice = ownVoice.actions,
        onHandOver = { screen.data?.head?.outcome?.let { outcome -> save { handOver(outcome) } } },
        onAlso = { shows -> screen.data?.head?.outcome?.let { save { client.recordAlso(student, it, shows) } } },
        onUndo = { save { client.undo() } },
        onRedo = { save { client.redo() } },
        onRetry = { screen.retry() },
    )

    /** The visit is over. */
    fun close() {
        voice.close()
        ownVoice.close()
        screen.close()
        turns.take { client.leaveStudent(student) }
    }

    private fun voiceOf(scope: CoroutineScope, place: () -> DraftPlace?) =
        VoiceHolder(client, client, scope, supply.microphone, place, floor = floor) { screen.refresh() }

    /** The feedback on the outcome on screen. */
    private fun place(): DraftPlace? = screen.data?.let { DraftPlace.Feedback(student, it.head.outcome) }

    /** The student's words on it. */
    private fun ownPlace(): DraftPlace? = screen.data?.let { DraftPlace.OwnWords(student, it.head.outcome) }

    private fun choose(id: String) {
        outcome = id
        screen.refresh()
    }

    private fun chooseKind(id: String) {
        kind = id
        val allowed = screen.data?.kinds?.any { it.kind == id && it.atBat } == true
        val purpose = if (allowed) held.purpose else Purpose.PRACTICE
        change(held.copy(purpose = purpose))
        screen.refresh()
    }

    /** Another purpose or support corrects the level that was tapped already, so that what is lit is what is saved. */
    private fun change(next: ConferenceDraft) {
        val before = held
        held = next.copy(problem = null)
        if (before.feedback != next.feedback || before.ownWords != next.ownWords) keepTyped()
        if (before.purpose == next.purpose && before.support == next.support) return
        screen.data?.levels?.firstOrNull { it.chosen }?.let { level(it.level) }
    }

    private fun level(level: String) {
        val data = screen.data ?: return
        val now = held
        save {
            client.recordLevel(LevelInput(student, data.head.outcome, level, now.purpose, now.support, kindOf(data)))
        }
    }

    private fun phrase(part: Part, phrase: String) {
        val typed = held.feedback.of(part)
        val isThere = phrase in typed
        val text = if (isThere) typed.replace(phrase, "").replace("  ", " ").trim() else "${typed.trim()} $phrase".trim()
        change(held.copy(feedback = held.feedback.with(part, text)))
        // What is typed in the other parts waits for its own button.
        if (!isThere) say(shown.feedback.with(part, text))
    }

    private fun feedback() = say(held.feedback)

    private fun say(parts: FeedbackParts) {
        val outcome = screen.data?.head?.outcome ?: return
        save {
            client.recordFeedback(input(outcome, parts))
            // The core has let go of what was typed; what this did not save is kept again.
            if (shown.outcome == outcome) shown = shown.copy(feedback = parts.trimmed())
            keepTyped()
        }
    }

    private fun ownWords() {
        val outcome = screen.data?.head?.outcome ?: return
        val typed = held.ownWords
        save(Part.OwnWords) {
            client.recordOwnWords(OwnWordsInput(student, outcome, typed))
            if (shown.outcome == outcome) shown = shown.copy(ownWords = typed.trim())
            keepTyped()
        }
    }

    private fun photo() {
        val data = screen.data ?: return
        if (held.savingPhoto) return
        held = held.copy(savingPhoto = true, problem = null)
        save(done = { held = held.copy(savingPhoto = false) }) {
            supply.take()?.let { client.recordPhoto(PhotoInput(student, data.head.outcome, kindOf(data), it)) }
        }
    }

    private fun kindOf(data: ConferenceScreen): String? = data.kinds.firstOrNull { it.chosen }?.kind

    private fun input(outcome: String, parts: FeedbackParts) =
        FeedbackInput(student, outcome, parts.wentWell, parts.improve, parts.nextStep)

    /** What is typed and not saved stays, whatever comes from the core; otherwise the fields follow it, also after Undo. */
    private fun follow(data: ConferenceScreen) {
        val now = Shown(data.head.outcome, data.feedback, data.ownWords?.saved.orEmpty())
        val before = shown
        shown = now
        if (before.outcome != now.outcome) {
            val typedWords = data.ownWords?.typed?.ifEmpty { null }
            held = held.copy(feedback = data.typed ?: now.feedback, ownWords = typedWords ?: now.ownWords, problem = null)
            return
        }
        if (held.feedback.trimmed() == before.feedback) held = held.copy(feedback = now.feedback)
        if (held.ownWords.trim() == before.ownWords) held = held.copy(ownWords = now.ownWords)
    }

    private fun keepTyped() {
        val parts = held.feedback.takeIf { it.trimmed() != shown.feedback } ?: NOTHING_SAID
        val words = held.ownWords.takeIf { it.trim() != shown.ownWords }.orEmpty()
        val outcome = shown.outcome
        if (outcome.isEmpty()) return
        waiting[outcome] = Typed(parts, words)
        turns.take { waiting.remove(outcome)?.let { client.keepDraft(input(outcome, it.parts), it.ownWords) } }
    }

    private fun save(part: Part? = null, done: () -> Unit = {}, work: suspend () -> Unit) {
        held = held.copy(problem = null)
        val failed = { fault: CoreException ->
            held = held.copy(problem = ConferenceProblem(client.sentence(fault), part ?: partOf(fault)))
        }
        val over = { _: Boolean ->
            done()
            screen.refresh()
        }
        turns.take(failed, over, work)
    }

    private fun partOf(fault: CoreException): Part? = when ((fault as? CoreException.Invalid)?.field) {
        "went-well" -> Part.WentWell
        "improve" -> Part.Improve
        "next-step", "feedback" -> Part.NextStep
        else -> null
    }

    private data class Shown(val outcome: String, val feedback: FeedbackParts, val ownWords: String)

    private class Typed(val parts: FeedbackParts, val ownWords: String)
}
