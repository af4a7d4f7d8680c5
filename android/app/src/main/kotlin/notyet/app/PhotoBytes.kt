package notyet.app

import notyet.ui.MOST_OF_A_DOCUMENT
import java.io.ByteArrayOutputStream
import java.io.IOException
import java.io.InputStream

/** The largest photo that the core takes, in bytes. */
const val LARGEST_PHOTO = 40 * 1024 * 1024

/** Reads a photo into memory. Beyond [LARGEST_PHOTO] it throws: what the core would refuse must not fill the memory first. */
@Throws(IOException::class)
fun readPhoto(from: InputStream, largest: Int = LARGEST_PHOTO): ByteArray {
    val whole = ByteArrayOutputStream()
    val piece = ByteArray(PIECE)
    while (true) {
        val count = from.read(piece)
        if (count < 0) return whole.toByteArray()
        if (whole.size() + count > largest) throw IOException("more than $largest bytes")
        whole.write(piece, 0, count)
    }
}

/** Reads a file into memory, and no more of a large one than makes it too large for the core. */
@Throws(IOException::class)
fun readDocument(from: InputStream, most: Int = MOST_OF_A_DOCUMENT): ByteArray {
    val whole = ByteArrayOutputStream()
    val piece = ByteArray(PIECE)
    while (whole.size() < most) {
        val count = from.read(piece, 0, minOf(piece.size, most - whole.size()))
        if (count < 0) break
        whole.write(piece, 0, count)
    }
    return whole.toByteArray()
}

/** Whether these bytes are a JPEG, which the core takes as it is; any other kind of picture is turned into one first. */
fun isJpeg(bytes: ByteArray): Boolean =
    bytes.size > 2 && bytes[0] == 0xFF.toByte() && bytes[1] == 0xD8.toByte() && bytes[2] == 0xFF.toByte()

private const val PIECE = 64 * 1024
