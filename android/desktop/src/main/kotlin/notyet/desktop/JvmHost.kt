package notyet.desktop

import notyet.core.Host
import notyet.core.HostException
import notyet.core.LogLevel
import java.io.File
import java.io.IOException
import java.nio.channels.FileChannel
import java.nio.file.Files
import java.nio.file.StandardCopyOption
import java.nio.file.StandardOpenOption
import java.nio.file.attribute.PosixFilePermissions

/**
 * The JVM's stand-in for a platform's key store and log: a secret is a file that only its owner may read, beside the person's
 * folder's data; log lines go to standard error.
 */
class JvmHost(private val folder: File, private val name: String) : Host {
    override fun secret(name: String): ByteArray? = try {
        file(name).takeIf { it.exists() }?.readBytes()
    } catch (fault: IOException) {
        throw HostException.Unavailable(fault.toString())
    }

    /** Durable before it returns: a database whose key was lost is lost. */
    override fun setSecret(name: String, value: ByteArray) = try {
        val ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
        Files.createDirectories(secrets.toPath(), ownerOnly)
        val whole = file(name).toPath()
        val part = whole.resolveSibling("$name.part")
        Files.deleteIfExists(part)
        Files.createFile(part, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))
        FileChannel.open(part, StandardOpenOption.WRITE).use { channel ->
            channel.write(java.nio.ByteBuffer.wrap(value))
            channel.force(true)
        }
        Files.move(part, whole, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING)
        FileChannel.open(secrets.toPath(), StandardOpenOption.READ).use { it.force(true) }
        Unit
    } catch (fault: IOException) {
        throw HostException.Unavailable(fault.toString())
    }

    override fun log(level: LogLevel, line: String) = System.err.println("$name: ${level.name.lowercase()}: $line")

    private val secrets get() = folder.resolve("secrets")

    private fun file(name: String): File {
        require(name.matches(Regex("[a-z0-9-]+"))) { "the core names its secrets in lower-case letters, digits and dashes" }
        return secrets.resolve(name)
    }
}
