package notyet.ui.screens

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.BoxWithConstraints
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxHeight
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.imePadding
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.width
import androidx.compose.foundation.layout.widthIn
import androidx.compose.foundation.rememberScrollState
import androidx.compose.foundation.verticalScroll
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.remember
import androidx.compose.runtime.saveable.rememberSaveable
import androidx.compose.runtime.setValue
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.platform.LocalLayoutDirection
import androidx.compose.ui.unit.LayoutDirection
import androidx.compose.ui.unit.dp
import notyet.core.ConferenceScreen
import notyet.core.FeedbackParts
import notyet.core.Hand
import notyet.core.PhotoTile
import notyet.core.Purpose
import notyet.core.Support
import notyet.core.Words
import notyet.core.captureNext
import notyet.core.todayTitle
import notyet.ui.generated.Size
import notyet.ui.generated.Space
import notyet.ui.parts.Back
import notyet.ui.parts.Hair
import notyet.ui.parts.Header
import notyet.ui.parts.PickerState
import notyet.ui.parts.WordButton
import notyet.ui.parts.oneLineOf
import notyet.ui.theme.Width
import notyet.ui.theme.largeText
import notyet.ui.theme.withText

/** What fills Conference. */
typealias ConferenceData = ConferenceScreen

/**
 * What is on screen and not saved. The host starts a student on a new one (Practice, Alone), and keeps it while the app is away.
 *
 * @property feedback what is typed, or was saved in this visit; the host keeps the two apart.
 * @property ownWords the next step in the student's words, likewise.
 * @property problem what to do about the last thing that was not saved; what was typed stays.
 * @property savingPhoto true between the shutter and the moment when the photo is durable.
 * @property voice what becomes of the feedback's voice note.
 * @property ownVoice what becomes of the student's.
 */
data class ConferenceDraft(
    val purpose: Purpose = Purpose.PRACTICE,
    val support: Support = Support.ALONE,
    val feedback: FeedbackParts = NOTHING_SAID,
    val ownWords: String = "",
    val problem: ConferenceProblem? = null,
    val savingPhoto: Boolean = false,
    val voice: VoiceState = VoiceState(),
    val ownVoice: VoiceState = VoiceState(),
)

/** Feedback before anything is typed. */
val NOTHING_SAID = FeedbackParts("", "", "")

/** What feedback consists of, and beside it the student's own words. */
enum class Part { WentWell, Improve, NextStep, OwnWords }

/** What to do about something that was not saved; it stands at the field of [part], or where the levels are. */
data class ConferenceProblem(val sentence: String, val part: Part? = null)

/** What a teacher can do on Conference. Ids are those of the record. */
class ConferenceActions(
    /** Back to where the visit was begun. */
    val onBack: () -> Unit = {},
    /** The word for that. */
    val begun: (Words) -> String = Words::todayTitle,
    /** Opens Student, with all outcomes. */
    val onProfile: () -> Unit = {},
    /** On to the next student of the queue; null where there is none. It never says who. */
    val onNext: (() -> Unit)? = null,
    val onOutcome: (outcome: String) -> Unit = {},
    val onKind: (kind: String) -> Unit = {},
    val onDraft: (ConferenceDraft) -> Unit = {},
    /** Saves at once. */
    val onLevel: (level: String) -> Unit = {},
    /** Puts a phrase of the teacher's into a part and saves; one that is there already is taken out, and nothing is saved. */
    val onPhrase: (Part, phrase: String) -> Unit = { _, _ -> },
    /** Saves what is typed as feedback. */
    val onFeedback: () -> Unit = {},
    /** Saves what is typed and said as the student's own words. */
    val onOwnWords: () -> Unit = {},
    /** Places of a text that speak of what a person is and not of what the work does. */
    val fixedMindset: (String) -> List<IntRange> = { emptyList() },
    val onPhoto: () -> Unit = {},
    /** Takes a photo out of the piece of work that this visit recorded. */
    val onRemovePhoto: (attachment: String) -> Unit = {},
    /** Draws on a copy of a photo, as a part of the feedback; one that was drawn on already is changed again. */
    val onDrawOn: (attachment: String) -> Unit = {},
    /** Takes what was drawn out of the feedback that is being written. */
    val onRemoveDrawing: (attachment: String) -> Unit = {},
    /** The teacher's voice note. */
    val voice: VoiceActions = VoiceActions(),
    /** The student's. */
    val ownVoice: VoiceActions = VoiceActions(),
    /** Puts the device into the student's hands, for their own judgement of the newest work. */
    val onHandOver: () -> Unit = {},
    /** Says that the work of this visit shows another outcome, too. */
    val onAlso: (outcome: String) -> Unit = {},
    val onUndo: () -> Unit = {},
    val onRedo: () -> Unit = {},
    val onRetry: () -> Unit = {},
)

