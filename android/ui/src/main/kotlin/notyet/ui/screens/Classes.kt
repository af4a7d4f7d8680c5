package notyet.ui.screens

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.ExperimentalLayoutApi
import androidx.compose.foundation.layout.FlowRow
import androidx.compose.foundation.layout.padding
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import notyet.core.ClassChoice
import notyet.core.todayClasses
import notyet.ui.generated.Space
import notyet.ui.parts.Chip
import notyet.ui.parts.Choice

/** Two or three classes as segments, more as chips; a single one says nothing. */
@OptIn(ExperimentalLayoutApi::class)
@Composable
internal fun Classes(classes: List<ClassChoice>, onClass: (String) -> Unit) {
    val place = Modifier.sides().padding(top = Space.x8)
    if (classes.size <= SEGMENTS) {
        val chosen = classes.indexOfFirst { it.chosen }
        Choice(classes.map { it.title }, chosen, { onClass(classes[it].classId) }, LocalWords.current.todayClasses, place)
    } else {
        FlowRow(place, horizontalArrangement = Arrangement.spacedBy(Space.x8)) {
            for (each in classes) Chip(each.title, each.chosen, { onClass(each.classId) })
        }
    }
}

private const val SEGMENTS = 3
