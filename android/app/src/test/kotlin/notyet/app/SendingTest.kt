package notyet.app

import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.CoroutineStart
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.SupervisorJob
import kotlinx.coroutines.async
import kotlinx.coroutines.runBlocking
import notyet.client.CoreClient
import notyet.client.ProfilesClient
import notyet.client.fake.FakeProfilesClient
import notyet.client.fake.FakeSchool
import notyet.core.CoreException
import notyet.core.FeedbackInput
import notyet.core.Network
import org.junit.Assert.assertEquals
import org.junit.Assert.assertSame
import org.junit.Assert.assertThrows
import org.junit.Assert.assertTrue
import org.junit.Test

class SendingTest {
    private val scope = CoroutineScope(SupervisorJob() + Dispatchers.Unconfined)
    private val keeper = keeperOf { FakeProfilesClient(isTablet = false) }

    @Test
    fun `a job ends at once when nothing waits`() = runBlocking {
        assertEquals(Ending.Sent, untilSent(keeper, LONG_MS))
    }

    @Test
    fun `a job waits for the network and ends when all is sent`() = runBlocking {
        record(online = false)
        val job = async(start = CoroutineStart.UNDISPATCHED) { untilSent(keeper, LONG_MS) }
        assertTrue(job.isActive)
        keeper.setNetwork(ONLINE)
        assertEquals(Ending.Sent, job.await())
    }

    @Test
    fun `a job that runs out of time asks to be called again`() = runBlocking {
        record(online = false)
        assertEquals(Ending.Waiting, untilSent(keeper, limitMs = 1))
        assertEquals(1u, keeper.profiles().unsent())
    }

    @Test
    fun `a job never sends what a teacher still holds`() = runBlocking {
        val teacher = record(online = true, leave = false)
        assertEquals(Ending.Waiting, untilSent(keeper, limitMs = 1))
        assertEquals("Until you leave this student", teacher.queue().queue.single().reason)
    }

    @Test
    fun `a job does not come again for a core that does not open`() = runBlocking {
        assertEquals(Ending.NotOpen, untilSent(keeperOf { throw CoreException.WrongKey() }, LONG_MS))
    }

    @Test
    fun `an opening that did not succeed can be tried again, and then there is one core`() = runBlocking {
        var tries = 0
        val keeper = keeperOf { if (++tries == 1) throw CoreException.Busy() else FakeProfilesClient() }
        assertThrows(CoreException.Busy::class.java) { runBlocking { keeper.profiles() } }
        val first = keeper.profiles()
        assertSame(first, keeper.profiles())
        assertSame(first, keeper.opened)
        assertEquals(2, tries)
    }

    @Test
    fun `a core that opens later hears what the network is like`() = runBlocking {
        keeper.setNetwork(Network(online = false, metered = true))
        assertTrue(keeper.profiles().place().queue().canTryNow)
    }

    private suspend fun record(online: Boolean, leave: Boolean = true): CoreClient {
        keeper.profiles().place().joinWithStaffCode("http://127.0.0.1:1", FakeSchool.small.staffCode)
        val teacher = keeper.profiles().keep("Ms O.", null, null)
        keeper.setNetwork(Network(online, metered = false))
        teacher.recordFeedback(FeedbackInput("amara", "c3", "", "", "Use a quotation."))
        if (leave) teacher.leaveStudent("amara")
        return teacher
    }

    private fun keeperOf(open: suspend () -> ProfilesClient) = CoreKeeper(scope, open)

    private companion object {
        val ONLINE = Network(online = true, metered = false)
        const val LONG_MS = 20_000L
    }
}
