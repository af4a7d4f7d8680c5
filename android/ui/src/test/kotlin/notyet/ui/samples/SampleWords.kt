package notyet.ui.samples

import notyet.core.Words
import java.io.File

/**
 * The static texts of the core's own English files, read without Rust. It follows the two things that they use: an unfolded
 * message on one line, and terms in braces.
 */
object SampleWords {
    private val entry = Regex("""^(-?[a-z][\w-]*) = (.+)$""")
    private val term = Regex("""\{ (-[a-z-]+) }""")

    val english: Words by lazy {
        val folder =
            checkNotNull(
                generateSequence(File("").absoluteFile) {
                    it.parentFile
                }.firstOrNull { File(it, "core/words/texts/en").isDirectory },
            )
        val lines = File(folder, "core/words/texts/en").listFiles().orEmpty().sorted().flatMap { it.readLines() }
        val entries = lines.mapNotNull { entry.find(it)?.destructured }.associate { (key, text) -> key to text }
        val texts = entries.filterKeys { !it.startsWith("-") }
            .mapValues { (_, text) -> term.replace(text) { entries[it.groupValues[1]] ?: it.value } }
            .filterValues { '{' !in it }
        Words(revision = 1u, locale = "en", rightToLeft = false, texts = texts)
    }
}
