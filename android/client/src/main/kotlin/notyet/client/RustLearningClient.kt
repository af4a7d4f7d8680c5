package notyet.client

import notyet.core.Learning
import notyet.core.Reply
import notyet.core.Sureness
import notyet.core.WorkDraft
import notyet.core.WorkPlace

/** The core's learning area behind [LearningClient]. */
internal class RustLearningClient(private val learning: Learning) :
    LearningClient,
    AutoCloseable {
    override suspend fun home() = learning.home()

    override suspend fun outcome(outcome: String) = learning.outcome(outcome)

    override suspend fun selfAssess(place: WorkPlace) = learning.selfAssess(place)

    override suspend fun addEvidence() = learning.addEvidence()

    override suspend fun evidence(piece: String, outcome: String?) = learning.evidence(piece, outcome)

    override suspend fun keepDraft(place: WorkPlace, draft: WorkDraft) {
        learning.keepDraft(place, draft)
    }

    override suspend fun addDraftPhoto(place: WorkPlace, jpeg: ByteArray) {
        learning.addDraftPhoto(place, jpeg)
    }

    override suspend fun removeDraftPhoto(place: WorkPlace, photo: String) {
        learning.removeDraftPhoto(place, photo)
    }

    override suspend fun saveWork(place: WorkPlace, draft: WorkDraft) {
        learning.saveWork(place, draft)
    }

    override suspend fun showJudgement(piece: String) {
        learning.showJudgement(piece)
    }

    override suspend fun feedback() = learning.feedback()

    override suspend fun thread(feedback: String) = learning.thread(feedback)

    override suspend fun readFeedback(feedback: String) {
        learning.readFeedback(feedback)
    }

    override suspend fun keepReply(feedback: String, reply: Reply, text: String) {
        learning.keepReply(feedback, reply, text)
    }

    override suspend fun saveReply(feedback: String, reply: Reply, text: String) {
        learning.saveReply(feedback, reply, text)
    }

    override suspend fun understand(feedback: String) {
        learning.understand(feedback)
    }

    override suspend fun keepWords(outcome: String, text: String) {
        learning.keepWords(outcome, text)
    }

    override suspend fun saveWords(outcome: String, text: String) {
        learning.saveWords(outcome, text)
    }

    override suspend fun sayReady(outcome: String, sure: Sureness) {
        learning.sayReady(outcome, sure)
    }

    override suspend fun takeBack() {
        learning.takeBack()
    }

    override suspend fun leaveWork() = learning.leaveWork()

    override fun close() = (learning as AutoCloseable).close()
}
