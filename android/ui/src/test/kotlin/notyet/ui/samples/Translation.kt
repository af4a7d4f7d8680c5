package notyet.ui.samples

import sun.misc.Unsafe
import java.lang.reflect.Modifier

/**
 * Sample records in another language. What a record says in English is looked for among the English texts, and said by the same
 * text of the other language; what people wrote stays as they wrote it.
 */
class Translation(locale: String) {
    private class Said(val pattern: Regex, val names: List<String>, val literal: Int, val text: String)

    private val months = SampleWords.variants("en", "date-short").zip(SampleWords.variants(locale, "date-short")).toMap()
    private val whole: Map<String, String>
    private val parts: List<Said>

    init {
        val (english, other) = SampleWords.entries("en") to SampleWords.entries(locale)
        val pairs = english.filterKeys { it in other }.map { (key, text) -> text to other.getValue(key) }
        whole = pairs.filter { '{' !in it.first }.toMap()
        parts = pairs.filter { '{' in it.first }.map { (from, to) -> said(from, to) }.filter { it.literal >= LETTERS }
            .sortedByDescending { it.literal }
    }

    private fun said(from: String, to: String): Said {
        val literals = argument.split(from)
        val pattern = literals.joinToString("(.+?)") { Regex.escape(it) }
        val names = argument.findAll(from).map { it.groupValues[1] }.toList()
        return Said(Regex(pattern), names, literals.sumOf { literal -> literal.count(Char::isLetter) }, to)
    }

    /** One text in this language, or as it is. */
    fun of(text: String): String = whole[text]
        ?: DATE.matchEntire(text)?.let { found -> months[found.groupValues[2]]?.let { "${found.groupValues[1]} $it" } }
        ?: parts.firstNotNullOfOrNull { said ->
            said.pattern.matchEntire(text)?.groupValues?.drop(1)?.let { given ->
                val values = said.names.zip(given.map(::of)).toMap()
                argument.replace(said.text) { values[it.groupValues[1]] ?: it.value }
            }
        }
        ?: text

    /** The same record with its texts in this language. */
    @Suppress("UNCHECKED_CAST")
    fun <T> of(record: T): T = when {
        record is String -> of(record) as T
        record is List<*> -> record.map { of(it) } as T
        record == null || record is Enum<*> || !record.javaClass.name.startsWith("notyet.core.") -> record
        else -> copy(record)
    }

    private fun <T : Any> copy(record: T): T {
        @Suppress("UNCHECKED_CAST")
        val made = unsafe.allocateInstance(record.javaClass) as T
        for (field in record.javaClass.declaredFields.filterNot { Modifier.isStatic(it.modifiers) }) {
            field.isAccessible = true
            field.set(made, of(field.get(record)))
        }
        return made
    }

    private companion object {
        /** A text with fewer letters of its own fits too many sentences. */
        const val LETTERS = 4
        val argument = Regex("""\{ \$([a-z-]+) }""")
        val DATE = Regex("""(\d+) ([A-Z][a-z]{2})""")
        val unsafe: Unsafe = Unsafe::class.java.getDeclaredField("theUnsafe").apply { isAccessible = true }.get(null) as Unsafe
    }
}
