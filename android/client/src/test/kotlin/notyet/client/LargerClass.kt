package notyet.client

import java.io.File
import java.util.zip.ZipEntry
import java.util.zip.ZipFile
import java.util.zip.ZipOutputStream

/** The roster of a school with more students in class 7B, so that each test has some of its own. */
fun rosterOfLargerClass(roster: File, more: Int, into: File) {
    ZipFile(roster).use { zip ->
        ZipOutputStream(into.outputStream()).use { out ->
            for (entry in zip.entries()) {
                out.putNextEntry(ZipEntry(entry.name))
                val text = zip.getInputStream(entry).reader().readText().trimEnd('\n')
                val added = (1..more).mapNotNull { added(entry.name, it.toString().padStart(2, '0')) }
                out.write((listOf(text) + added).joinToString("\n", postfix = "\n").toByteArray())
            }
        }
    }
}

private fun added(file: String, nth: String): String? = when (file) {
    "users.csv" -> "more-$nth,,,true,more.$nth,,More,Student $nth,,,,,,,07,,,,,,harbor-street,,,,yes"
    "roles.csv" -> "role-more-$nth,,,more-$nth,primary,student,2026-08-31,,harbor-street,"
    "enrollments.csv" -> "enr-7b-more-$nth,,,class-7b,harbor-street,more-$nth,student,false,2026-08-31,"
    else -> null
}
