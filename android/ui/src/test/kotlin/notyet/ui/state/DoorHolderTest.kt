package notyet.ui.state

import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.SupervisorJob
import kotlinx.coroutines.cancel
import kotlinx.coroutines.runBlocking
import notyet.client.CoreClient
import notyet.client.fake.FakeProfilesClient
import notyet.client.fake.FakeServer
import notyet.core.CoreException
import notyet.core.FeedbackInput
import notyet.core.Network
import notyet.core.PickerWay
import notyet.core.RowPick
import notyet.ui.screens.DoorField
import notyet.ui.screens.NamingForm
import notyet.ui.screens.PinForm
import notyet.ui.screens.ScreenState
import org.junit.After
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNotNull
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Test

/** From the list of people to a person's screens and back. */
class DoorHolderTest {
    private val scope = CoroutineScope(SupervisorJob() + Dispatchers.Unconfined)
    private val server = FakeServer()
    private val profiles = FakeProfilesClient(server)
    private val holder = DoorHolder(profiles, scope, secondMs = Long.MAX_VALUE)

    @After
    fun close() = scope.cancel()

    @Test
    fun `a device of nobody's leads to Join, then to the name, then to the screens`() {
        val place = (holder.door as Door.Joining).also { assertTrue(it.alone) }.client
        enrol(place)
        assertEquals("Ms", holder.naming.name)
        holder.atNaming.onChange(NamingForm("Ms O.", "2580", "2508"))
        holder.atNaming.onGo()
        assertEquals(DoorField.Again, holder.problem?.field)
        holder.atNaming.onChange(NamingForm("Ms O.", "2580", "2580"))
        holder.atNaming.onGo()
        assertEquals(true, (holder.door as Door.Open).teaches)
        assertEquals("a PIN is kept no longer than it takes to try it", NamingForm(), holder.naming)
    }

    @Test
    fun `one person who is locked is asked for the PIN, and another one stands in the list`() {
        list("Ms O.")
        runBlocking { profiles.lock() }
        assertEquals("Ms O.", (holder.door as Door.Pin).row.name)
        holder.atDoor.onChange("1397")
        holder.atDoor.onOpen()
        assertEquals(DoorField.Pin, holder.problem?.field)
        assertEquals("", holder.pin)
        holder.atDoor.onChange("2580")
        assertNull(holder.problem)
        holder.atDoor.onOpen()
        assertTrue(holder.door is Door.Open)
    }

    @Test
    fun `leaving the front and being idle close the screens`() {
        list("Ms O.")
        runBlocking { profiles.suspendWork() }
        assertTrue(holder.door is Door.Pin)
        holder.atDoor.onChange("2580")
        holder.atDoor.onOpen()
        profiles.letIdle()
        runBlocking { profiles.lockIfIdle() }
        assertTrue(holder.door is Door.Pin)
    }

    @Test
    fun `after several PINs in vain the door says for how long to wait, and opens when it is over`() {
        list("Ms O.")
        runBlocking { profiles.lock() }
        repeat(5) {
            holder.atDoor.onChange("1397")
            holder.atDoor.onOpen()
        }
        assertEquals(30uL, (holder.door as Door.Pin).row.waitSeconds)
        profiles.letWait()
        assertEquals(0uL, (holder.door as Door.Pin).row.waitSeconds)
        holder.atDoor.onChange("2580")
        holder.atDoor.onOpen()
        assertTrue(holder.door is Door.Open)
    }

    @Test
    fun `who types ten in vain, or says so, reads what a forgotten PIN needs and joins again`() {
        list("Ms O.")
        runBlocking { profiles.lock() }
        holder.atDoor.onForgotten()
        assertTrue(holder.door is Door.Forgotten)
        holder.back()
        assertEquals(PickerWay.ASKS_PIN, (holder.door as Door.People).data.rows.single().way)
        holder.people.onPerson((holder.door as Door.People).data.rows.single())
        repeat(10) {
            holder.atDoor.onChange("1397")
            holder.atDoor.onOpen()
            profiles.letWait()
        }
        assertEquals(PickerWay.JOINS_AGAIN, (holder.door as Door.Forgotten).row.way)
        holder.join()
        assertTrue(holder.canGoBack)
        enrol((holder.door as Door.Joining).client)
        holder.atNaming.onChange(NamingForm("Ms Ortiz", "4826", "4826"))
        holder.atNaming.onGo()
        assertTrue(holder.door is Door.Open)
    }

    @Test
    fun `a lease that is over asks for contact and one that has ended to join again`() {
        list("Ms O.")
        runBlocking { profiles.lock() }
        profiles.fault = CoreException.LeaseOver(120u)
        holder.atDoor.onChange("2580")
        holder.atDoor.onOpen()
        assertNull("it is about no field", checkNotNull(holder.problem).field)
        assertTrue(holder.door is Door.Pin)
        profiles.fault = CoreException.LeaseEnded(180u)
        holder.atDoor.onChange("2580")
        holder.atDoor.onOpen()
        assertTrue("nobody else is here", holder.door is Door.Joining)
        assertNotNull("and Join says why", holder.notice)
    }

