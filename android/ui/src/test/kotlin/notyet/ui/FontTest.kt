package notyet.ui

import notyet.ui.samples.SampleWords
import notyet.ui.samples.School
import org.jetbrains.skia.Data
import org.jetbrains.skia.FontMgr
import org.jetbrains.skia.Typeface
import org.junit.Assert.assertEquals
import org.junit.Test

class FontTest {
    private fun typeface(weight: String): Typeface {
        val bytes = checkNotNull(javaClass.getResourceAsStream("/font/NotYetSans-$weight.ttf")).use { it.readBytes() }
        return checkNotNull(FontMgr.default.makeFromData(Data.makeFromBytes(bytes)))
    }

    private fun without(weight: String, texts: List<String>): List<String> = typeface(weight).use { face ->
        texts.flatMap { it.codePoints().toArray().toList() }.distinct()
            .filter { face.getUTF32Glyph(it) == 0.toShort() }
            .map { "U+%04X".format(it) }
    }

    private val marks =
        listOf("‹ › · … – — “ ” ‘ ’ „ « » ¿ ¡ , . : ; ? ! ، ؛ ؟ ٠١٢٣٤٥٦٧٨٩ 0123456789", "\u2068\u2069\u200E\u200F\u200B\u200D")

    @Test
    fun every_name_and_mark_has_a_glyph_in_every_weight() {
        for (weight in listOf("Regular", "Medium", "SemiBold")) {
            val texts = School.names + School.levelWords + SampleWords.everything + marks
            assertEquals(weight, emptyList<String>(), without(weight, texts))
        }
    }

    @Test
    fun a_letter_outside_the_face_is_noticed() {
        assertEquals(listOf("U+0E01"), without("Regular", listOf("Aก")))
    }
}
