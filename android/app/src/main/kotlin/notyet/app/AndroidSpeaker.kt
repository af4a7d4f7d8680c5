package notyet.app

import android.content.Context
import android.media.AudioAttributes
import android.media.AudioDeviceInfo
import android.media.AudioManager
import android.media.MediaDataSource
import android.media.MediaPlayer
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.withContext
import notyet.ui.state.Played
import notyet.ui.state.Speaker
import java.io.IOException

/**
 * Android's player, fed from memory. At the ear it plays as a call does: in the earpiece, or in what is plugged in or worn. A tablet
 * without either plays nothing there.
 */
class AndroidSpeaker(private val context: Context) : Speaker {
    override suspend fun play(mpeg4: ByteArray, aloud: Boolean, onPlaying: () -> Unit): Played {
        val audio = context.getSystemService(AudioManager::class.java)
        val devices = audio.getDevices(AudioManager.GET_DEVICES_OUTPUTS).map { it.type }
        // Headphones hear what is played; the earpiece hears calls alone.
        val asCall = !aloud && devices.none { it in WORN }
        return if (aloud || hasEar(devices)) sound(audio, mpeg4, asCall, onPlaying) else Played.NoEar
    }

    private suspend fun sound(audio: AudioManager, mpeg4: ByteArray, asCall: Boolean, onPlaying: () -> Unit): Played {
        val before = audio.mode
        val player = MediaPlayer()
        val ended = CompletableDeferred<Played>()
        return try {
            if (asCall) audio.mode = AudioManager.MODE_IN_COMMUNICATION
            player.setAudioAttributes(attributes(asCall))
            player.setOnCompletionListener { ended.complete(Played.Whole) }
            player.setOnErrorListener { _, _, _ -> ended.complete(Played.Not) }
            withContext(Dispatchers.IO) {
                player.setDataSource(Memory(mpeg4))
                player.prepare()
            }
            player.start()
            onPlaying()
            ended.await()
        } catch (_: IOException) {
            Played.Not
        } catch (_: IllegalStateException) {
            Played.Not
        } finally {
            player.release()
            if (asCall) audio.mode = before
        }
    }

    private fun attributes(asCall: Boolean) = AudioAttributes.Builder()
        .setUsage(if (asCall) AudioAttributes.USAGE_VOICE_COMMUNICATION else AudioAttributes.USAGE_MEDIA)
        .setContentType(AudioAttributes.CONTENT_TYPE_SPEECH)
        .build()

    /** Bytes as a file that nobody wrote. */
    private class Memory(private val bytes: ByteArray) : MediaDataSource() {
        override fun readAt(position: Long, buffer: ByteArray, offset: Int, size: Int): Int {
            val count = minOf(size.toLong(), bytes.size - position).toInt()
            if (count <= 0) return -1
            bytes.copyInto(buffer, offset, position.toInt(), position.toInt() + count)
            return count
        }

        override fun getSize() = bytes.size.toLong()

        override fun close() = Unit
    }

    companion object {
        /** What is plugged in or worn, so that one person alone hears it. */
        private val WORN = setOf(
            AudioDeviceInfo.TYPE_WIRED_HEADSET,
            AudioDeviceInfo.TYPE_WIRED_HEADPHONES,
            AudioDeviceInfo.TYPE_USB_HEADSET,
            AudioDeviceInfo.TYPE_BLUETOOTH_A2DP,
            AudioDeviceInfo.TYPE_BLE_HEADSET,
            AudioDeviceInfo.TYPE_HEARING_AID,
        )

        /** Whether one person alone can hear what is played, given the kinds of what can play. */
        fun hasEar(devices: List<Int>) = devices.any { it in WORN || it == AudioDeviceInfo.TYPE_BUILTIN_EARPIECE }
    }
}
