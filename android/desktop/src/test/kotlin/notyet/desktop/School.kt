package notyet.desktop

import java.io.File
import java.nio.file.Files
import java.util.concurrent.TimeUnit

/** The demonstration school behind the real server's program, in a folder of its own. */
class School : AutoCloseable {
    val folder: File = Files.createTempDirectory("school").toFile()
    private val built = File(checkNotNull(System.getProperty("jna.library.path")) { "where the core was built is not known" })
    private val fixtures = checkNotNull(
        generateSequence(File("").absoluteFile) { it.parentFile }.map { it.resolve("tests/fixtures/demo") }.firstOrNull { it.isDirectory },
    )

    init {
        say("import", "--zone", "America/New_York", fixtures.resolve("roster.zip").path)
        say("import", "--course", "ELA7", fixtures.resolve("standards.json").path)
    }

    private val serving = command("serve").redirectError(ProcessBuilder.Redirect.INHERIT).start()
    val address: String = serving.inputStream.bufferedReader().readLine().removePrefix("listening on ")

    fun staffCode(): String = say("staff-code", "--user", "Ms Ortiz").lines().first()

    fun classCode(): String = say("class-code", "--class", "7B").lines().first()

    override fun close() {
        serving.destroy()
        serving.waitFor(PATIENCE_S, TimeUnit.SECONDS)
        folder.deleteRecursively()
    }

    private fun say(name: String, vararg args: String): String {
        val process = command(name, *args).redirectErrorStream(true).start()
        val said = process.inputStream.bufferedReader().readText()
        check(process.waitFor() == 0) { said }
        return said
    }

    private fun command(name: String, vararg args: String) =
        ProcessBuilder(built.resolve("notyet-server").path, name, "--folder", folder.resolve("server").path, *args)

    private companion object {
        const val PATIENCE_S = 10L
    }
}
