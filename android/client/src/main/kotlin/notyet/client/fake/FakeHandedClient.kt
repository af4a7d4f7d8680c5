package notyet.client.fake

import notyet.client.HandedClient
import notyet.client.Told
import notyet.core.CoreException
import notyet.core.DraftPlace
import notyet.core.HandedScreen
import notyet.core.PhotoSize
import notyet.core.WorkDraft
import notyet.core.WorkPlace

/** The tablet of [device] in a student's hands, until it [ended]. */
internal class FakeHandedClient(
    private val device: FakeCoreClient,
    private val student: FakeSchool.Person,
    private val work: FakeOwnWork,
    private val settled: WorkPlace,
) : HandedClient,
    Told by device {
    var ended = false

    private val here = DraftPlace.Work(settled)
    private val voices = work.voices

    override val words get() = device.words

    override val preferences get() = device.preferences

    override suspend fun handed() = held { HandedScreen("For ${student.name}", work.selfAssess(student.id, settled, 1u)) }

    override suspend fun keepDraft(place: WorkPlace, draft: WorkDraft) = held { work.keep(settled, draft) }

    override suspend fun addDraftPhoto(place: WorkPlace, jpeg: ByteArray) = held { work.addPhoto(settled, jpeg) }

    override suspend fun removeDraftPhoto(place: WorkPlace, photo: String) = held { work.removePhoto(settled, photo) }

    override suspend fun saveWork(place: WorkPlace, draft: WorkDraft) = held { work.save(student.id, settled, draft) }

    override suspend fun keepVoice(place: DraftPlace, mpeg4: ByteArray) = held { voices.keep(here, mpeg4) }

    override suspend fun voiceHeard(place: DraftPlace) = held { voices.heard(here) }

    override suspend fun removeVoice(place: DraftPlace) = held { voices.remove(here) }

    override suspend fun putBackVoice(place: DraftPlace) = held { voices.putBack(here) }

    override suspend fun sound(attachment: String) = held { voices.sound(attachment) }

    override suspend fun photo(attachment: String, size: PhotoSize) = held { work.photo(attachment) }

    private fun <T> held(work: () -> T): T {
        if (ended) throw CoreException.Locked()
        return work()
    }
}
