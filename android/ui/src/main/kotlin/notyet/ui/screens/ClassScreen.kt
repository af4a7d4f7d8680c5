package notyet.ui.screens

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.ExperimentalLayoutApi
import androidx.compose.foundation.layout.FlowRow
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.lazy.LazyListScope
import androidx.compose.foundation.lazy.itemsIndexed
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.saveable.rememberSaveable
import androidx.compose.runtime.setValue
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import notyet.core.ClassRow
import notyet.core.ClassScreen
import notyet.core.ClassSign
import notyet.core.Hand
import notyet.core.classNobody
import notyet.core.navClass
import notyet.core.todaySearch
import notyet.ui.generated.Space
import notyet.ui.parts.Chevron
import notyet.ui.parts.Drawing
import notyet.ui.parts.Empty
import notyet.ui.parts.Field
import notyet.ui.parts.Hair
import notyet.ui.parts.Header
import notyet.ui.parts.PersonRow
import notyet.ui.parts.Sign
import notyet.ui.theme.Look

/** What fills Class. */
typealias ClassData = ClassScreen

/** What a teacher can do on Class. Ids are those of the record. */
class ClassActions(
    val onClass: (classId: String) -> Unit = {},
    /** Opens a student's outcomes. */
    val onStudent: (student: String) -> Unit = {},
    /** Opens Capture for work of the class. */
    val onCapture: () -> Unit = {},
    val onRetry: () -> Unit = {},
)

/**
 * Everyone of a class with their jagged profile, in the order of the roster; never by level.
 *
 * @param picked the student who is open in the pane beside, from 840 dp on.
 * @param hand at whose side the camera stands from 600 dp on.
 */
@Composable
fun ClassScreen(
    state: ScreenState<ClassData>,
    actions: ClassActions,
    modifier: Modifier = Modifier,
    picked: String? = null,
    hand: Hand = Hand.RIGHT,
) {
    OnState(state, actions.onRetry, modifier) { data ->
        Class(data, actions, picked)
        if (data.students.isNotEmpty()) CameraCorner(hand, actions.onCapture)
    }
}

@Composable
private fun Class(data: ClassData, actions: ClassActions, picked: String?) {
    val words = LocalWords.current
    var typed by rememberSaveable { mutableStateOf("") }
    val found = data.students.filter { fits(typed, it.name) || fits(typed, it.wholeName) }
    LongColumn(space = Space.x4, foot = CAMERA_FOOT) {
        // Where there are several, the choice names the one that is shown.
        val title = data.classTitle.takeIf { it.isNotEmpty() && data.classes.size < 2 }
        item("head") { Header(words.navClass, label = title) }
        if (data.classes.size > 1) item("classes") { Classes(data.classes, actions.onClass) }
        data.empty?.let { item("empty") { Empty(it.title, it.text, drawing = Drawing.Desk) } }
        if (data.students.isNotEmpty()) {
            item("search") { Field(typed, { typed = it }, words.todaySearch, Modifier.sides().padding(vertical = Space.x8)) }
            profiles(found, picked, actions.onStudent)
            if (found.isEmpty()) {
                item("nobody") { Text(words.classNobody, Modifier.sides(), color = Look.colours.ink2, style = Look.type.label) }
            }
        }
    }
}

private fun LazyListScope.profiles(rows: List<ClassRow>, picked: String?, onStudent: (String) -> Unit) {
    itemsIndexed(rows, key = { _, row -> row.student }) { i, row ->
        Column {
            if (i > 0) Hair()
            PersonRow(
                row.name,
                row.initials,
                null,
                chosen = row.student == picked,
                spoken = row.spoken,
                trailing = { Chevron() },
                below = { Signs(row.signs, row.student == picked) },
            ) { onStudent(row.student) }
        }
    }
}

/** A sign for each outcome with its code beneath; what does not fit begins the next line. */
@OptIn(ExperimentalLayoutApi::class)
@Composable
private fun Signs(signs: List<ClassSign>, chosen: Boolean) {
    FlowRow(Modifier.padding(top = Space.x4), horizontalArrangement = Arrangement.spacedBy(Space.x12)) {
        for (each in signs) {
            Column(Modifier.padding(bottom = Space.x4), horizontalAlignment = Alignment.CenterHorizontally) {
                Sign(each.sign.state)
                Text(each.code, color = if (chosen) Look.colours.onSoft else Look.colours.ink2, style = Look.type.label)
            }
        }
    }
}
