package notyet.app

import android.graphics.Bitmap
import android.graphics.ImageDecoder
import android.util.Size
import java.io.ByteArrayOutputStream
import java.io.IOException
import java.nio.ByteBuffer

/** Android's decoder, in memory: small pictures for the screen, and a JPEG from whatever else a photo library holds. */
object Pictures {
    /** About [wide] pixels across, never enlarged; null when it is no picture. */
    fun decode(bytes: ByteArray, wide: Int): Bitmap? = open(bytes) { size ->
        // A cropped tile shows more pixels of its photo than it is wide.
        minOf(1f, wide * SHARPNESS / size.width)
    }

    /** HEIC, PNG, WebP and others as a JPEG, upright and without metadata; null when it is no picture. */
    fun toJpeg(bytes: ByteArray): ByteArray? {
        val bitmap = open(bytes) { size -> minOf(1f, LONGEST / maxOf(size.width, size.height)) } ?: return null
        val jpeg = ByteArrayOutputStream()
        val done = bitmap.compress(Bitmap.CompressFormat.JPEG, QUALITY, jpeg)
        bitmap.recycle()
        return jpeg.toByteArray().takeIf { done }
    }

    private fun open(bytes: ByteArray, scale: (Size) -> Float): Bitmap? = try {
        ImageDecoder.decodeBitmap(ImageDecoder.createSource(ByteBuffer.wrap(bytes))) { decoder, info, _ ->
            decoder.allocator = ImageDecoder.ALLOCATOR_SOFTWARE
            val by = scale(info.size)
            val width = (info.size.width * by).toInt().coerceAtLeast(1)
            decoder.setTargetSize(width, (info.size.height * by).toInt().coerceAtLeast(1))
        }
    } catch (_: IOException) {
        null
    }

    private const val SHARPNESS = 1.5f

    /** Twice what the core keeps, so that its own shrinking is the one that shows. */
    private const val LONGEST = 4096f
    private const val QUALITY = 92
}
