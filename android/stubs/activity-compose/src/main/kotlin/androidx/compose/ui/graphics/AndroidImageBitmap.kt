// The desktop build of Compose has no Android bitmaps. The facade's name is that of androidx.compose.ui 1.5.
@file:JvmName("AndroidImageBitmap_androidKt")

package androidx.compose.ui.graphics

import android.graphics.Bitmap

fun Bitmap.asImageBitmap(): ImageBitmap = throw NotImplementedError("stub")
