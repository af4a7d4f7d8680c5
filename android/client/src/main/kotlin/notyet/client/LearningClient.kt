package notyet.client

import notyet.core.AddScreen
import notyet.core.EvidenceScreen
import notyet.core.FeedbackScreen
import notyet.core.HomeScreen
import notyet.core.OutcomeScreen
import notyet.core.Reply
import notyet.core.SelfAssessScreen
import notyet.core.Sureness
import notyet.core.ThreadScreen
import notyet.core.WorkPlace

/** What a student's screens may ask and say; as [CoreClient], of which it is a part. */
interface LearningClient : WorkClient {
    suspend fun home(): HomeScreen

    suspend fun outcome(outcome: String): OutcomeScreen

    suspend fun selfAssess(place: WorkPlace): SelfAssessScreen

    /** New work, to be added without judging it. */
    suspend fun addEvidence(): AddScreen

    /** [outcome] null: looked at on the first of the piece's. */
    suspend fun evidence(piece: String, outcome: String?): EvidenceScreen

    /** Shows what the teacher said of a piece that the student has not judged. */
    suspend fun showJudgement(piece: String)

    suspend fun feedback(): FeedbackScreen

    suspend fun thread(feedback: String): ThreadScreen

    /** The student has opened it: it is new no more. */
    suspend fun readFeedback(feedback: String)

    /** Keeps what is typed on this device, through the end of the app. */
    suspend fun keepReply(feedback: String, reply: Reply, text: String)

    suspend fun saveReply(feedback: String, reply: Reply, text: String)

    /** "I understand." */
    suspend fun understand(feedback: String)

    /** Keeps words that are typed for an outcome on this device, through the end of the app. */
    suspend fun keepWords(outcome: String, text: String)

    /** Says an outcome in the student's own words. */
    suspend fun saveWords(outcome: String, text: String)

    suspend fun sayReady(outcome: String, sure: Sureness)

    /** Takes back what the student saved last; it stands where it was typed again. */
    suspend fun takeBack()

    /** The student turns to something else: what they saved may be sent. */
    suspend fun leaveWork()
}
