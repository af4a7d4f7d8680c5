package notyet.ui.state

/** A machine without a microphone. */
internal object Deaf : Microphone {
    override suspend fun begin() = NoVoice.Absent

    override suspend fun end() = Recording.Nothing(NoVoice.Absent)
}

/** A microphone that hears [mpeg4], unless it is said what keeps it from that. */
internal class TestMicrophone(var mpeg4: ByteArray = RECORDED) : Microphone {
    var refuses: NoVoice? = null
    var breaks: NoVoice? = null

    /** Whether it listens. */
    var open = false
        private set

    /** What happens between asking to listen and listening. */
    var opening: suspend () -> Unit = {}

    override suspend fun begin(): NoVoice? {
        check(!open) { "it makes one recording at a time" }
        opening()
        open = refuses == null
        return refuses
    }

    override suspend fun end(): Recording {
        check(open) { "only what was begun is ended" }
        open = false
        return breaks?.let { Recording.Nothing(it) } ?: Recording.Sound(mpeg4)
    }

    companion object {
        /** As much of an MPEG-4 file as the fakes look at. */
        val RECORDED = byteArrayOf(0, 0, 0, 8) + "ftyp".toByteArray() + ByteArray(4)
    }
}

/** A speaker that remembers what it played and how. */
internal class TestSpeaker(private val answer: Played = Played.Whole) : Speaker {
    val played = mutableListOf<Pair<Int, Boolean>>()

    override suspend fun play(mpeg4: ByteArray, aloud: Boolean, onPlaying: () -> Unit): Played {
        if (answer == Played.Whole) {
            played += mpeg4.size to aloud
            onPlaying()
        }
        return answer
    }
}