/**
 * One student, one outcome, in the teacher's hand beside the child. Nothing of anybody else, and no dialog in the way.
 *
 * @param hand from 600 dp on, where the levels, the camera, Undo and Next stand.
 */
@Composable
fun ConferenceScreen(
    state: ScreenState<ConferenceData>,
    draft: ConferenceDraft,
    actions: ConferenceActions,
    modifier: Modifier = Modifier,
    hand: Hand = Hand.RIGHT,
) {
    OnState(state, actions.onRetry, modifier) { data ->
        BoxWithConstraints(Modifier.fillMaxSize()) {
            val room = ConferenceRoom(data, draft, actions, remember(data.student) { PickerState() })
            var photo by remember { mutableStateOf<PhotoTile?>(null) }
            var sheet by rememberSaveable { mutableStateOf<ConferenceSheet?>(null) }
            val shows = Shows({ photo = it }, { sheet = it })
            val wide = Width.of(maxWidth) != Width.Narrow && hand != Hand.TABLE && !(largeText && maxWidth < Size.widthPanes)
            // The keyboard takes height away for a while; the layout, and with it the field in use, stays.
            var tallest by remember(maxWidth) { mutableStateOf(maxHeight) }
            if (maxHeight > tallest) tallest = maxHeight
            val oneLine = oneLineOf(data.levels.map { it.word }, minOf(maxWidth, Size.column) - Space.x16 * 2)
            Box(Modifier.imePadding()) {
                when {
                    wide -> AtTheSide(room, hand, shows)
                    tallest >= ROOM_FOR_TWO && oneLine -> UnderTheThumb(room, shows)
                    else -> InOneColumn(room, shows)
                }
            }
            ChoiceSheets(data.outcomes, data.kinds, sheet, { sheet = null }, actions.onOutcome, actions.onKind)
            OpenWorkPhoto(photo, data, actions) { photo = null }
        }
    }
}

/** What the pieces of this screen work with. */
internal class ConferenceRoom(val data: ConferenceData, val draft: ConferenceDraft, val actions: ConferenceActions, val picker: PickerState)

/** What can be opened over the screen. */
internal enum class ConferenceSheet { Outcomes, Kinds }

internal class Shows(val photo: (PhotoTile) -> Unit, val sheet: (ConferenceSheet) -> Unit)

/** Narrow and high: what to know scrolls above, what to tap stands still where the thumb is. */
@Composable
private fun UnderTheThumb(room: ConferenceRoom, shows: Shows) {
    Column(Modifier.fillMaxSize(), horizontalAlignment = Alignment.CenterHorizontally) {
        Column(
            Modifier.weight(1f).widthIn(max = Size.column).fillMaxWidth().verticalScroll(rememberScrollState())
                .padding(bottom = Space.x16),
            verticalArrangement = Arrangement.spacedBy(Space.x12),
        ) {
            ConferenceHead(room, next = true)
            Agreed(room)
            OutcomeDrop(room, shows)
            OwnFold(room)
            Newest(room, shows)
            KindDrop(room, shows)
            FeedbackSection(room, shows, quick = true)
            ProfileButton(room)
        }
        Hair(inset = 0.dp)
        Column(
            Modifier.widthIn(max = Size.column).sides().padding(vertical = Space.x12),
            verticalArrangement = Arrangement.spacedBy(Space.x8),
        ) {
            Circumstances(room, beside = true)
            Levels(room, stacked = false)
            WordsOfLevels(room)
            QuickSteps(room)
            Problem(room)
            Row(horizontalArrangement = Arrangement.spacedBy(Space.x8), verticalAlignment = Alignment.CenterVertically) {
                PhotoButton(room, if (room.data.undo == null) Modifier.weight(1f) else Modifier)
                if (room.data.undo != null) Saved(room, Modifier.weight(1f))
            }
        }
    }
}

