package notyet.ui.parts

/**
 * Where one outcome stands on a scale of any length.
 *
 * @property level the shown level, 0 the lowest; null: no work yet.
 * @property mastery the level that counts as mastery, where the ring closes.
 * @property levels how many levels the scale has, at least 1.
 * @property practiceOnly true where the level was shown in practice and not on one's own yet.
 */
data class SignState(val level: Int?, val mastery: Int, val levels: Int, val practiceOnly: Boolean = false) {
    init {
        require(levels >= 1 && mastery in 0 until levels) { "mastery $mastery of $levels levels" }
        require(level == null || level in 0 until levels) { "level $level of $levels" }
    }
}

/** One mark of the sign on its grid of 16 with the centre at (8, 8); angles in degrees, clockwise from 12 o'clock. */
sealed interface Mark {
    /** A part of a circle, with butt ends. */
    data class Arc(val start: Float, val sweep: Float, val radius: Float, val stroke: Float) : Mark

    /** A whole circle. */
    data class Ring(val radius: Float, val stroke: Float) : Mark

    /** A filled disc. */
    data class Disc(val radius: Float) : Mark
}

/**
 * The marks of [state]; pure, so that the other platform can be held to the same numbers.
 *
 * @param big 40 dp and more: the gaps between the arcs are narrower.
 * @param hollowDot 24 dp and more: the lowest level in practice has a hollow dot; below that the word carries it.
 * @param closed how many arcs are closed while they move; the level itself when at rest.
 */
fun signMarks(state: SignState, big: Boolean, hollowDot: Boolean, closed: Float = (state.level ?: 0).toFloat()): List<Mark> {
    val level = state.level ?: return List(DASHES) { Mark.Arc(it * DASH_STEP + DASH_STEP / 2 - DASH / 2, DASH, 6.5f, 1f) }
    return when {
        level > state.mastery -> above(state, level)
        level == state.mastery && closed >= level -> atMastery(state)
        else -> below(state, big, hollowDot, closed)
    }
}

private fun atMastery(state: SignState): List<Mark> =
    if (state.practiceOnly) twoLines(null) else listOf(Mark.Ring(6f, 2.5f), Mark.Disc(3.25f))

/** In practice the disc is hollow as well: three thin circles, which no other state has. */
private fun above(state: SignState, level: Int): List<Mark> {
    val stroke = if (state.practiceOnly) THIN else 1.5f
    val centre = if (state.practiceOnly) listOf(Mark.Ring(5f, THIN), Mark.Ring(2.6f, THIN)) else listOf(Mark.Disc(5f))
    val steps = state.levels - 1 - state.mastery
    val done = level - state.mastery
    if (done == steps) return listOf(Mark.Ring(7.25f, stroke)) + centre
    val sweep = 360f / steps - GAP
    return List(steps) { Mark.Arc(it * 360f / steps + GAP / 2, sweep, 7.25f, if (it < done) stroke else 0.75f) } + centre
}

private fun below(state: SignState, big: Boolean, hollowDot: Boolean, closed: Float): List<Mark> {
    val steps = state.mastery
    val gap = if (big) GAP_BIG else GAP
    val arcs = when {
        steps > MOST_ARCS -> split(GAP / 2, 360f - GAP, closed / steps, state.practiceOnly)
        else -> (0 until steps).flatMap {
            split(it * 360f / steps + gap / 2, 360f / steps - gap, (closed - it).coerceIn(0f, 1f), state.practiceOnly)
        }
    }
    val dot = when {
        closed > 0f -> emptyList()
        state.practiceOnly && hollowDot -> listOf(Mark.Ring(1.6f, THIN))
        else -> listOf(Mark.Disc(1.75f))
    }
    return arcs + dot
}

/** One arc of which the first [share] is closed and the rest open. */
private fun split(start: Float, sweep: Float, share: Float, practiceOnly: Boolean): List<Mark> = buildList {
    val done = sweep * share
    if (share > 0f) {
        val arc = Mark.Arc(start, done, 6f, 2.5f)
        if (practiceOnly) addAll(twoLines(arc)) else add(arc)
    }
    if (share < 1f) add(Mark.Arc(start + done, sweep - done, 6.75f, 1f))
}

/** The two lines of practice: along [arc], or whole circles. */
private fun twoLines(arc: Mark.Arc?): List<Mark> = listOf(7f, 4.8f).map { arc?.copy(radius = it, stroke = THIN) ?: Mark.Ring(it, THIN) }

private const val DASHES = 8
private const val DASH_STEP = 45f
private const val DASH = 27f
private const val GAP = 24f
private const val GAP_BIG = 16f
private const val MOST_ARCS = 5
private const val THIN = 0.9f
