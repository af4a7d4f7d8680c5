package notyet.app

import android.Manifest
import android.app.Activity
import android.content.pm.PackageManager
import android.media.MediaRecorder
import android.os.Build
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.withContext
import notyet.ui.state.Microphone
import notyet.ui.state.NoVoice
import notyet.ui.state.Recording
import java.io.File
import java.io.IOException
import java.io.RandomAccessFile

/**
 * The phone's microphone, in AAC of 32 kbit/s. The recorder needs a file to go back and forth in; it has no name from the first byte
 * on, so that no other app finds it and it is gone when the process is.
 */
class AndroidMicrophone(private val activity: Activity, private val questions: Questions) : Microphone {
    private class Running(val recorder: MediaRecorder, val file: RandomAccessFile)

    private var running: Running? = null

    override suspend fun begin(): NoVoice? {
        val isThere = activity.packageManager.hasSystemFeature(PackageManager.FEATURE_MICROPHONE)
        if (isThere && !isGranted()) questions.grant(Manifest.permission.RECORD_AUDIO)
        return refusal(isThere, isGranted()) ?: withContext(Dispatchers.IO) { lack() ?: open() }
    }

    override suspend fun end(): Recording = withContext(Dispatchers.IO) {
        val now = running ?: return@withContext Recording.Nothing(NoVoice.Cut)
        running = null
        try {
            now.recorder.stop()
            Recording.Sound(whole(now.file))
        } catch (_: IllegalStateException) {
            Recording.Nothing(NoVoice.Cut)
        } catch (_: IOException) {
            Recording.Nothing(lack() ?: NoVoice.Cut)
        } catch (@Suppress("TooGenericExceptionCaught") _: RuntimeException) {
            // Android's word for a recording in which nothing was written.
            Recording.Nothing(lack() ?: NoVoice.TooShort)
        } finally {
            now.recorder.release()
            now.file.close()
        }
    }

    private fun isGranted() = activity.checkSelfPermission(Manifest.permission.RECORD_AUDIO) == PackageManager.PERMISSION_GRANTED

    private fun open(): NoVoice? = try {
        start(nameless(activity.noBackupFilesDir))
    } catch (_: IOException) {
        NoVoice.Full
    }

    private fun start(file: RandomAccessFile): NoVoice? {
        val recorder = recorder()
        return try {
            recorder.setAudioSource(MediaRecorder.AudioSource.MIC)
            recorder.setOutputFormat(MediaRecorder.OutputFormat.MPEG_4)
            recorder.setAudioEncoder(MediaRecorder.AudioEncoder.AAC)
            recorder.setAudioChannels(1)
            recorder.setAudioSamplingRate(SAMPLES)
            recorder.setAudioEncodingBitRate(BITS)
            recorder.setOutputFile(file.fd)
            recorder.prepare()
            recorder.start()
            running = Running(recorder, file)
            null
        } catch (_: IOException) {
            close(recorder, file)
        } catch (_: IllegalStateException) {
            // A call, or another app that listens.
            close(recorder, file)
        }
    }

    private fun close(recorder: MediaRecorder, file: RandomAccessFile): NoVoice {
        recorder.release()
        file.close()
        return NoVoice.Cut
    }

    @Suppress("DEPRECATION") // The only one before Android 12.
    private fun recorder() = if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.S) MediaRecorder(activity) else MediaRecorder()

    private fun lack() = lackOfRoom(activity.noBackupFilesDir.usableSpace)

    companion object {
        private const val SAMPLES = 24_000
        private const val BITS = 32_000

        /** Room for a minute, and for the core to keep it. */
        private const val ROOM_BYTES = 4L shl 20

        /** Why nobody may listen, if so: there is nothing to listen with, or Android was told no. */
        fun refusal(isThere: Boolean, isGranted: Boolean): NoVoice? = when {
            !isThere -> NoVoice.Absent
            !isGranted -> NoVoice.Refused
            else -> null
        }

        /** Whether so much room is too little to begin with. */
        fun lackOfRoom(bytes: Long): NoVoice? = if (bytes < ROOM_BYTES) NoVoice.Full else null

        /** A file that is open and in no folder. */
        @Throws(IOException::class)
        fun nameless(folder: File): RandomAccessFile {
            val named = File.createTempFile("voice", null, folder)
            return RandomAccessFile(named, "rw").also { named.delete() }
        }

        /** All that was written. */
        @Throws(IOException::class)
        fun whole(file: RandomAccessFile): ByteArray {
            val bytes = ByteArray(file.length().toInt())
            file.seek(0)
            file.readFully(bytes)
            return bytes
        }
    }
}
