package notyet.client

import notyet.core.DraftPlace
import notyet.core.Voices

/** The core's area behind [VoiceClient]. */
internal class RustVoiceClient(private val voices: Voices) :
    VoiceClient,
    AutoCloseable {
    override suspend fun keepVoice(place: DraftPlace, mpeg4: ByteArray) {
        voices.keepVoice(place, mpeg4)
    }

    override suspend fun voiceHeard(place: DraftPlace) {
        voices.heard(place)
    }

    override suspend fun removeVoice(place: DraftPlace) {
        voices.remove(place)
    }

    override suspend fun putBackVoice(place: DraftPlace) {
        voices.putBack(place)
    }

    override suspend fun sound(attachment: String) = voices.sound(attachment)

    override fun close() = voices.close()
}
