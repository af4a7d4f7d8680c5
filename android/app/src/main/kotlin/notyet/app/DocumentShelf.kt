package notyet.app

import android.content.ContentProvider
import android.content.ContentValues
import android.content.Context
import android.database.Cursor
import android.database.MatrixCursor
import android.net.Uri
import android.os.Handler
import android.os.HandlerThread
import android.os.ParcelFileDescriptor
import android.os.ProxyFileDescriptorCallback
import android.os.storage.StorageManager
import android.provider.OpenableColumns
import notyet.core.DocumentKind
import notyet.core.OpenDocument
import java.io.FileNotFoundException
import java.io.IOException
import java.util.UUID

/**
 * Where another app reads the document that is shown: this process's memory, and never a file. One document lies here at a time, under an
 * address that nobody can guess; it is gone when the next one is shown and when the process ends.
 */
class DocumentShelf : ContentProvider() {
    override fun onCreate() = true

    override fun openFile(uri: Uri, mode: String): ParcelFileDescriptor {
        if (mode != "r") throw FileNotFoundException("documents are read alone")
        val document = at(uri) ?: throw FileNotFoundException("no document is shown")
        val storage = checkNotNull(context).getSystemService(StorageManager::class.java)
        try {
            return storage.openProxyFileDescriptor(ParcelFileDescriptor.MODE_READ_ONLY, Reading(document.bytes), reading)
        } catch (fault: IOException) {
            throw FileNotFoundException("it cannot be read now").apply { initCause(fault) }
        }
    }

    override fun getType(uri: Uri): String? = at(uri)?.type

    /** Viewers ask how long it is, and how to call it. */
    override fun query(uri: Uri, projection: Array<String>?, selection: String?, args: Array<String>?, order: String?): Cursor? {
        val document = at(uri) ?: return null
        val all = mapOf(OpenableColumns.DISPLAY_NAME to document.uri.lastPathSegment, OpenableColumns.SIZE to document.bytes.size)
        val asked = projection?.filter { it in all } ?: all.keys.toList()
        return MatrixCursor(asked.toTypedArray()).apply { addRow(asked.map { all[it] }) }
    }

    override fun insert(uri: Uri, values: ContentValues?): Uri? = null

    override fun delete(uri: Uri, selection: String?, args: Array<String>?) = 0

    override fun update(uri: Uri, values: ContentValues?, selection: String?, args: Array<String>?) = 0

    /** A document, its address and its type. */
    class Shown internal constructor(context: Context, document: OpenDocument) {
        internal val bytes: ByteArray = document.bytes

        /** As other apps know it. */
        val type = if (document.format == DocumentKind.PDF) "application/pdf" else "text/plain"

        /** Where it is read. */
        val uri: Uri = Uri.Builder().scheme("content").authority("${context.packageName}.document")
            .appendPath(UUID.randomUUID().toString())
            .appendPath(if (document.format == DocumentKind.PDF) "document.pdf" else "document.txt")
            .build()
    }

    private class Reading(private val bytes: ByteArray) : ProxyFileDescriptorCallback() {
        override fun onGetSize() = bytes.size.toLong()

        override fun onRead(offset: Long, size: Int, data: ByteArray): Int {
            val count = minOf(size.toLong(), bytes.size - offset).coerceAtLeast(0).toInt()
            bytes.copyInto(data, 0, offset.toInt(), offset.toInt() + count)
            return count
        }

        override fun onRelease() = Unit
    }

    companion object {
        private val reading by lazy { Handler(HandlerThread("documents").apply { start() }.looper) }

        @Volatile
        private var shown: Shown? = null

        private fun at(uri: Uri) = shown?.takeIf { it.uri == uri }

        /** Lays a document here; the one before is gone. */
        fun put(context: Context, document: OpenDocument): Shown = Shown(context, document).also { shown = it }

        /** Nothing lies here any more. */
        fun clear() {
            shown = null
        }
    }
}
