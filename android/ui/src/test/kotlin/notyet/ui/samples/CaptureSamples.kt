package notyet.ui.samples

import notyet.core.CaptureScreen
import notyet.core.Empty
import notyet.core.PhotoState
import notyet.core.PhotoTile
import notyet.core.PieceDraft
import notyet.core.SavedPiece
import notyet.core.StaffLine
import notyet.core.TagScreen
import notyet.core.TagSeat
import notyet.core.UndoBar

/** Work of a group, gathered and tagged. */
object CaptureSamples {
    private fun photo(id: String) = PhotoTile(id, PhotoState.READY, "", "Photo, not saved yet")

    object Capture {
        val usual = CaptureScreen(
            revision = 12u,
            name = null,
            draft = PieceDraft("Our poster on the water cycle", "", "notebook"),
            photos = listOf(photo("p1"), photo("p2")),
            documents = emptyList(),
            voice = SampleVoices.none,
            kinds = SampleScreens.Conference.practice.kinds,
        )
        val empty = usual.copy(draft = PieceDraft("", "", "notebook"), photos = emptyList())
        val spoken = usual.copy(voice = SampleVoices.recorded, photos = emptyList())
        val written = usual.copy(documents = listOf(SampleDocuments.added), photos = emptyList())
        val beside = usual.copy(name = "\u2068Amara O.\u2069")
        val full = usual.copy(photos = List(12) { photo("p$it") }, draft = usual.draft.copy(text = "All of it, page by page. ".repeat(12)))
        val long = usual.copy(
            draft = PieceDraft(SampleScreens.longStep, "https://school.example/a/very/long/way/to/a/page/about/water", "notebook"),
        )
    }

    object Tag {
        private fun seat(i: Int, name: String, level: Int? = null, tagged: Boolean = level != null, refusal: String? = null) = TagSeat(
            student = "s$i",
            name = "\u2068$name\u2069",
            tagged = tagged,
            level = level?.let { "l$it" },
            sign = level?.let { SampleScreens.sign(it, practiceOnly = true) },
            note = if (i == 0) "You drew the graph." else "",
            staffOnly = false,
            readers = "\u2068$name\u2069 and the teachers read this.",
            refusal = refusal,
            spoken = "${name.trimEnd('.')}. ${level?.let { School.levelWords[it] } ?: if (tagged) "Tagged" else "Not tagged"}.",
        )

        private fun short(name: String) = name.split(' ').let { if (it.size == 1) it[0] else "${it.first()} ${it.last().first()}." }

        private val seats = School.names.mapIndexed { i, name ->
            when (i) {
                0 -> seat(i, short(name), level = 2)
                1 -> seat(i, short(name), tagged = true)
                2 -> seat(i, short(name), level = 1)
                13 -> seat(i, short(name), refusal = "No photos of \u2068${short(name)}\u2069 are kept. Use words or a link.")
                else -> seat(i, short(name))
            }
        }

        val usual = TagScreen(
            revision = 12u,
            classTitle = "7B",
            photos = Capture.usual.photos,
            outcomes = SampleScreens.Conference.usual.outcomes,
            judged = SampleScreens.Conference.usual.outcomes.first { it.chosen }.outcome,
            levels = SampleScreens.Conference.usual.levels.map { it.copy(chosen = false) },
            seats = seats,
            count = UndoBar("3 tagged", canUndo = true, canRedo = false),
            gone = null,
            saved = null,
            empty = null,
        )
        val several = usual.copy(outcomes = usual.outcomes.mapIndexed { i, outcome -> outcome.copy(chosen = outcome.chosen || i < 3) })
        val gone = usual.copy(gone = "\u2068Bo L.\u2069 has left 7B. This goes to the others.")
        val saved = usual.copy(
            photos = emptyList(),
            seats = usual.seats.map { it.copy(tagged = false, level = null, sign = null, note = "") },
            saved = SavedPiece(
                "Saved in 3 records, each on its own",
                SampleScreens.also,
                UndoBar("Saved", canUndo = true, canRedo = false),
            ),
        )
        val empty = usual.copy(
            seats = emptyList(),
            empty = Empty("Nobody is in this class yet", "The school's office adds students to the roster."),
        )
        val full = usual.copy(
            seats = List(500) {
                seat(it, short(School.names[it % School.names.size]))
            },
            count = UndoBar("Nobody tagged", canUndo = false, canRedo = false),
        )
        val long = usual.copy(
            seats = List(6) { seat(it, "Aarav Krishnamurthy-Venkataraman", level = it % 4) },
            levels = usual.levels.mapIndexed { i, level -> level.copy(word = School.longLevelWords[i]) },
        )
    }

    /** Lines that teachers alone read. */
    val staffLines = listOf(StaffLine("Needs a quiet place to begin.", "Ms Ortiz, 12 Nov · C3"))
}
