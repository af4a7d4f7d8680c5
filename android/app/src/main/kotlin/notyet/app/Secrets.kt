package notyet.app

import java.io.File
import java.io.IOException
import java.nio.ByteBuffer
import java.nio.channels.FileChannel
import java.nio.file.Files
import java.nio.file.StandardCopyOption
import java.nio.file.StandardOpenOption
import java.security.GeneralSecurityException
import javax.crypto.AEADBadTagException
import javax.crypto.Cipher
import javax.crypto.SecretKey
import javax.crypto.spec.GCMParameterSpec

/**
 * Secrets as files, each sealed by a key that this class never sees the bytes of. Knows nothing of Android: where the key comes
 * from, and how a folder is made durable, is handed in.
 *
 * A file is one byte of format, one of the nonce's length, the nonce, and the sealed bytes; the secret's name is bound to them.
 */
class Secrets(
    private val folder: File,
    private val makeDurable: (folder: File) -> Unit,
    private val key: () -> SecretKey,
) {
    /**
     * Null when it was never set.
     *
     * @throws IOException when it cannot be read or was changed.
     * @throws GeneralSecurityException when the key is not there or not usable now.
     */
    fun read(name: String): ByteArray? {
        val file = file(name)
        if (!file.exists()) return null
        val whole = file.readBytes()
        val nonceEnd = HEAD + (whole.getOrNull(1)?.toInt() ?: 0)
        if (whole.firstOrNull() != FORMAT || nonceEnd !in HEAD + 1 until whole.size) throw IOException("$name is not a sealed secret")
        return try {
            with(Cipher.getInstance(CIPHER)) {
                init(Cipher.DECRYPT_MODE, key(), GCMParameterSpec(TAG_BITS, whole, HEAD, nonceEnd - HEAD))
                updateAAD(name.toByteArray())
                doFinal(whole, nonceEnd, whole.size - nonceEnd)
            }
        } catch (changed: AEADBadTagException) {
            throw IOException("$name does not open with this device's key", changed)
        }
    }

    /** Durable before it returns: a database whose key was lost is lost. Throws as [read]. */
    fun write(name: String, secret: ByteArray) {
        val whole = file(name)
        val sealed = with(Cipher.getInstance(CIPHER)) {
            // The key store draws the nonce; it takes none from an app.
            init(Cipher.ENCRYPT_MODE, key())
            updateAAD(name.toByteArray())
            byteArrayOf(FORMAT, iv.size.toByte()) + iv + doFinal(secret)
        }
        Files.createDirectories(folder.toPath())
        val part = File(folder, "$name.part")
        val how = arrayOf(StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)
        FileChannel.open(part.toPath(), *how).use { channel ->
            val rest = ByteBuffer.wrap(sealed)
            while (rest.hasRemaining()) channel.write(rest)
            channel.force(true)
        }
        Files.move(part.toPath(), whole.toPath(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING)
        makeDurable(folder)
        makeDurable(checkNotNull(folder.absoluteFile.parentFile) { "secrets stand in a folder of the app" })
    }

    private fun file(name: String): File {
        require(name.matches(NAME)) { "secrets are named in lower-case letters, digits and dashes" }
        return File(folder, name)
    }

    private companion object {
        const val CIPHER = "AES/GCM/NoPadding"
        const val TAG_BITS = 128
        const val FORMAT: Byte = 1
        const val HEAD = 2
        val NAME = Regex("[a-z0-9-]+")
    }
}
