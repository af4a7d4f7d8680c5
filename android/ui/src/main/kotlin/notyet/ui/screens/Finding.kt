package notyet.ui.screens

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.ExperimentalLayoutApi
import androidx.compose.foundation.layout.FlowRow
import androidx.compose.runtime.Composable
import androidx.compose.runtime.saveable.listSaver
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.semantics
import notyet.core.TodayRow
import notyet.core.todaySearch
import notyet.core.todayShow
import notyet.core.todayShowAsked
import notyet.core.todayShowEveryone
import notyet.core.todayShowReady
import notyet.core.todayShowWaits
import notyet.ui.generated.Space
import notyet.ui.parts.Chip
import notyet.ui.parts.Field
import java.text.Normalizer

/** Who of a class is to be shown. */
internal enum class Only { Everyone, Waits, Asked, Ready }

/** What a teacher looks for in the class list. */
internal data class Finding(val name: String = "", val only: Only = Only.Everyone) {
    fun fits(row: TodayRow): Boolean {
        val isWanted = when (only) {
            Only.Everyone -> true
            Only.Waits -> row.waits
            Only.Asked -> row.asked
            Only.Ready -> row.ready
        }
        return isWanted && fits(name, row.name)
    }

    companion object {
        val saver = listSaver<Finding, String>({ listOf(it.name, it.only.name) }, { (name, only) -> Finding(name, Only.valueOf(only)) })
    }
}

/** Whether a name holds what is typed of it. */
internal fun fits(typed: String, name: String): Boolean = plain(typed) in plain(name)

/** Small letters without marks: what somebody types who has no key for them. */
private fun plain(text: String) = Normalizer.normalize(text.trim(), Normalizer.Form.NFD).replace(MARKS, "").lowercase()

private val MARKS = Regex("\\p{M}+")

/** The field for a name, and the filters below it. */
@OptIn(ExperimentalLayoutApi::class)
@Composable
internal fun Finding(finding: Finding, onChange: (Finding) -> Unit) {
    val words = LocalWords.current
    val filters = mapOf(
        Only.Everyone to words.todayShowEveryone,
        Only.Waits to words.todayShowWaits,
        Only.Asked to words.todayShowAsked,
        Only.Ready to words.todayShowReady,
    )
    Column(Modifier.sides(), verticalArrangement = Arrangement.spacedBy(Space.x4)) {
        Field(finding.name, { onChange(finding.copy(name = it)) }, words.todaySearch)
        FlowRow(
            Modifier.semantics { contentDescription = words.todayShow },
            horizontalArrangement = Arrangement.spacedBy(Space.x8),
        ) {
            for ((only, word) in filters) Chip(word, only == finding.only, { onChange(finding.copy(only = only)) })
        }
    }
}