    @Test
    fun `who signs out leaves what was not sent, and nothing once it is sent`() {
        val teacher = list("Ms O.")
        profiles.setNetwork(Network(online = false, metered = false))
        runBlocking { teacher.recordFeedback(FeedbackInput("amara", "c3", "", "", "Use a quotation.")) }
        var toSync = 0
        val me = MeHolder(profiles, scope) { toSync++ }
        me.actions.onSignOut()
        assertNotNull(checkNotNull(me.question).wait)
        me.actions.onWait()
        assertNull(me.question)
        assertEquals(1, toSync)
        me.actions.onSignOut()
        me.actions.onConfirm()
        assertEquals(PickerWay.LEAVES, (holder.door as Door.People).data.rows.single().way)
        profiles.setNetwork(Network(online = true, metered = false))
        assertTrue("${holder.door}", holder.door is Door.Joining)
    }

    @Test
    fun `when it locks is chosen on one's own screen, and locking leads out of it`() {
        list("Ms O.")
        val me = MeHolder(profiles, scope) {}
        me.actions.onIdle(15u)
        assertEquals(15u, (me.state as ScreenState.Ready).data.idle.single { it.chosen }.minutes)
        me.actions.onLock()
        assertTrue(holder.door is Door.Pin)
    }

    @Test
    fun `a PIN is changed by whoever knows it, and what was typed stays until it is taken`() {
        list("Ms O.")
        val me = MeHolder(profiles, scope) {}
        me.actions.onPin()
        me.actions.onPinForm(PinForm("1111", "4826", "4827"))
        me.actions.onPinSave()
        assertEquals(DoorField.Again to PinForm("1111", "4826", "4827"), me.pins?.run { problem?.field to form })
        me.actions.onPinForm(PinForm("1111", "4826", "4826"))
        assertNull("it is said once", me.pins?.problem)
        me.actions.onPinSave()
        assertEquals(DoorField.Now to PinForm("1111", "4826", "4826"), me.pins?.run { problem?.field to form })
        me.actions.onPinForm(PinForm("2580", "4826", "4826"))
        me.actions.onPinSave()
        assertEquals(null to true, me.pins to me.newPin)
        me.actions.onLock()
        holder.atDoor.onChange("4826")
        holder.atDoor.onOpen()
        assertTrue("${holder.problem}", holder.door is Door.Open)
    }

    @Test
    fun `in a student's hands the device leads to the PIN and back, and to nobody's name`() {
        list("Ms O.")
        runBlocking { holder.handOver("amara", "c3") }
        val handed = holder.door as Door.Handed
        assertEquals(false, holder.canGoBack)
        holder.giveBack()
        assertEquals("Ms O.", (holder.door as Door.Pin).row.name)
        holder.back()
        assertEquals("the work, as it was", handed, holder.door)
        holder.giveBack()
        repeat(12) {
            holder.atDoor.onChange("1397")
            holder.atDoor.onOpen()
            profiles.letWait()
        }
        assertTrue("${holder.door}", holder.door is Door.Pin)
        holder.back()
        assertEquals(handed, holder.door)
    }

    @Test
    fun `the teacher's PIN takes it back, with what the student judged`() {
        list("Ms O.")
        runBlocking { holder.handOver("amara", "c3") }
        val supply = WorkSupply(take = { null }, choose = { null }, Deaf)
        val work = HandedHolder((holder.door as Door.Handed).client, scope, supply)
        val level = (work.state as ScreenState.Ready).data.assess.rows.first()
        work.actions.onDraft(work.draft!!.copy(picks = listOf(RowPick(level.row, level.levels[1].level))))
        work.actions.onSave()
        assertTrue(work.saved)
        holder.giveBack()
        holder.atDoor.onChange("2580")
        holder.atDoor.onOpen()
        val teacher = (holder.door as Door.Open).client
        assertNotNull(runBlocking { teacher.conference("amara", "c3", null) }.own)
    }

    @Test
    fun `a device without a PIN stays in its teacher's hands, and says why`() {
        val phone = FakeProfilesClient(server, isTablet = false)
        val own = DoorHolder(phone, scope, secondMs = Long.MAX_VALUE)
        enrol((own.door as Door.Joining).client)
        own.atNaming.onGo()
        val open = own.door as Door.Open
        val supply = WorkSupply({ null }, { null }, Deaf)
        val visit = ConferenceHolder(open.client, scope, "amara", "c3", supply, {}, null, handOver = { own.handOver("amara", it) })
        visit.actions.onHandOver()
        assertEquals(open, own.door)
        assertNotNull(visit.draft.problem)
    }

    private fun enrol(place: CoreClient) = runBlocking { place.joinWithStaffCode(Stage.ADDRESS, server.school.staffCode) }

    private fun list(name: String): CoreClient {
        enrol((holder.door as Door.Joining).client)
        holder.atNaming.onChange(NamingForm(name, "2580", "2580"))
        holder.atNaming.onGo()
        return (holder.door as Door.Open).client
    }
}
