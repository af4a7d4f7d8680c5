package notyet.app

/** How a photo can be had right now. */
enum class CameraDoor {
    /** The camera may be used. */
    Open,

    /** Android asks the person. */
    Ask,

    /** The person said no, and Android asks no more: a sentence, the way to the settings, and the photo library. */
    Refused,

    /** There is no camera app. */
    Absent,
    ;

    companion object {
        /**
         * @param granted whether Android lets this app use the camera.
         * @param asked whether it was asked for on this tap already.
         * @param camera whether there is an app that takes photos.
         */
        fun of(granted: Boolean, asked: Boolean, camera: Boolean): CameraDoor = when {
            !camera -> Absent
            granted -> Open
            // Android itself answers at once, without asking, where it was told not to ask again.
            !asked -> Ask
            else -> Refused
        }
    }
}
