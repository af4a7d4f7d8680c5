package notyet.client.fake

import notyet.core.CoreException
import notyet.core.MarkupScreen
import notyet.core.Nib
import notyet.core.Pen
import notyet.core.PhotoEdit

/**
 * What is changed of photos on one device. No pixel is changed here: a picture that was made has the bytes of its photo, under a
 * name of its own.
 */
internal class FakeMarkup(private val freshId: () -> String) {
    private data class Marks(
        val base: String? = null,
        val edits: List<PhotoEdit> = emptyList(),
        val undone: List<PhotoEdit> = emptyList(),
        val open: Boolean = false,
    )

    private val marks = mutableMapOf<String, Marks>()

    fun screen(photo: String, jpeg: ByteArray, revision: ULong): MarkupScreen {
        val now = of(photo)
        val lies = now.edits.count { it is PhotoEdit.Turn } % 2 == 1
        return MarkupScreen(
            revision,
            jpeg,
            if (lies) SHORT else LONG,
            if (lies) LONG else SHORT,
            "Photo with ${now.edits.size} changes",
            now.edits.isNotEmpty(),
            now.undone.isNotEmpty(),
            listOf(Pen("Orange", 0xD96B0Bu), Pen("Teal", 0x17605Cu)),
            listOf(Nib("Medium", 0.008), Nib("Fine", 0.004)),
            RUBBER,
        )
    }

    fun edit(photo: String, edit: PhotoEdit) {
        val area = (edit as? PhotoEdit.Crop)?.area
        val slips = area != null && minOf(kotlin.math.abs(area.to.x - area.from.x), kotlin.math.abs(area.to.y - area.from.y)) < LEAST
        if (slips) throw CoreException.Invalid("markup", "too-small")
        marks[photo] = of(photo).let { it.copy(edits = it.edits + edit, undone = emptyList(), open = true) }
    }

    fun undo(photo: String) {
        val now = of(photo)
        val last = now.edits.lastOrNull() ?: throw CoreException.NotFound("step")
        marks[photo] = now.copy(edits = now.edits.dropLast(1), undone = now.undone + last, open = true)
    }

    fun redo(photo: String) {
        val now = of(photo)
        val last = now.undone.lastOrNull() ?: throw CoreException.NotFound("step")
        marks[photo] = now.copy(edits = now.edits + last, undone = now.undone.dropLast(1), open = true)
    }

    /** The name of the picture that stands in the draft now; [untouched] without a change. */
    fun finish(photo: String, untouched: (base: String) -> String?): String? {
        val now = of(photo)
        val base = now.base ?: photo
        if (now.open) marks -= photo
        return when {
            !now.open -> photo
            now.edits.isEmpty() -> untouched(base)
            else -> freshId().also { marks[it] = now.copy(base = base, open = false) }
        }
    }

    /** Saved: from now on it is a photo like any other. */
    fun forget(photo: String) {
        marks -= photo
    }

    private fun of(photo: String) = marks[photo] ?: Marks()

    private companion object {
        const val LONG = 400u
        const val SHORT = 300u
        const val RUBBER = 0.07
        const val LEAST = 0.01
    }
}
