package notyet.client

import notyet.core.MarkupPlace

/** Voice notes; as [CoreClient], of which it is a part. A draft holds one at most. */
interface VoiceClient {
    /** Keeps a recording with a draft, as the microphone gave it; what was there can be put back. */
    suspend fun keepVoice(place: MarkupPlace, mpeg4: ByteArray)

    /** The person has listened to it: what was not heard is not saved. */
    suspend fun voiceHeard(place: MarkupPlace)

    /** Takes it out of the draft. */
    suspend fun removeVoice(place: MarkupPlace)

    suspend fun putBackVoice(place: MarkupPlace)

    /** An MPEG-4 file; null while it is on its way. */
    suspend fun sound(attachment: String): ByteArray?
}
