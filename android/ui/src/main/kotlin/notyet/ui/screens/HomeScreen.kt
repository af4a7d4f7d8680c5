package notyet.ui.screens

import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.lazy.LazyListScope
import androidx.compose.foundation.lazy.itemsIndexed
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.saveable.rememberSaveable
import androidx.compose.runtime.setValue
import androidx.compose.ui.Modifier
import notyet.core.BannerKind
import notyet.core.HomeScreen
import notyet.core.OutcomeRow
import notyet.core.homeCanDo
import notyet.core.homeHaveLeft
import notyet.core.homeLater
import notyet.core.homeNext
import notyet.core.homeNothingYet
import notyet.core.homeTitle
import notyet.ui.generated.Icons
import notyet.ui.generated.Space
import notyet.ui.parts.Empty
import notyet.ui.parts.Hair
import notyet.ui.parts.Header
import notyet.ui.parts.SectionHead
import notyet.ui.parts.WordButton
import notyet.ui.theme.Look

/** What fills Home. */
typealias HomeData = HomeScreen

/** What a student can do on Home. */
class HomeActions(val onOutcome: (outcome: String) -> Unit = {}, val onBanner: (BannerKind) -> Unit = {}, val onRetry: () -> Unit = {})

/** What a student can do, what they have left, and what comes next. No counts, no order by level. */
@Composable
fun HomeScreen(state: ScreenState<HomeData>, actions: HomeActions, modifier: Modifier = Modifier) {
    OnState(state, actions.onRetry, modifier) { data -> Home(data, actions) }
}

@Composable
private fun Home(data: HomeData, actions: HomeActions) {
    val words = LocalWords.current
    var later by rememberSaveable { mutableStateOf(false) }
    LongColumn(space = Space.x8) {
        item("head") { Header(data.name.ifEmpty { words.homeTitle }, label = data.classLine.ifEmpty { null }) }
        data.banner?.let { item("banner") { BannerOf(it, onAction = actions.onBanner) } }
        val empty = data.empty
        if (empty != null) {
            item("empty") { Empty(empty.title, empty.text) }
            return@LongColumn
        }
        data.next?.let { step ->
            item("next-head") { Head(words.homeNext) }
            item("next") { NextStepCard(step) { actions.onOutcome(step.outcome) } }
        }
        item("can-head") { Head(words.homeCanDo) }
        if (data.canDo.isEmpty()) {
            item("can-none") { Text(words.homeNothingYet, Modifier.sides(), color = Look.colours.ink2, style = Look.type.body) }
        }
        rows(data.canDo, actions.onOutcome)
        if (data.haveLeft.isNotEmpty()) item("left-head") { Head(words.homeHaveLeft) }
        rows(data.haveLeft, actions.onOutcome)
        when {
            data.later.isEmpty() -> Unit
            later -> rows(data.later, actions.onOutcome)
            else -> item("later") {
                WordButton(words.homeLater, { later = true }, Modifier.padding(horizontal = Space.x8), Icons.keyboardArrowDown)
            }
        }
    }
}

@Composable
private fun Head(text: String) = SectionHead(text, Modifier.sides().padding(top = Space.x16))

private fun LazyListScope.rows(rows: List<OutcomeRow>, onOutcome: (String) -> Unit) {
    itemsIndexed(rows, key = { _, row -> row.outcome }) { i, row ->
        Column {
            if (i > 0) Hair(Modifier.padding(bottom = Space.x8))
            OutcomeRowOf(row) { onOutcome(row.outcome) }
        }
    }
}
