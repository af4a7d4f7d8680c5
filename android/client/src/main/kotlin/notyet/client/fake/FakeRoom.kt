package notyet.client.fake

import notyet.client.RoomClient
import notyet.core.CoreException
import notyet.core.Saved

/** Who is here and who is seen to later, on one device; [saving] says whether its person may say so. */
internal class FakeRoom(private val server: FakeServer, private val saving: (() -> Unit) -> Saved) : RoomClient {
    private val later = mutableSetOf<String>()

    fun isHere(student: String) = student !in server.notHere

    fun isLater(student: String) = student in later

    override suspend fun setHere(student: String, here: Boolean) = saving { server.setHere(known(student), here) }

    override suspend fun setLater(student: String, later: Boolean) = saving {
        if (later) this.later += known(student) else this.later -= student
    }

    private fun known(student: String): String {
        if (server.school.students.none { it.id == student }) throw CoreException.NotFound("student")
        return student
    }
}
