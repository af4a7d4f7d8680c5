package notyet.ui.samples

import androidx.compose.ui.geometry.Offset
import androidx.compose.ui.geometry.Rect
import androidx.compose.ui.graphics.Canvas
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.graphics.ImageBitmap
import androidx.compose.ui.graphics.Paint
import notyet.ui.parts.PhotoSource

/** A page of ruled paper with writing on it, drawn here: no photo of a person's work is in the tests. */
object SamplePhoto {
    val source = PhotoSource { id, wide -> page(id.hashCode(), wide) }

    /** [seed] chooses the writing. */
    fun page(seed: Int, wide: Int, high: Int = wide * 3 / 4): ImageBitmap {
        val image = ImageBitmap(wide, high)
        val canvas = Canvas(image)
        val line = high / 12f
        canvas.drawRect(Rect(0f, 0f, wide.toFloat(), high.toFloat()), Paint().apply { color = Color(0xFFF6F1E4) })
        val rule = Paint().apply {
            color = Color(0xFFBFD3E0)
            strokeWidth = line / 12
        }
        val pencil = Paint().apply {
            color = Color(0xFF4A4A50)
            strokeWidth = line / 5
        }
        for (i in 1..10) {
            val y = line * (i + 0.5f)
            canvas.drawLine(Offset(0f, y), Offset(wide.toFloat(), y), rule)
            val end = wide * (0.5f + ((seed / i) and 3) * 0.12f)
            if (i % 4 != 0) canvas.drawLine(Offset(wide * 0.1f, y - line / 3), Offset(end, y - line / 3), pencil)
        }
        return image
    }
}
