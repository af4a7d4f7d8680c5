package notyet.ui.screens

import androidx.compose.foundation.background
import androidx.compose.foundation.border
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.shape.RoundedCornerShape
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.heading
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp
import notyet.core.CellLight
import notyet.core.RubricCell
import notyet.core.RubricRow
import notyet.core.outcomeNextLevel
import notyet.core.outcomePresent
import notyet.ui.generated.Corner
import notyet.ui.generated.Size
import notyet.ui.generated.Space
import notyet.ui.parts.Sign
import notyet.ui.theme.Look

/** One row of the rubric, lowest level first: the present level lit, the one above it readable, the rest quiet. */
@Composable
internal fun RubricRowOf(row: RubricRow) {
    Column(verticalArrangement = Arrangement.spacedBy(Space.x8)) {
        if (row.title.isNotEmpty()) {
            Text(row.title, Modifier.semantics { heading() }, color = Look.colours.ink, style = Look.type.label)
        }
        for (cell in row.cells) Cell(cell)
    }
}

@Composable
private fun Cell(cell: RubricCell) {
    val colours = Look.colours
    val shape = RoundedCornerShape(Corner.card)
    val frame = when (cell.light) {
        CellLight.PRESENT -> Modifier.background(colours.soft, shape).border(Size.chosen, colours.primary, shape)
        CellLight.NEXT -> Modifier.background(colours.raised, shape).border(1.dp, colours.lineStrong, shape)
        CellLight.DIMMED -> Modifier
    }
    val ink = when (cell.light) {
        CellLight.PRESENT -> colours.onSoft
        CellLight.NEXT -> colours.ink
        CellLight.DIMMED -> colours.ink2
    }
    val note = when (cell.light) {
        CellLight.PRESENT -> LocalWords.current.outcomePresent
        CellLight.NEXT -> LocalWords.current.outcomeNextLevel
        CellLight.DIMMED -> null
    }
    Row(
        frame.fillMaxWidth().padding(Space.x12).semantics(mergeDescendants = true) {},
        horizontalArrangement = Arrangement.spacedBy(Space.x12),
    ) {
        Sign(cell.sign.state, colour = if (cell.light == CellLight.DIMMED) colours.ink2 else colours.primary)
        Column(Modifier.weight(1f), verticalArrangement = Arrangement.spacedBy(Space.x4)) {
            if (note != null) Text(note, color = ink, style = Look.type.label)
            Text(cell.word, color = ink, style = Look.type.label)
            Text(cell.text, color = ink, style = if (cell.light == CellLight.DIMMED) Look.type.label else Look.type.body)
        }
    }
}
