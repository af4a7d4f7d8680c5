package notyet.ui.parts

/** What a point of a curve stands for; each is drawn in a shape of its own. */
enum class CurveMark { Chance, Practice, Own, Before }

/**
 * One result on a curve.
 *
 * @property at how far from the first day to the last, 0 to 1.
 * @property level its row, 0 the lowest.
 * @property hollow done with help.
 */
data class CurveDot(val at: Float, val level: Int, val mark: CurveMark, val hollow: Boolean)

/** From [at] on another level stood; null: none any more. */
data class CurveStep(val at: Float, val level: Int?)

/** A piece of the stepped line within one row, whose upper edge is 0 and whose lower edge is 1. */
data class CurveStroke(val fromX: Float, val fromY: Float, val toX: Float, val toY: Float)

/**
 * The part of the stepped line that lies in the row of [level]. A curve is drawn row by row, so that each row may be as high as its
 * word needs; pure, so that the other platform can be held to the same numbers.
 */
fun curveStrokes(line: List<CurveStep>, level: Int): List<CurveStroke> = line.flatMapIndexed { i, step ->
    val end = line.getOrNull(i + 1)?.at ?: 1f
    val across = CurveStroke(step.at, MIDDLE, end, MIDDLE).takeIf { step.level == level && end > step.at }
    listOfNotNull(rise(line.getOrNull(i - 1)?.level, step, level), across)
}

/** From the level before to this one, as far as it passes through a row. */
private fun rise(before: Int?, step: CurveStep, level: Int): CurveStroke? {
    if (before == null || step.level == null) return null
    val (low, high) = minOf(before, step.level) to maxOf(before, step.level)
    val stroke = CurveStroke(step.at, if (level == high) MIDDLE else 0f, step.at, if (level == low) MIDDLE else 1f)
    return stroke.takeIf { level in low..high }
}

private const val MIDDLE = 0.5f
