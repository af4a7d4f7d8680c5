package notyet.client.fake

import notyet.core.Purpose
import notyet.core.Support
import notyet.core.Sureness
import notyet.core.Topic
import java.time.LocalDate

/** One thing that was recorded about one student and one outcome. Facts are never changed, only taken back. */
internal sealed interface Fact {
    val student: String
    val outcome: String
    val day: LocalDate

    /** The voice notes that it carries. */
    val voices: List<FakeVoice> get() = emptyList()

    /** Its documents. */
    val documents: List<FakeDocument> get() = emptyList()

    fun isAbout(student: String, outcome: String) = this.student == student && this.outcome == outcome

    data class Level(
        override val student: String,
        override val outcome: String,
        override val day: LocalDate,
        val level: Int,
        val purpose: Purpose,
        val support: Support,
        val kind: String?,
        /** The level that this one corrects: the first of several. */
        val corrects: String? = null,
    ) : Fact {
        /** Shown on one's own, when it counted. */
        val counts get() = purpose == Purpose.AT_BAT && support == Support.ALONE
    }

    /** A teacher's feedback. */
    data class Said(
        override val student: String,
        override val outcome: String,
        override val day: LocalDate,
        val wentWell: String,
        val improve: String,
        val nextStep: String,
        val drawn: List<Pair<String, ByteArray>> = emptyList(),
        override val voices: List<FakeVoice> = emptyList(),
    ) : Fact {
        /** The next step, else what is to improve, else what went well, else what was drawn or said aloud. */
        val gist: String
            get() {
                val otherwise = if (drawn.isEmpty() && voices.isNotEmpty()) "A voice note" else "A photo"
                return listOf(nextStep, improve, wentWell, otherwise).first { it.isNotEmpty() }
            }
    }

    /** A student's piece of work. */
    data class Work(
        override val student: String,
        override val outcome: String,
        override val day: LocalDate,
        val text: String,
        val link: String,
        val photos: List<Pair<String, ByteArray>>,
        override val voices: List<FakeVoice> = emptyList(),
        override val documents: List<FakeDocument> = emptyList(),
    ) : Fact

    /** A student's own judgement, of a piece where there is one; by row, the whole under the empty name. */
    data class Own(
        override val student: String,
        override val outcome: String,
        override val day: LocalDate,
        val piece: String?,
        val picks: Map<String, Int>,
    ) : Fact

    /** What was said on the feedback of this name. */
    data class Talk(
        override val student: String,
        override val outcome: String,
        override val day: LocalDate,
        val feedback: String,
        val what: Saying,
    ) : Fact {
        override val voices get() = listOfNotNull((what as? Saying.Rewording)?.voice)
    }

    /** What a student says of an outcome. */
    data class Spoken(
        override val student: String,
        override val outcome: String,
        override val day: LocalDate,
        val words: String? = null,
        val sure: Sureness? = null,
    ) : Fact

    /** A line that teachers alone read. */
    data class StaffLine(override val student: String, override val outcome: String, override val day: LocalDate, val text: String) : Fact

    /** Stands in the place of a photo that was taken out of its piece of work. */
    data class NoPhoto(override val student: String, override val outcome: String, override val day: LocalDate) : Fact

    class Photo(override val student: String, override val outcome: String, override val day: LocalDate, val jpeg: ByteArray) : Fact
}

/** What student and teacher say of feedback. */
internal sealed interface Saying {
    data class Question(val text: String) : Saying

    /** To the question of this name. */
    data class Answer(val question: String, val text: String) : Saying

    /** The next step in the student's own words, written, said aloud or both. */
    data class Rewording(val text: String, val voice: FakeVoice? = null) : Saying

    data object Understood : Saying
}

/** A fact under the name by which it is taken back. */
internal data class Record(val id: String, val fact: Fact)

/** What a device tells the server. */
internal sealed interface Change {
    data class Put(val record: Record) : Change

    data class TakeBack(val id: String) : Change
}

/** A name that someone typed with the class code. */
internal data class JoinRequest(val id: String, val typed: String, val decided: (student: String?) -> Unit)

/**
 * The school's server for devices in the same process: it takes what they send and tells the others. Its lock guards the
 * devices as well, which are as small as it is.
 */
class FakeServer(val school: FakeSchool = FakeSchool.small) {
    internal var records = listOf<Record>()
        private set
    internal var requests = listOf<JoinRequest>()
        private set

    /** Students who are not here today. */
    internal var notHere = setOf<String>()
        private set

    /** At which table students sit; who comes first in the map sits first at a table. */
    internal var seats = mapOf<String, UInt>()
        private set

    /** Codes that teachers made, and for whom; null: for the class. */
    internal var doors = mapOf<String, String?>()
        private set
    private val devices = mutableListOf<(Set<Topic>) -> Unit>()
    private var count = 0

    internal fun freshId(): String = synchronized(this) { "n${++count}" }

    internal fun connect(told: (Set<Topic>) -> Unit) = synchronized(this) { devices += told }

    internal fun take(changes: List<Change>) = synchronized(this) {
        records = changes.fold(records, ::apply)
        if (changes.isNotEmpty()) tell(Topic.WORK)
    }

    internal fun openDoor(student: String?): String = synchronized(this) {
        val code = if (student == null) school.classCode else "ONLY${++count}"
        doors += code to student
        code
    }

    internal fun spend(code: String): String? = synchronized(this) {
        doors[code]?.also { doors -= code }
    }

    internal fun setHere(student: String, here: Boolean) = synchronized(this) {
        notHere = if (here) notHere - student else notHere + student
        tell(Topic.WORK)
    }

    internal fun seat(seats: Map<String, UInt>) = synchronized(this) {
        this.seats = seats
        tell(Topic.ROSTER)
    }

    internal fun ask(request: JoinRequest) = synchronized(this) {
        requests += request
        tell(Topic.SYNC)
    }

    /** Ends a request: by the teacher's decision, or without one. False where it had ended already. */
    internal fun settle(request: String, decide: Boolean, student: String?): Boolean = synchronized(this) {
        val found = requests.firstOrNull { it.id == request } ?: return false
        requests -= found
        if (decide) found.decided(student)
        tell(Topic.SYNC)
        true
    }

    private fun tell(topic: Topic) = devices.toList().forEach { it(setOf(topic)) }

    internal companion object {
        fun apply(records: List<Record>, change: Change): List<Record> = when (change) {
            is Change.Put -> records + change.record
            is Change.TakeBack -> records.filter { it.id != change.id }
        }
    }
}
