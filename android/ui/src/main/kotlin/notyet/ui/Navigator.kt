package notyet.ui

import androidx.compose.runtime.Stable
import androidx.compose.runtime.mutableStateListOf
import notyet.core.DraftPlace
import notyet.core.WorkPlace

/** Where a person can be. */
sealed interface Spot {
    data object Today : Spot

    /** Everyone of a class. */
    data object Class : Spot

    data class Student(val student: String) : Spot

    /** [outcome] null: the one that the core proposes. */
    data class Conference(val student: String, val outcome: String?) : Spot

    /** One outcome of a student, for their teacher. */
    data class StudentOutcome(val student: String, val outcome: String) : Spot

    /** A piece of a student's work, or a judgement that names none, for their teacher. */
    data class StudentEvidence(val student: String, val piece: String) : Spot

    /** The class as seats. */
    data object Walk : Spot

    /** Work in the making; [student] null: the class's. */
    data class Capture(val student: String?) : Spot

    /** Whose work it is. */
    data class Tag(val student: String?) : Spot

    data object Home : Spot

    data class Outcome(val outcome: String) : Spot

    /** A student judges new work, or a piece that is there. */
    data class SelfAssess(val place: WorkPlace) : Spot

    /** A photo of a draft is changed; [back] is the word of the screen below. */
    data class Markup(val place: DraftPlace, val photo: String, val back: String) : Spot

    /** [outcome] null: the first of the piece's. */
    data class Evidence(val piece: String, val outcome: String?) : Spot

    data object Add : Spot

    data object Feedback : Spot

    /** One piece of feedback. */
    data class Thread(val feedback: String) : Spot

    data object Sync : Spot

    data object Me : Spot

    /** What a person chooses for themselves; opened from [Me]. */
    data object Settings : Spot
}

/** Whom a teacher's screen is about, where it is about one. */
private val Spot.student: String?
    get() = when (this) {
        is Spot.Student -> student
        is Spot.Conference -> student
        is Spot.StudentOutcome -> student
        is Spot.StudentEvidence -> student
        is Spot.Markup -> (place as? DraftPlace.Feedback)?.student
        is Spot.Capture -> student
        is Spot.Tag -> student
        else -> null
    }

/** The way from a root to where a person is; never empty. */
@Stable
class Navigator(start: Spot) {
    private val way = mutableStateListOf(start)

    val here: Spot get() = way.last()

    /** The root: what the bar or the rail shows as chosen. */
    val root: Spot get() = way.first()

    /** Whether [back] leads anywhere. */
    val canGoBack: Boolean get() = way.size > 1

    fun go(spot: Spot) {
        way += spot
    }

    /** The conference that is open, also while another screen about its student stands over it. */
    val conference: Spot.Conference? get() = way.filterIsInstance<Spot.Conference>().lastOrNull()

    /** Whether a teacher is still with this student, on one screen or another. */
    fun isWith(student: String): Boolean = conference?.student == student || here.student == student

    /** Where the conference that is open was begun; null: none is, or nowhere that is left. */
    val begun: Spot? get() = way.getOrNull(way.indexOfLast { it is Spot.Conference } - 1)

    /** Back to there. */
    fun leaveConference() {
        while (conference != null && canGoBack) back()
    }

    fun back() {
        if (canGoBack) way.removeLast()
    }

    /** To a root, forgetting the way; then on to [then]. */
    fun toRoot(root: Spot, vararg then: Spot) {
        way.clear()
        way += root
        way += then
    }
}
