package notyet.ui.screens

import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.lazy.LazyListScope
import androidx.compose.foundation.lazy.items
import androidx.compose.foundation.lazy.itemsIndexed
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.remember
import androidx.compose.runtime.setValue
import androidx.compose.ui.Modifier
import notyet.core.DoorScreen
import notyet.core.Hand
import notyet.core.OpenQuestion
import notyet.core.PhotoTile
import notyet.core.StudentScreen
import notyet.core.conferenceTitle
import notyet.core.doorOpenStudent
import notyet.core.feedbackReader
import notyet.core.navClass
import notyet.core.studentAnswer
import notyet.core.studentAnswerSave
import notyet.core.studentOutcomes
import notyet.core.studentPhotos
import notyet.core.studentQuestions
import notyet.core.studentRecord
import notyet.core.studentStaffLines
import notyet.core.studentWaits
import notyet.core.todayTitle
import notyet.ui.generated.Icons
import notyet.ui.generated.Space
import notyet.ui.parts.Back
import notyet.ui.parts.Banner
import notyet.ui.parts.Card
import notyet.ui.parts.CardHead
import notyet.ui.parts.Chevron
import notyet.ui.parts.Empty
import notyet.ui.parts.Field
import notyet.ui.parts.Hair
import notyet.ui.parts.Header
import notyet.ui.parts.ListRow
import notyet.ui.parts.PrimaryButton
import notyet.ui.parts.SecondButton
import notyet.ui.parts.SectionHead
import notyet.ui.parts.SignedRow
import notyet.ui.parts.WordButton
import notyet.ui.theme.Look

/** What fills Student. */
typealias StudentData = StudentScreen

/** What a teacher can do on Student. */
class StudentActions(
    /** Null in the pane beside Today or Class, where there is nothing to go back to. */
    val onBack: (() -> Unit)? = null,
    /** Whether it was opened beside the student: back leads to the conference. */
    val inConference: Boolean = false,
    /** Whether it was opened from Class: back leads there. */
    val fromClass: Boolean = false,
    /** Opens Conference; [outcome] null: on the outcome that the core proposes. */
    val onRecord: (outcome: String?) -> Unit = {},
    /** Opens Capture for work of this student. */
    val onCapture: () -> Unit = {},
    /** Opens one outcome of the student. */
    val onOutcome: (outcome: String) -> Unit = {},
    /** Typed, not saved. */
    val onAnswerDraft: (question: String, text: String) -> Unit = { _, _ -> },
    /** Saves what is typed as the answer. */
    val onAnswer: (question: String) -> Unit = {},
    /** Opens the door for this student, or makes a new code for it. */
    val onDoor: () -> Unit = {},
    val onDoorClose: () -> Unit = {},
    val onRetry: () -> Unit = {},
)

/** What is typed as answers, by question, and what to do about the last one that was not saved. */
data class AnswerDrafts(val typed: Map<String, String> = emptyMap(), val problem: String? = null, val problemOf: String? = null)

/**
 * One student across outcomes, as their teacher sees them: levels side by side, never a sum.
 *
 * @param hand at whose side the camera stands from 600 dp on; in a conference it stands there.
 * @param door the open door for this student; null: it is shut.
 * @param problem why it did not open.
 */
@Composable
fun StudentScreen(
    state: ScreenState<StudentData>,
    actions: StudentActions,
    modifier: Modifier = Modifier,
    answers: AnswerDrafts = AnswerDrafts(),
    door: DoorScreen? = null,
    problem: String? = null,
    hand: Hand = Hand.RIGHT,
) {
    OnState(state, actions.onRetry, modifier) { data ->
        Student(data, actions, answers, problem)
        if (!actions.inConference && data.outcomes.isNotEmpty()) CameraCorner(hand, actions.onCapture)
    }
    DoorSheet(door, actions.onDoor, actions.onDoorClose)
}

