package notyet.ui.screens

import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.CustomAccessibilityAction
import androidx.compose.ui.semantics.customActions
import androidx.compose.ui.semantics.semantics
import notyet.core.TodayRow
import notyet.core.Words
import notyet.core.actionClose
import notyet.core.todayHere
import notyet.core.todayLater
import notyet.core.todayNotHere
import notyet.core.todayNotLater
import notyet.ui.parts.SecondButton
import notyet.ui.parts.Sheet

/** What a teacher may say of a name: its word, and what a tap on it does. */
private class Mark(val word: String, val onTap: () -> Unit)

/** Whoever is not here is not put off as well. */
private fun marks(row: TodayRow, words: Words, actions: TodayActions): List<Mark> {
    val here = if (row.isHere) words.todayNotHere else words.todayHere
    val later = if (row.isLater) words.todayNotLater else words.todayLater
    return listOfNotNull(
        Mark(here) { actions.onHere(row.student, !row.isHere) },
        Mark(later) { actions.onLater(row.student, !row.isLater) }.takeIf { row.isHere },
    )
}

/** What else can be done with a name: "Not here today", "Later", or what takes them back. */
@Composable
internal fun MarkSheet(row: TodayRow?, actions: TodayActions, onClose: () -> Unit) {
    val words = LocalWords.current
    Sheet(row != null, row?.name.orEmpty(), words.actionClose, onClose) {
        for (mark in row?.let { marks(it, words, actions) }.orEmpty()) {
            val tapped = {
                onClose()
                mark.onTap()
            }
            SecondButton(mark.word, tapped, Modifier.fillMaxWidth())
        }
    }
}

/** The same for a screen reader, which needs no sheet for it. */
internal fun Modifier.marked(row: TodayRow, words: Words, actions: TodayActions): Modifier = semantics {
    customActions = marks(row, words, actions).map { mark ->
        CustomAccessibilityAction(mark.word) {
            mark.onTap()
            true
        }
    }
}
