package notyet.client

import notyet.core.DraftPlace

/** Voice notes; as [CoreClient], of which it is a part. A draft holds one at most. */
interface VoiceClient {
    /** Keeps a recording with a draft, as the microphone gave it; what was there can be put back. */
    suspend fun keepVoice(place: DraftPlace, mpeg4: ByteArray)

    /** The person has listened to it: what was not heard is not saved. */
    suspend fun voiceHeard(place: DraftPlace)

    /** Takes it out of the draft. */
    suspend fun removeVoice(place: DraftPlace)

    suspend fun putBackVoice(place: DraftPlace)

    /** An MPEG-4 file; null while it is on its way. */
    suspend fun sound(attachment: String): ByteArray?
}
