package notyet.ui.screens

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.ExperimentalLayoutApi
import androidx.compose.foundation.layout.FlowRow
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import notyet.core.AlsoChip
import notyet.ui.generated.Space
import notyet.ui.parts.Chip
import notyet.ui.parts.heardAs

/** "Also shows?": at most two outcomes that the work that was saved might show, too; a tap says that it does. */
@OptIn(ExperimentalLayoutApi::class)
@Composable
internal fun AlsoChips(chips: List<AlsoChip>, onAlso: (outcome: String) -> Unit, modifier: Modifier = Modifier) {
    if (chips.isEmpty()) return
    FlowRow(modifier, horizontalArrangement = Arrangement.spacedBy(Space.x8)) {
        for (chip in chips) {
            Chip(chip.text, chip.chosen, { onAlso(chip.outcome) }, Modifier.heardAs(chip.spoken))
        }
    }
}
