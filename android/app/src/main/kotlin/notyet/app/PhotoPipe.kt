package notyet.app

import android.content.ContentProvider
import android.content.ContentValues
import android.content.Context
import android.database.Cursor
import android.net.Uri
import android.os.ParcelFileDescriptor
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.SupervisorJob
import kotlinx.coroutines.launch
import java.io.FileNotFoundException
import java.io.IOException
import java.util.UUID

/**
 * Where the camera app puts its photo: a pipe into this process's memory. The place in a photo's metadata never reaches the disk,
 * because the file does not; the core drops it before it writes anything. One photo is awaited at a time, under an address that
 * nobody can guess and that is good for that photo alone.
 */
class PhotoPipe : ContentProvider() {
    override fun onCreate() = true

    override fun openFile(uri: Uri, mode: String): ParcelFileDescriptor {
        // A camera may make sure of the file first; only what it writes is a photo.
        if ('w' !in mode) throw FileNotFoundException("there is nothing to read")
        val tray = awaited?.takeIf { it.name == uri.lastPathSegment } ?: throw FileNotFoundException("no photo is awaited")
        val (from, to) = ParcelFileDescriptor.createReliablePipe()
        reading.launch {
            val bytes = try {
                // Throws when the camera app died half-way; half a photo is none.
                ParcelFileDescriptor.AutoCloseInputStream(from).use { readPhoto(it).also { from.checkError() } }
            } catch (_: IOException) {
                null
            }
            tray.put(bytes)
        }
        return to
    }

    override fun getType(uri: Uri) = "image/jpeg"

    override fun query(uri: Uri, projection: Array<String>?, selection: String?, args: Array<String>?, order: String?): Cursor? = null

    override fun insert(uri: Uri, values: ContentValues?): Uri? = null

    override fun delete(uri: Uri, selection: String?, args: Array<String>?) = 0

    override fun update(uri: Uri, values: ContentValues?, selection: String?, args: Array<String>?) = 0

    /** Receives one photo. */
    class Tray internal constructor(context: Context) {
        internal val name = UUID.randomUUID().toString()
        private val photo = CompletableDeferred<ByteArray?>()

        /** Where the camera writes. */
        val uri: Uri = Uri.Builder().scheme("content").authority("${context.packageName}.photo").appendPath(name).build()

        internal fun put(bytes: ByteArray?) {
            // Some cameras open it once to try, and once for the photo.
            if (bytes?.isEmpty() != true) photo.complete(bytes)
        }

        /** The photo's bytes, as soon as the last has arrived; null when they did not all arrive. */
        suspend fun take(): ByteArray? = photo.await()
    }

    companion object {
        private val reading = CoroutineScope(SupervisorJob() + Dispatchers.IO)

        @Volatile
        private var awaited: Tray? = null

        /** Awaits a photo; who was awaited before is not any more. */
        fun await(context: Context): Tray = Tray(context).also { awaited = it }

        /** Nothing is awaited any more. */
        fun forget(tray: Tray) {
            if (awaited === tray) awaited = null
        }
    }
}
