package notyet.ui.parts

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.ExperimentalLayoutApi
import androidx.compose.foundation.layout.FlowRow
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.width
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.clearAndSetSemantics
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.text.style.TextAlign
import androidx.compose.ui.unit.dp
import notyet.ui.generated.Space
import notyet.ui.theme.Look
import notyet.ui.theme.withText

/** One chance that was taken. [spoken] is the whole of it for a reader: level, kind and date. */
data class Place(val sign: SignState, val kind: String, val date: String, val spoken: String)

/**
 * The chances so far, latest last, and then always one open place, named [open]. It wraps and never scrolls; it never says how
 * many there are to be.
 */
@OptIn(ExperimentalLayoutApi::class)
@Composable
fun Places(places: List<Place>, open: String, scale: SignState, modifier: Modifier = Modifier) {
    FlowRow(modifier, horizontalArrangement = Arrangement.spacedBy(Space.x12)) {
        for (place in places) PlaceBox(place)
        PlaceBox(Place(scale.copy(level = null), open, "", open))
    }
}

@Composable
private fun PlaceBox(place: Place) {
    Column(
        Modifier.width(104.dp.withText).padding(vertical = Space.x8)
            .clearAndSetSemantics { contentDescription = place.spoken },
        verticalArrangement = Arrangement.spacedBy(Space.x4),
        horizontalAlignment = Alignment.CenterHorizontally,
    ) {
        Sign(place.sign)
        Text(place.kind, color = Look.colours.ink, style = Look.type.label, textAlign = TextAlign.Center)
        if (place.date.isNotEmpty()) Text(place.date, color = Look.colours.ink2, style = Look.type.small)
    }
}
