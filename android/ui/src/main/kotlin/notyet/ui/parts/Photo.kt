package notyet.ui.parts

import androidx.compose.foundation.Image
import androidx.compose.foundation.background
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.ExperimentalLayoutApi
import androidx.compose.foundation.layout.FlowRow
import androidx.compose.foundation.layout.aspectRatio
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.width
import androidx.compose.foundation.shape.RoundedCornerShape
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.key
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.produceState
import androidx.compose.runtime.remember
import androidx.compose.runtime.setValue
import androidx.compose.runtime.staticCompositionLocalOf
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.draw.clip
import androidx.compose.ui.graphics.ImageBitmap
import androidx.compose.ui.layout.ContentScale
import androidx.compose.ui.layout.onSizeChanged
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.role
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.text.style.TextAlign
import notyet.ui.generated.Corner
import notyet.ui.generated.Size
import notyet.ui.generated.Space
import notyet.ui.theme.Look
import notyet.ui.theme.withText

/** Where pictures come from: the host decodes, the screen names the photo. Null while it is not on this device yet. */
fun interface PhotoSource {
    /** The photo [id], decoded off the main thread, with at least [wide] pixels across where it has them. */
    suspend fun load(id: String, wide: Int): ImageBitmap?
}

/** Set once by the host of the screens; without it every photo is a soft box with its date. */
val LocalPhotos = staticCompositionLocalOf { PhotoSource { _, _ -> null } }

/**
 * A photo that can be shown.
 *
 * @property ready changes to true when the file reached this device, and makes the picture load again.
 * @property date stands in the soft box until the picture is there.
 * @property spoken what a reader hears instead of the picture.
 */
data class PhotoRef(val id: String, val date: String, val spoken: String, val ready: Boolean = true)

/** One photo, 4 : 3, as wide as its [modifier] says. It is never mirrored. */
@Composable
fun Photo(photo: PhotoRef, modifier: Modifier = Modifier, onTap: (() -> Unit)? = null) {
    val source = LocalPhotos.current
    var pixels by remember { mutableStateOf(0) }
    val picture by produceState<ImageBitmap?>(null, photo.id, photo.ready, pixels) {
        if (pixels > 0 && photo.ready) value = source.load(photo.id, pixels)
    }
    val target = if (onTap == null) modifier else modifier.tap(Corner.photo, onTap = onTap)
    Box(
        target.onSizeChanged { pixels = it.width }.aspectRatio(4f / 3f).clip(RoundedCornerShape(Corner.photo)).background(Look.colours.soft)
            .semantics(mergeDescendants = true) {
                role = if (onTap == null) Role.Image else Role.Button
                contentDescription = photo.spoken
            },
        contentAlignment = Alignment.Center,
    ) {
        when (val it = picture) {
            null -> Text(
                photo.date,
                Modifier.padding(Space.x4),
                color = Look.colours.onSoft,
                style = Look.type.small,
                textAlign = TextAlign.Center,
            )
            else -> Image(it, null, Modifier.fillMaxSize(), contentScale = ContentScale.Crop)
        }
    }
}

/** Small photos, newest first; they wrap. */
@OptIn(ExperimentalLayoutApi::class)
@Composable
fun PhotoStrip(photos: List<PhotoRef>, modifier: Modifier = Modifier, onTap: ((PhotoRef) -> Unit)? = null) {
    FlowRow(modifier, horizontalArrangement = Arrangement.spacedBy(Space.x8)) {
        for (photo in photos) {
            key(photo.id) {
                Photo(photo, Modifier.padding(bottom = Space.x8).width(Size.thumb.withText), onTap?.let { { it(photo) } })
            }
        }
    }
}
