package notyet.client.fake

/**
 * What one device wrote: held until the teacher leaves the student, waiting until there is a network, and the steps that can
 * be taken back. Never speaks to the server itself.
 */
internal class FakeNotebook(private val freshId: () -> String) {
    private data class Action(val before: Record?, val after: Record)

    private val held = mutableListOf<Record>()
    private val outbox = mutableListOf<Change>()
    private val done = mutableListOf<Action>()
    private val undone = mutableListOf<Action>()
    private var visitFrom = 0

    var takenBackLast = false
        private set

    val heldRecords: List<Record> get() = held.toList()
    val waiting: List<Change> get() = outbox.toList()
    val canUndo get() = done.isNotEmpty()
    val canRedo get() = undone.isNotEmpty()

    /** The student of the step that would be taken back or put again; null: there is none. */
    val subject: String? get() = (if (takenBackLast) undone.lastOrNull() ?: done.lastOrNull() else done.lastOrNull())?.after?.fact?.student

    /** What this visit did last, and what was taken back last. */
    val lastDone: Fact? get() = done.drop(visitFrom).lastOrNull()?.after?.fact
    val lastOfAll: Fact? get() = done.lastOrNull()?.after?.fact
    val lastUndone: Fact? get() = undone.lastOrNull()?.after?.fact

    /** How many steps of the last student can be taken back. */
    val saved: Int get() = done.reversed().takeWhile { it.after.fact.student == done.last().after.fact.student }.size

    /** What this device shows, given what the server said last. */
    fun over(known: List<Record>): List<Record> = outbox.fold(known, FakeServer::apply) + held

    /** The newest fact of this visit that [wanted] picks. */
    fun <T : Any> ofVisit(wanted: (Fact) -> T?): T? = done.drop(visitFrom).asReversed().firstNotNullOfOrNull { wanted(it.after.fact) }

    /** What this visit recorded and still stands. */
    val visited: List<Fact> get() = done.drop(visitFrom).map { it.after.fact }

    /** Photos of several of one piece of work that is not sent. */
    fun taken(student: String, outcome: String): List<Record> =
        held.filter { it.fact is Fact.Photo && it.fact.isAbout(student, outcome) }.takeIf { it.size > 1 }.orEmpty()

    /** The outcomes that photos of this visit show of a student. */
    fun also(student: String): Set<String> =
        visited.filterIsInstance<Fact.Photo>().filter { it.student == student }.map { it.outcome }.toSet()

    /** Records; an earlier fact of this visit that [replaces] picks goes without a trace if nobody has seen it. */
    fun record(fact: Fact, replaces: (Fact) -> Boolean): Record {
        val earlier = done.drop(visitFrom).lastOrNull { replaces(it.after.fact) }?.after
        val before = earlier?.takeIf { held.remove(it) }
        if (earlier != null && before == null) outbox += Change.TakeBack(earlier.id)
        val after = Record(freshId(), fact)
        held += after
        undone.clear()
        takenBackLast = false
        done += Action(before, after)
        return after
    }

    /** False where there is nothing to take back. */
    fun undo(): Boolean {
        val action = done.removeLastOrNull() ?: return false
        visitFrom = minOf(visitFrom, done.size)
        takeBack(action.after)
        action.before?.let { held += it }
        undone += action
        takenBackLast = true
        return true
    }

    /** Takes back so many of the newest, and forgets that they were there. */
    fun takeBackLast(count: Int) = repeat(count) {
        undo()
        undone.clear()
    }

    /** False where nothing was taken back. */
    fun redo(): Boolean {
        val action = undone.removeLastOrNull() ?: return false
        action.before?.let(::takeBack)
        // The server may know the old name as taken back.
        val again = action.after.copy(id = freshId())
        held += again
        undone.replaceAll { if (it.before == action.after) it.copy(before = again) else it }
        done += action.copy(after = again)
        takenBackLast = false
        return true
    }

    /** The visit is over: the next one opens on nothing chosen. */
    fun leave(student: String) {
        release { it.fact.student == student }
        visitFrom = done.size
        undone.clear()
        takenBackLast = false
    }

    /** The device is locked: all visits are over, and nothing of them can be taken back. */
    fun leaveAll() {
        release()
        done.clear()
        undone.clear()
        visitFrom = 0
        takenBackLast = false
    }

    /** What was held waits for the server. */
    fun release(which: (Record) -> Boolean = { true }) {
        val now = held.filter(which)
        held -= now.toSet()
        outbox += now.map { Change.Put(it) }
    }

    /** All that waits; it no longer does. */
    fun takeWaiting(): List<Change> = outbox.toList().also { outbox.clear() }

    private fun takeBack(record: Record) {
        if (!held.remove(record)) outbox += Change.TakeBack(record.id)
    }
}
