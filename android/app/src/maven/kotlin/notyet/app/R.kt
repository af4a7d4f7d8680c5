package notyet.app

/**
 * What the Android build generates from `res`, for the build that has no Android tools; the numbers mean nothing. A test holds the
 * names to those of `strings.xml`.
 */
@Suppress("ktlint:standard:class-naming", "ClassNaming", "ClassName")
object R {
    object string {
        const val app_name = 1
        const val camera_refused = 2
        const val camera_absent = 3
        const val camera_settings = 4
        const val camera_choose = 5
        const val camera_cancel = 6
    }
}
