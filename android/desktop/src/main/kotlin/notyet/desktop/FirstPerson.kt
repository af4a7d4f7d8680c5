package notyet.desktop

import notyet.client.CoreClient
import notyet.client.RustProfilesClient
import notyet.core.Config
import notyet.core.Profiles
import java.io.File

/**
 * Does [work] with the core of the first person of a tablet's [folder], whose window is closed, and ends it afterwards. [name]: what
 * the device is called; [pin]: the person's, if they have one.
 */
suspend fun withFirstPerson(folder: File, name: String, pin: String? = null, work: suspend (CoreClient) -> Unit) {
    val config = Config(folder.path, "en", name, "0.1.0", true)
    val profiles = RustProfilesClient(Profiles.open(config, JvmHost(folder, name)))
    try {
        work(profiles.enter(profiles.picker().rows.first().id, pin))
    } finally {
        profiles.stop()
    }
}