/** Large text, long words, many levels or a low window: one column that scrolls, what to tap first. */
@Composable
private fun InOneColumn(room: ConferenceRoom, shows: Shows) {
    ShortColumn {
        ConferenceHead(room, next = true)
        Agreed(room)
        OutcomeDrop(room, shows)
        KindDrop(room, shows)
        Column(Modifier.sides(), verticalArrangement = Arrangement.spacedBy(Space.x12)) {
            Circumstances(room, beside = !largeText)
            Levels(room, stacked = false)
            WordsOfLevels(room)
            Problem(room)
            Saved(room)
            PhotoButton(room, Modifier.fillMaxWidth())
        }
        OwnFold(room)
        Newest(room, shows)
        FeedbackSection(room, shows)
        ProfileButton(room)
    }
}

/** From 600 dp on: what to tap stands in a column of 240 dp at the hand's side, above the lower edge. */
@Composable
private fun AtTheSide(room: ConferenceRoom, hand: Hand, shows: Shows) {
    val controls = @Composable {
        // Words are whole at any size: the column widens with them, up to what leaves the work its room.
        val width = minOf(Size.hand.withText, WIDEST_SIDE) + Space.x16 * 2
        Box(Modifier.width(width).fillMaxHeight(), contentAlignment = Alignment.BottomCenter) {
            Column(
                Modifier.fillMaxWidth().verticalScroll(rememberScrollState()).sides().padding(top = Space.x16, bottom = LOWEST_CONTROL),
                verticalArrangement = Arrangement.spacedBy(Space.x8),
            ) {
                Levels(room, stacked = true)
                Problem(room)
                // Its place is kept before anything is saved: the levels must not move after a tap.
                Box(Modifier.heightIn(min = Size.undoBar)) { Saved(room) }
                QuickSteps(room)
                PhotoButton(room, Modifier.fillMaxWidth())
                room.actions.onNext?.let { next ->
                    WordButton(LocalWords.current.captureNext, next, Modifier.fillMaxWidth(), least = Size.captureTarget)
                }
            }
        }
    }
    // A hand is where it is, whichever way the writing runs: a row begins at the left only where writing does.
    val controlsBegin = (hand == Hand.LEFT) == (LocalLayoutDirection.current == LayoutDirection.Ltr)
    Row(Modifier.fillMaxSize()) {
        if (controlsBegin) controls()
        Column(Modifier.weight(1f).fillMaxHeight(), horizontalAlignment = Alignment.CenterHorizontally) {
            // Whom this is about, and the way out, stay in sight.
            Box(Modifier.column()) { ConferenceHead(room, next = false) }
            ShortColumn(Modifier.weight(1f)) {
                Agreed(room)
                OutcomeDrop(room, shows)
                OwnFold(room)
                Newest(room, shows)
                KindDrop(room, shows)
                Column(Modifier.sides(), verticalArrangement = Arrangement.spacedBy(Space.x12)) {
                    Circumstances(room, beside = !largeText)
                    WordsOfLevels(room)
                }
                FeedbackSection(room, shows, quick = true)
                ProfileButton(room)
            }
        }
        if (!controlsBegin) controls()
    }
}

@Composable
private fun ConferenceHead(room: ConferenceRoom, next: Boolean) {
    val words = LocalWords.current
    val onNext = room.actions.onNext.takeIf { next }
    Header(
        room.data.name,
        Modifier.heightIn(min = Size.captureTarget),
        Back(room.actions.begun(words), room.actions.onBack),
        label = room.data.notSent,
        trailing = onNext?.let { go -> { WordButton(words.captureNext, go, least = Size.captureTarget) } },
    )
}

/** Below this height the two halves leave each other no room. */
private val ROOM_FOR_TWO = 760.dp

/** The lowest control stands this far above the lower edge, where a hand that holds the tablet reaches it. */
private val LOWEST_CONTROL = 96.dp

private val WIDEST_SIDE = 360.dp
