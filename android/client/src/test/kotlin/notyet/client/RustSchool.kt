package notyet.client

import kotlinx.coroutines.flow.first
import kotlinx.coroutines.flow.mapNotNull
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.withTimeout
import notyet.core.Config
import notyet.core.Host
import notyet.core.LogLevel
import notyet.core.Network
import notyet.core.Profiles
import notyet.core.Topic
import java.awt.image.BufferedImage
import java.io.ByteArrayOutputStream
import java.io.File
import java.nio.file.Files
import java.util.concurrent.ConcurrentHashMap
import java.util.concurrent.TimeUnit
import javax.imageio.ImageIO

/** The demonstration school with a larger class behind a server of its own, and devices that reach it. */
class RustSchool :
    CoreContract.Place,
    AutoCloseable {
    private val built = File(checkNotNull(System.getProperty("jna.library.path")) { "where the core was built is not known" })
    private val above = generateSequence(File("").absoluteFile) { it.parentFile }
    private val root = above.first { File(it, FIXTURES).isDirectory }
    private val folder = Files.createTempDirectory("contract").toFile()
    private val devices = mutableListOf<RustProfilesClient>()

    init {
        val roster = File(folder, "roster.zip")
        rosterOfLargerClass(File(root, "$FIXTURES/roster.zip"), MORE_STUDENTS, roster)
        administer("import", "--zone", "America/New_York", roster.path)
        administer("import", "--course", "ELA7", File(root, "$FIXTURES/standards.json").path)
    }

    private val serving = command("serve").redirectError(ProcessBuilder.Redirect.INHERIT).start()
    override val address: String = serving.inputStream.bufferedReader().lineSequence().first { "http://" in it }.substringAfter(" on ")
    override val classCode: String by lazy { code(administer("class-code", "--class", "7B")) }
    override val photo: ByteArray = ByteArrayOutputStream().also {
        ImageIO.write(BufferedImage(64, 48, BufferedImage.TYPE_INT_RGB), "jpeg", it)
    }.toByteArray()

    override val teacher: CoreClient = device().also { device ->
        runBlocking {
            device.joinWithStaffCode(address, staffCode())
            untilArrived(device)
        }
    }

    /** Waits until a teacher's class is here. */
    suspend fun untilArrived(device: CoreClient) = withTimeout(PATIENCE_MS) {
        device.notices(setOf(Topic.ROSTER)).mapNotNull { arrived(device) }.first()
    }

    /** The students are here, and what they are judged on. */
    private suspend fun arrived(device: CoreClient): Unit? {
        val first = device.today(null).students.firstOrNull() ?: return null
        return Unit.takeIf { device.student(first.student).outcomes.isNotEmpty() && hasKinds(device, first.student) }
    }

    private suspend fun hasKinds(device: CoreClient, student: String) = device.conference(student, null, null).kinds.size > 1

    override fun device(): CoreClient = runBlocking { people().place() }

    override fun teachersNetwork(network: Network) = devices.first().setNetwork(network)

    /** A device with nobody on it. */
    fun people(isTablet: Boolean = true): ProfilesClient {
        val config = Config(File(folder, "device-${devices.size}").path, "en", "a device", "0.1.0", isTablet)
        return RustProfilesClient(runBlocking { Profiles.open(config, KeysInMemory()) }).also { devices += it }
    }

    /** Enrols one device of the teacher, once. */
    fun staffCode(): String = code(administer("staff-code", "--user", "Ms Ortiz"))

    override fun close() {
        runBlocking { devices.forEach { it.stop() } }
        serving.destroy()
        serving.waitFor(PATIENCE_MS, TimeUnit.MILLISECONDS)
        folder.deleteRecursively()
    }

    private fun command(name: String, vararg args: String) =
        ProcessBuilder(File(built, "notyet-server").path, name, "--folder", File(folder, "school").path, *args)

    private fun administer(name: String, vararg args: String): String {
        val process = command(name, *args).redirectErrorStream(true).start()
        val said = process.inputStream.bufferedReader().readText()
        check(process.waitFor() == 0) { "notyet-server $name: $said" }
        return said
    }

    /** The code in what the command says: alone on its line, or its last word. */
    private fun code(said: String): String =
        checkNotNull(Regex("""\b[A-Z0-9]{3,}(?:-[A-Z0-9]{2,})+\b|\b[A-Z0-9]{6,}\b""").find(said)) { said }.value

    private companion object {
        const val FIXTURES = "tests/fixtures/demo"
        const val MORE_STUDENTS = 60
        const val PATIENCE_MS = 20_000L
    }
}

private class KeysInMemory : Host {
    private val secrets = ConcurrentHashMap<String, ByteArray>()

    override fun secret(name: String): ByteArray? = secrets[name]

    override fun setSecret(name: String, value: ByteArray) {
        secrets[name] = value
    }

    override fun log(level: LogLevel, line: String) = Unit
}
