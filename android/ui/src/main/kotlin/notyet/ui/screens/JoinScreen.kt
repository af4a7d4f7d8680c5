package notyet.ui.screens

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.text.KeyboardOptions
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.text.input.KeyboardCapitalization
import androidx.compose.ui.text.input.KeyboardType
import notyet.core.SessionScreen
import notyet.core.SessionState
import notyet.core.actionCancel
import notyet.core.appName
import notyet.core.joinAsStudent
import notyet.core.joinAsTeacher
import notyet.core.joinClassCode
import notyet.core.joinGo
import notyet.core.joinLead
import notyet.core.joinLeadStaff
import notyet.core.joinName
import notyet.core.joinNameReader
import notyet.core.joinScan
import notyet.core.joinScanned
import notyet.core.joinSchoolAccount
import notyet.core.joinServer
import notyet.core.joinServerHint
import notyet.core.joinStaffCode
import notyet.core.joinTitle
import notyet.core.pickerBack
import notyet.core.waiting
import notyet.ui.generated.Icons
import notyet.ui.generated.Size
import notyet.ui.generated.Space
import notyet.ui.parts.Back
import notyet.ui.parts.Banner
import notyet.ui.parts.Choice
import notyet.ui.parts.Field
import notyet.ui.parts.Header
import notyet.ui.parts.PrimaryButton
import notyet.ui.parts.SecondButton
import notyet.ui.parts.Sign
import notyet.ui.parts.SignState
import notyet.ui.parts.Waiting
import notyet.ui.parts.WordButton
import notyet.ui.theme.Look
import notyet.ui.theme.largeText

/** What fills Join. */
typealias JoinData = SessionScreen

/** What has been typed on Join. The host keeps it, whatever comes of a try. */
data class JoinForm(
    val teaching: Boolean = false,
    val server: String = "",
    val code: String = "",
    val name: String = "",
    /** Whether the code was scanned rather than typed. */
    val scanned: Boolean = false,
)

/** The fields that a problem may belong to. */
enum class JoinField { Server, Code, Name }

/** What to do about a try that did not go through; [field] null: about none of the fields. */
data class JoinProblem(val field: JoinField?, val sentence: String)

/** What a person can do on Join. */
class JoinActions(
    val onChange: (JoinForm) -> Unit = {},
    val onJoin: () -> Unit = {},
    /** Photograph a teacher's code. */
    val onScan: () -> Unit = {},
    /** Sign in with the school's account. */
    val onAccount: () -> Unit = {},
    /** Stop waiting for the teacher to match the name. */
    val onCancel: () -> Unit = {},
    val onRetry: () -> Unit = {},
    /** To the people who are here; null where nobody is. */
    val onBack: (() -> Unit)? = null,
)

/**
 * Who this device is for, and how it becomes theirs. A class code opens a student's device only; a teacher types a staff code.
 *
 * @param busy a try is under way: the action says so and takes no second tap.
 * @param account the school at the typed address has accounts for its staff.
 */
@Composable
fun JoinScreen(
    state: ScreenState<JoinData>,
    form: JoinForm,
    actions: JoinActions,
    modifier: Modifier = Modifier,
    problem: JoinProblem? = null,
    busy: Boolean = false,
    account: Boolean = false,
) {
    OnState(state, actions.onRetry, modifier) { data ->
        when (val session = data.state) {
            is SessionState.Matching -> Matching(session.sentence, actions.onCancel)
            else -> JoinForm(data, form, actions, problem, busy, account && form.teaching)
        }
    }
}

@Composable
private fun Matching(sentence: String, onCancel: () -> Unit) {
    Column {
        Waiting(sentence, Modifier.weight(1f))
        WordButton(LocalWords.current.actionCancel, onCancel, Modifier.fillMaxWidth())
    }
}

/** What is needed to join; students may photograph it. */
@Composable
private fun Lead(form: JoinForm, actions: JoinActions, busy: Boolean) {
    val words = LocalWords.current
    val lead = when {
        form.teaching -> words.joinLeadStaff
        form.scanned -> words.joinScanned
        else -> words.joinLead
    }
    Text(lead, color = Look.colours.ink, style = Look.type.body)
    if (!form.teaching && !busy) SecondButton(words.joinScan, actions.onScan, Modifier.fillMaxWidth(), Icons.photoCamera)
}

@Composable
private fun JoinForm(data: JoinData, form: JoinForm, actions: JoinActions, problem: JoinProblem?, busy: Boolean, account: Boolean) {
    val words = LocalWords.current

    fun problemOf(field: JoinField?) = problem?.takeIf { it.field == field }?.sentence
    ShortColumn {
        Header(words.joinTitle, back = actions.onBack?.let { Back(words.pickerBack, it) }, label = data.school.ifEmpty { words.appName })
        Column(Modifier.sides(), verticalArrangement = Arrangement.spacedBy(Space.x16)) {
            // The app's own sign: begun, and open. Large text needs the room for what is to be typed.
            if (!largeText) Sign(SignState(level = 1, mastery = 2, levels = 4), size = Size.signEmpty)
            data.notice?.let { Banner(Icons.help, it) }
            problemOf(null)?.let { Banner(Icons.syncProblem, it) }
            Choice(
                listOf(words.joinAsStudent, words.joinAsTeacher),
                if (form.teaching) 1 else 0,
                { actions.onChange(form.copy(teaching = it == 1)) },
                words.joinTitle,
            )
            Lead(form, actions, busy)
            Field(
                form.code,
                { actions.onChange(form.copy(code = it, scanned = false)) },
                if (form.teaching) words.joinStaffCode else words.joinClassCode,
                problem = problemOf(JoinField.Code),
                keyboard = KeyboardOptions(KeyboardCapitalization.Characters, autoCorrect = false),
            )
            if (!form.teaching) {
                Field(
                    form.name,
                    { actions.onChange(form.copy(name = it)) },
                    words.joinName,
                    problem = problemOf(JoinField.Name),
                    readers = words.joinNameReader,
                    keyboard = KeyboardOptions(KeyboardCapitalization.Words, autoCorrect = false),
                )
            }
            Field(
                form.server,
                { actions.onChange(form.copy(server = it)) },
                words.joinServer,
                problem = problemOf(JoinField.Server),
                readers = words.joinServerHint,
                keyboard = KeyboardOptions(autoCorrect = false, keyboardType = KeyboardType.Uri),
                onDone = actions.onJoin,
            )
            if (busy) {
                Text(words.waiting, color = Look.colours.ink2, style = Look.type.body)
            } else {
                PrimaryButton(words.joinGo, actions.onJoin, Modifier.fillMaxWidth())
                if (account) SecondButton(words.joinSchoolAccount, actions.onAccount, Modifier.fillMaxWidth())
            }
        }
    }
}
