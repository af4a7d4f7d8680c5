package notyet.ui.state

import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.SupervisorJob
import kotlinx.coroutines.cancel
import kotlinx.coroutines.runBlocking
import notyet.client.fake.FakeCoreClient
import notyet.client.fake.FakeSchool
import notyet.client.fake.FakeServer

/**
 * State holders over fakes, without a window: all work runs where it is started, so that whatever a tap sets off is done when the
 * tap returns. No clock is involved.
 */
internal class Stage : AutoCloseable {
    val scope = CoroutineScope(SupervisorJob() + Dispatchers.Unconfined)
    val server = FakeServer()
    val client = FakeCoreClient(server)
    val school: FakeSchool get() = server.school

    fun teach() = runBlocking { client.joinWithStaffCode(ADDRESS, school.staffCode) }

    override fun close() = scope.cancel()

    companion object {
        const val ADDRESS = "http://127.0.0.1:8080"
    }
}
