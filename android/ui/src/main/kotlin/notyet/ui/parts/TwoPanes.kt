package notyet.ui.parts

import androidx.compose.foundation.background
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxHeight
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.foundation.layout.width
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.unit.Dp
import androidx.compose.ui.unit.dp
import notyet.ui.theme.Look

/** A list of [listWidth] and, beside it, what was picked from it; from 840 dp on. */
@Composable
fun TwoPanes(list: @Composable () -> Unit, modifier: Modifier = Modifier, listWidth: Dp = 360.dp, detail: @Composable () -> Unit) {
    Row(modifier.fillMaxSize()) {
        Box(Modifier.width(listWidth).fillMaxHeight()) { list() }
        Box(Modifier.width(1.dp).fillMaxHeight().background(Look.colours.hair))
        Box(Modifier.weight(1f).fillMaxHeight()) { detail() }
    }
}
