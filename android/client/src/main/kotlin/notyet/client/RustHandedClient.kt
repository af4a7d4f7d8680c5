package notyet.client

import notyet.core.CoreException
import notyet.core.DraftPlace
import notyet.core.Handed
import notyet.core.PhotoSize
import notyet.core.Topic
import notyet.core.WorkDraft
import notyet.core.WorkPlace

/** The core's handed tablet behind [HandedClient]. It knows by itself where the work goes. */
class RustHandedClient(private val handed: Handed) :
    HandedClient,
    AutoCloseable {
    override val words get() = handed.words()

    override val preferences get() = handed.preferences()

    override fun sentence(fault: CoreException) = handed.sentence(fault)

    override fun notices(topics: Set<Topic>) = topics.toList().let { all -> noticesOf(all) { handed.observe(all, it) } }

    override suspend fun handed() = handed.screen()

    override suspend fun keepDraft(place: WorkPlace, draft: WorkDraft) = handed.keepDraft(draft)

    override suspend fun addDraftPhoto(place: WorkPlace, jpeg: ByteArray) = handed.addDraftPhoto(jpeg)

    override suspend fun removeDraftPhoto(place: WorkPlace, photo: String) = handed.removeDraftPhoto(photo)

    override suspend fun saveWork(place: WorkPlace, draft: WorkDraft) {
        handed.saveWork(draft)
    }

    override suspend fun keepVoice(place: DraftPlace, mpeg4: ByteArray) = handed.keepVoice(mpeg4)

    override suspend fun voiceHeard(place: DraftPlace) = handed.voiceHeard()

    override suspend fun removeVoice(place: DraftPlace) = handed.removeVoice()

    override suspend fun putBackVoice(place: DraftPlace) = handed.putBackVoice()

    override suspend fun sound(attachment: String) = handed.sound(attachment)

    override suspend fun photo(attachment: String, size: PhotoSize) = handed.photo(attachment, size)

    override fun close() = handed.close()
}
