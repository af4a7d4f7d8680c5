package notyet.ui.parts

import androidx.compose.foundation.background
import androidx.compose.foundation.border
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.defaultMinSize
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.size
import androidx.compose.foundation.shape.CircleShape
import androidx.compose.foundation.shape.RoundedCornerShape
import androidx.compose.material3.Icon
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.graphics.vector.ImageVector
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.text.font.FontWeight
import androidx.compose.ui.text.style.TextAlign
import androidx.compose.ui.unit.Dp
import androidx.compose.ui.unit.dp
import notyet.ui.generated.Corner
import notyet.ui.generated.Size
import notyet.ui.generated.Space
import notyet.ui.theme.Look
import notyet.ui.theme.withText

/** The one action of a screen. There is no disabled form: hide it, or say beside it why. */
@Composable
fun PrimaryButton(text: String, onClick: () -> Unit, modifier: Modifier = Modifier, icon: ImageVector? = null, least: Dp = Size.target) {
    ButtonBody(
        text,
        icon,
        Look.colours.onPrimary,
        least,
        modifier.tap(Corner.card, onTap = onClick).background(Look.colours.primary, Shape),
    )
}

/** A second action, with a border. */
@Composable
fun SecondButton(text: String, onClick: () -> Unit, modifier: Modifier = Modifier, icon: ImageVector? = null, least: Dp = Size.target) {
    val border = modifier.tap(Corner.card, onTap = onClick).border(1.dp, Look.colours.lineStrong, Shape)
    ButtonBody(text, icon, Look.colours.primary, least, border)
}

/** An action in words alone, for headers, banners and the ends of cards. */
@Composable
fun WordButton(
    text: String,
    onClick: () -> Unit,
    modifier: Modifier = Modifier,
    icon: ImageVector? = null,
    colour: Color = Look.colours.primary,
    least: Dp = Size.target,
) = ButtonBody(text, icon, colour, least, modifier.tap(Corner.card, onTap = onClick), Space.x8)

@Composable
private fun ButtonBody(text: String, icon: ImageVector?, colour: Color, least: Dp, modifier: Modifier, side: Dp = Space.x16) {
    Row(
        modifier.defaultMinSize(least, least).padding(horizontal = side, vertical = Space.x8),
        horizontalArrangement = Arrangement.spacedBy(Space.x8, Alignment.CenterHorizontally),
        verticalAlignment = Alignment.CenterVertically,
    ) {
        if (icon != null) Icon(icon, null, Modifier.size(Size.icon.withText), tint = colour)
        Text(text, color = colour, style = Look.type.body.copy(fontWeight = FontWeight.Medium), textAlign = TextAlign.Center)
    }
}

/** An icon that may stand without its word; [spoken] is the word. */
@Composable
fun IconButton(icon: ImageVector, spoken: String, onClick: () -> Unit, modifier: Modifier = Modifier) {
    Box(
        modifier.tap(Corner.chip, onTap = onClick).defaultMinSize(Size.target, Size.target).semantics { contentDescription = spoken },
        contentAlignment = Alignment.Center,
    ) { Icon(icon, null, Modifier.size(Size.icon.withText), tint = Look.colours.ink) }
}

/** The round camera at the hand's side. */
@Composable
fun CameraButton(icon: ImageVector, spoken: String, onClick: () -> Unit, modifier: Modifier = Modifier) {
    Box(
        modifier.tap(Corner.chip, onTap = onClick).background(Look.colours.primary, CircleShape)
            .defaultMinSize(Size.camera, Size.camera).semantics { contentDescription = spoken },
        contentAlignment = Alignment.Center,
    ) { Icon(icon, null, Modifier.size(Size.icon.withText), tint = Look.colours.onPrimary) }
}

private val Shape = RoundedCornerShape(Corner.card)
