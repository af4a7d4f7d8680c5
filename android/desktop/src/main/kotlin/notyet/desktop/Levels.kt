package notyet.desktop

import kotlinx.coroutines.runBlocking
import notyet.client.CoreClient
import notyet.core.Sign
import java.io.File

/**
 * Prints every level of a class and why it stands, as this app shows it to its teacher: a line of JSON for each student and each
 * outcome, in the form that `tests/export` describes. Arguments: the device's folder, whose window is closed; the PIN of its first
 * person; the class's title.
 */
fun main(args: Array<String>) = runBlocking {
    val (folder, pin, title) = args
    withFirstPerson(File(folder), "export", pin) { client ->
        val lines = linesOf(client, client.today(null).classes.first { it.title == title }.classId)
        print(lines.sortedBy { it.first }.joinToString("") { it.second + "\n" })
    }
}

/** Each with what it is ordered by: the student, then the outcome. */
private suspend fun linesOf(client: CoreClient, classId: String): List<Pair<String, String>> =
    client.today(classId).students.flatMap { row ->
        client.student(row.student).outcomes.map { outcome ->
            row.student + outcome.outcome to lineOf(client, row.student, outcome.outcome)
        }
    }

private suspend fun lineOf(client: CoreClient, student: String, outcome: String): String {
    val screen = client.studentOutcome(student, outcome)
    val level = screen.head.level.takeIf { screen.head.sign.isLevel }
    val next = screen.change.joinToString(",", "[", "]") { quoted(it) }
    val why = screen.why.joinToString(",", "[", "]") { quoted(it.text) }
    return "{\"level\":${level?.let(::quoted)},\"next\":$next,\"outcome\":${quoted(outcome)},\"student\":${quoted(student)},\"why\":$why}"
}

/** Practice shows a level as well, and is none. */
private val Sign.isLevel get() = level != null && !practiceOnly

/** As JSON writes a text, without the marks that isolate names of another direction. */
private fun quoted(text: String): String = buildString {
    append('"')
    for (letter in text.filterNot { it in ISOLATES }) {
        when {
            letter == '"' || letter == '\\' -> append('\\').append(letter)
            letter < ' ' -> append("\\u%04x".format(letter.code))
            else -> append(letter)
        }
    }
    append('"')
}

private val ISOLATES = '\u2066'..'\u2069'