@Composable
private fun Student(data: StudentData, actions: StudentActions, answers: AnswerDrafts, problem: String?) {
    val words = LocalWords.current
    var photo by remember { mutableStateOf<PhotoTile?>(null) }
    LongColumn(foot = CAMERA_FOOT) {
        val backTo = when {
            actions.inConference -> words.conferenceTitle
            actions.fromClass -> words.navClass
            else -> words.todayTitle
        }
        item("head") { Header(data.name, back = actions.onBack?.let { Back(backTo, it) }, label = data.classTitle) }
        data.nextStep?.let { step -> item("step") { NextStepCard(step) { actions.onRecord(step.outcome) } } }
        if (data.questions.isNotEmpty()) {
            item("questions") { SectionHead(words.studentQuestions, Modifier.sides().padding(top = Space.x8)) }
            items(data.questions, key = { it.question }) { Question(it, actions, answers) }
        }
        if (data.waits.isNotEmpty()) {
            item("waits") { SectionHead(words.studentWaits, Modifier.sides().padding(top = Space.x8)) }
            items(data.waits, key = { it.text }) { waiting ->
                ListRow(waiting.text, null, null, needsYou = true, trailing = { Chevron() }) { actions.onOutcome(waiting.outcome) }
            }
        }
        val empty = data.empty
        if (empty != null) {
            item("empty") { Empty(empty.title, empty.text) }
        } else {
            item("record") {
                PrimaryButton(words.studentRecord, { actions.onRecord(null) }, Modifier.sides().fillMaxWidth(), Icons.add)
            }
        }
        if (data.photos.isNotEmpty()) {
            item("photos") {
                Column(Modifier.sides()) {
                    SectionHead(words.studentPhotos, Modifier.padding(vertical = Space.x8))
                    Photos(data.photos, { photo = it })
                }
            }
        }
        // Beside the student nobody reads what is for teachers.
        if (!actions.inConference && data.staffLines.isNotEmpty()) {
            item("staff") { SectionHead(words.studentStaffLines, Modifier.sides().padding(top = Space.x8)) }
            items(data.staffLines) { ListRow(it.text, it.caption, null) }
        }
        if (data.outcomes.isNotEmpty()) outcomes(data, actions)
        item("door") {
            Column(Modifier.sides().padding(top = Space.x8)) {
                problem?.let { Banner(Icons.syncProblem, it) }
                WordButton(words.doorOpenStudent, actions.onDoor)
            }
        }
    }
    OpenPhoto(photo) { photo = null }
}

/** A question with what it is about, and the field for its answer. */
@Composable
private fun Question(question: OpenQuestion, actions: StudentActions, answers: AnswerDrafts) {
    val words = LocalWords.current
    val typed = answers.typed[question.question].orEmpty()
    Card(Modifier.sides()) {
        CardHead(question.caption)
        Text(question.about, color = Look.colours.ink2, style = Look.type.label)
        Text(question.text, color = Look.colours.ink, style = Look.type.body)
        Field(
            typed,
            { actions.onAnswerDraft(question.question, it) },
            words.studentAnswer,
            problem = answers.problem?.takeIf { answers.problemOf == question.question },
            readers = words.feedbackReader,
            onDone = { actions.onAnswer(question.question) },
        )
        if (typed.isNotBlank()) SecondButton(words.studentAnswerSave, { actions.onAnswer(question.question) }, Modifier.fillMaxWidth())
    }
}

private fun LazyListScope.outcomes(data: StudentData, actions: StudentActions) {
    item("outcomes") { SectionHead(LocalWords.current.studentOutcomes, Modifier.sides().padding(top = Space.x8)) }
    itemsIndexed(data.outcomes, key = { _, row -> row.outcome }) { i, row ->
        Column {
            if (i > 0) Hair(Modifier.padding(bottom = Space.x8))
            SignedRow(row.iCan, row.note, row.sign.state, spoken = row.spoken, trailing = { Chevron() }) { actions.onOutcome(row.outcome) }
        }
    }
}
