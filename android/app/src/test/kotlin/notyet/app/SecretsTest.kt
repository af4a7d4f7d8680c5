package notyet.app

import org.junit.Assert.assertArrayEquals
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNull
import org.junit.Assert.assertThrows
import org.junit.Rule
import org.junit.Test
import org.junit.rules.TemporaryFolder
import java.io.File
import java.io.IOException
import javax.crypto.KeyGenerator

class SecretsTest {
    @get:Rule
    val temporary = TemporaryFolder()

    private val key = KeyGenerator.getInstance("AES").apply { init(256) }.generateKey()
    private val durable = mutableListOf<File>()
    private val folder get() = File(temporary.root, "secrets")
    private val secrets by lazy { Secrets(folder, { durable += it }, { key }) }
    private val secret = ByteArray(32) { it.toByte() }

    @Test
    fun `a secret comes back as it was set, and one that was never set is absent`() {
        assertNull(secrets.read("database-key"))
        secrets.write("database-key", secret)
        assertArrayEquals(secret, secrets.read("database-key"))
        secrets.write("database-key", secret.reversedArray())
        assertArrayEquals(secret.reversedArray(), secrets.read("database-key"))
    }

    @Test
    fun `a secret is durable with its folder and leaves no half-written file`() {
        secrets.write("database-key", secret)
        assertEquals(listOf(folder, temporary.root), durable)
        assertEquals(listOf("database-key"), folder.list()!!.toList())
    }

    @Test
    fun `the disk holds nothing of the secret`() {
        secrets.write("database-key", secret)
        val stored = String(File(folder, "database-key").readBytes(), Charsets.ISO_8859_1)
        assertFalse(String(secret.copyOf(8), Charsets.ISO_8859_1) in stored)
    }

    @Test
    fun `every changed byte, and a file cut short anywhere, is refused`() {
        secrets.write("database-key", secret)
        val file = File(folder, "database-key")
        val whole = file.readBytes()
        for (at in whole.indices) {
            file.writeBytes(whole.copyOf().also { it[at] = (it[at].toInt() xor 1).toByte() })
            assertThrows("byte $at", IOException::class.java) { secrets.read("database-key") }
            file.writeBytes(whole.copyOf(at))
            assertThrows("length $at", IOException::class.java) { secrets.read("database-key") }
        }
    }

    @Test
    fun `a secret does not open under another name or with another key`() {
        secrets.write("database-key", secret)
        File(folder, "database-key").copyTo(File(folder, "token"))
        assertThrows(IOException::class.java) { secrets.read("token") }
        val other = KeyGenerator.getInstance("AES").apply { init(256) }.generateKey()
        assertThrows(IOException::class.java) { Secrets(folder, {}, { other }).read("database-key") }
    }

    @Test
    fun `a name that leads out of the folder is refused`() {
        assertThrows(IllegalArgumentException::class.java) { secrets.read("../database") }
        assertThrows(IllegalArgumentException::class.java) { secrets.write("", secret) }
    }
}
