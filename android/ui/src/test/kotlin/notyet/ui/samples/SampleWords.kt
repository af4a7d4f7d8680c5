package notyet.ui.samples

import notyet.core.Words
import java.io.File

/**
 * The texts of the core's own files, read without Rust. It follows the three things that static ones use: an unfolded message on
 * one line, terms in braces, and numbers in braces, which Arabic writes in its own digits.
 */
object SampleWords {
    private val entry = Regex("""^(-?[A-Za-z][\w-]*) = (.+)$""")
    private val term = Regex("""\{ (-[A-Za-z-]+) }""")
    private val number = Regex("""\{ (\d+) }""")
    private val variant = Regex("""^ *\*?\[\w+] (.+)$""")

    val english: Words by lazy { read("en") }
    val spanish: Words by lazy { read("es") }
    val arabic: Words by lazy { read("ar") }

    /** Every text as it stands in the files, whatever it takes: each letter of it needs a glyph. */
    val everything: List<String> by lazy { listOf("en", "es", "ar").flatMap(::lines) }

    /** The texts that stand on one line, by key; arguments are in braces still. */
    fun entries(locale: String): Map<String, String> {
        val all = lines(locale).mapNotNull { entry.find(it)?.destructured }.associate { (key, text) -> key to text }
        return all.filterKeys { !it.startsWith("-") }.filterValues { "->" !in it }
            .mapValues { (_, text) -> term.replace(text) { all[it.groupValues[1]] ?: it.value } }
            .mapValues { (_, text) -> number.replace(text) { digits(it.groupValues[1], locale) } }
    }

    /** What a text chooses from, in its order. */
    fun variants(locale: String, key: String): List<String> =
        lines(locale).dropWhile { !it.startsWith("$key = ") }.drop(1).takeWhile { !it.startsWith("}") }
            .mapNotNull { variant.find(it)?.groupValues?.get(1) }

    private fun lines(locale: String): List<String> {
        val above = generateSequence(File("").absoluteFile) { it.parentFile }
        val folder = checkNotNull(above.map { File(it, "core/words/texts/$locale") }.firstOrNull { it.isDirectory })
        return folder.listFiles().orEmpty().sorted().flatMap { it.readLines() }
    }

    private fun read(locale: String) =
        Words(revision = 1u, locale = locale, rightToLeft = locale == "ar", texts = entries(locale).filterValues { '{' !in it })

    private fun digits(number: String, locale: String) = if (locale == "ar") number.map { '٠' + (it - '0') }.joinToString("") else number
}
