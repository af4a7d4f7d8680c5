package notyet.ui.state

/** Why there is no recording. */
enum class NoVoice {
    /** The person, or their school, has not let the app listen. */
    Refused,

    /** The machine has no microphone. */
    Absent,

    /** There is no room for it. */
    Full,

    /** Something else took the microphone, or the recorder gave up. */
    Cut,

    /** It was let go at once. */
    TooShort,
}

/** What a recording ended as. */
sealed interface Recording {
    /** An MPEG-4 file of AAC, as the recorder wrote it. */
    class Sound(val mpeg4: ByteArray) : Recording

    class Nothing(val why: NoVoice) : Recording
}

/** The machine's microphone. It makes one recording at a time, and none lies on a disk when it has ended. */
interface Microphone {
    /** Begins to record, having asked the person where that is needed; says why not, or null when it does. */
    suspend fun begin(): NoVoice?

    /** Ends what was begun. */
    suspend fun end(): Recording
}

/** How playing a voice note went. */
enum class Played {
    /** To its end. */
    Whole,

    /** Nothing is here that one person alone hears: no earpiece, no headphones. */
    NoEar,

    /** The machine cannot play it. */
    Not,
}

/** The machine's loudspeaker, its earpiece and what is plugged into it. */
fun interface Speaker {
    /**
     * Plays a voice note to its end, and stops where the caller is cancelled. At the ear or in headphones, unless [aloud]. [onPlaying]
     * hears when it has begun.
     */
    suspend fun play(mpeg4: ByteArray, aloud: Boolean, onPlaying: () -> Unit): Played
}
