package notyet.client.fake

import kotlinx.coroutines.channels.BufferOverflow
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.MutableSharedFlow
import kotlinx.coroutines.flow.conflate
import kotlinx.coroutines.flow.onSubscription
import notyet.client.CoreClient
import notyet.client.HandedClient
import notyet.client.ProfilesClient
import notyet.core.CoreException
import notyet.core.IdleChoice
import notyet.core.MeScreen
import notyet.core.NamingScreen
import notyet.core.Network
import notyet.core.Notice
import notyet.core.PickerRow
import notyet.core.PickerScreen
import notyet.core.PickerWay
import notyet.core.SignOutScreen
import notyet.core.Topic
import notyet.core.Words

/** The people of a device without Rust, over a [FakeServer]: doors, PINs and outboxes as the core promises them. */
@Suppress("TooManyFunctions") // As many as the interface has.
class FakeProfilesClient(
    private val server: FakeServer = FakeServer(),
    private val isTablet: Boolean = true,
    override val words: Words = Words(1u, "en", false, emptyMap()),
) : ProfilesClient {
    private class Profile(val id: String, val person: String, var name: String, var pin: String?, val client: FakeCoreClient) {
        var wrong = 0
        var waitSeconds = 0uL
        var leaves = false
    }

    /** What opening a profile throws next, once: what time and the server do to one. */
    var fault: CoreException? = null

    private val told = MutableSharedFlow<Notice>(extraBufferCapacity = 64, onBufferOverflow = BufferOverflow.DROP_OLDEST)
    private val people = mutableListOf<Profile>()
    private var joining: FakeCoreClient? = null
    private var network = Network(online = true, metered = false)
    private var idleMinutes = 5u
    private var isIdle = false
    private var handed: FakeHandedClient? = null

    private val inFront get() = people.firstOrNull { !it.leaves && !it.client.isLocked }

    override fun sentence(fault: CoreException) = "${fault::class.simpleName}. ${fault.message}".trim()

    override fun notices(): Flow<Notice> = told.onSubscription { emit(Notice(0u, listOf(Topic.SESSION))) }.conflate()

    override fun setNetwork(network: Network) {
        this.network = network
        people.forEach { it.client.setNetwork(network) }
        if (network.online) people.removeAll { it.leaves }
        changed()
    }

    override fun touched() {
        isIdle = false
    }

    /** As if nobody had touched the device for as long as is set. */
    fun letIdle() {
        isIdle = true
    }

    /** As if so much time had passed that a PIN is taken again. */
    fun letWait() {
        people.forEach { it.waitSeconds = 0u }
        changed()
    }

    override suspend fun suspendWork() {
        val open = inFront ?: return
        if (open.pin == null) open.client.release() else close(open)
    }

    override fun resumeWork() = people.forEach { it.client.setNetwork(network) }

    override suspend fun lockIfIdle(): Boolean {
        val open = inFront?.takeIf { isIdle && it.pin != null } ?: return false
        close(open)
        return true
    }

    override suspend fun unsent() = people.sumOf { it.client.unsent }

    override suspend fun picker(): PickerScreen {
        val device = if (isTablet) "tablet" else "phone"
        return PickerScreen("Who is using this $device?", people.map(::row), "Someone else", inFront?.id, handed != null)
    }

    override suspend fun place(): CoreClient {
        endHandOver()
        inFront?.let(::close)
        return joining ?: FakeCoreClient(server, words).also {
            it.setNetwork(network)
            joining = it
        }
    }

    override suspend fun enter(id: String, pin: String?): CoreClient {
        fault?.let {
            fault = null
            if (it is CoreException.LeaseEnded) people.removeAll { one -> one.id == id }
            changed()
            throw it
        }
        val profile = listed(id)
        check(profile, pin)
        inFront?.takeIf { it !== profile }?.let(::close)
        return open(profile)
    }

    override suspend fun naming(): NamingScreen {
        val whole = joining?.person ?: throw CoreException.NotFound("profile")
        return NamingScreen("Which name may this show?", listOf(whole.substringBefore(' ')), "Everyone reads it.", "A PIN.")
    }

    override suspend fun keep(name: String, pin: String?, again: String?): CoreClient {
        val client = joining ?: throw CoreException.NotFound("profile")
        val person = client.person ?: throw CoreException.SignedOut()
        val mine = people.firstOrNull { it.person == person && !it.leaves }
        val shown = name.trim()
        (whyNoName(shown, mine) ?: whyNoPin(pin, again))?.let { throw it }
        val profile = mine ?: Profile(server.freshId(), person, shown, pin, client).also { people += it }
        profile.name = shown
        profile.pin = pin
        joining = null
        return open(profile)
    }

    override suspend fun me(): MeScreen {
        val open = inFront ?: throw CoreException.Locked()
        val idle = IDLE_MINUTES.map { IdleChoice(it, "$it min", it == idleMinutes) }
        return MeScreen(open.id, open.name, open.pin != null, idle, "Sign out of this device")
    }

    override suspend fun handOver(student: String, outcome: String): HandedClient {
        val open = inFront ?: throw CoreException.Locked()
        if (open.pin == null) throw invalid("pin", "none")
        val given = open.client.handOver(student, outcome)
        close(open)
        handed = given
        changed()
        return given
    }

    private fun endHandOver() {
        handed?.ended = true
        handed = null
    }

    override suspend fun setIdleMinutes(minutes: UInt) {
        idleMinutes = minutes
        changed()
    }

    override suspend fun setPin(id: String, old: String?, new: String, again: String) {
        val profile = opened(id)
        whyNoPin(new, again)?.let { throw it }
        try {
            check(profile, old)
        } catch (refused: CoreException.Invalid) {
            throw if (refused.rule == "sign-in") refused else invalid("pin-now", if (refused.rule == "wrong") "wrong" else "shape")
        }
        profile.pin = new
        profile.wrong = 0
        changed()
    }

    override suspend fun lock() {
        endHandOver()
        inFront?.let(::close)
    }

    override suspend fun signOutQuestion(id: String): SignOutScreen {
        val left = opened(id).client.unsent
        val waits = left > 0u
        val sentences = listOfNotNull("$left not sent.".takeIf { waits }, "What the server has goes.", "It cannot be taken back.")
        val confirm = if (waits) "Sign out, leave it sealed" else "Sign out"
        return SignOutScreen("Sign out?", sentences, confirm, "Wait until it is sent".takeIf { waits })
    }

    override suspend fun signOut(id: String) {
        val profile = opened(id)
        close(profile)
        if (profile.client.unsent > 0u) profile.leaves = true else people -= profile
        changed()
    }

    private fun row(profile: Profile): PickerRow {
        val waiting = profile.client.unsent.takeIf { it > 0u && profile !== inFront }
        val way = when {
            profile.leaves -> PickerWay.LEAVES
            profile.pin == null -> PickerWay.OPENS
            profile.wrong >= MOST_TRIES -> PickerWay.JOINS_AGAIN
            else -> PickerWay.ASKS_PIN
        }
        val note = when {
            way == PickerWay.JOINS_AGAIN -> "Join again."
            profile.waitSeconds > 0u -> "Wait ${profile.waitSeconds} s."
            else -> waiting?.let { "$it waits for ${profile.name}" }
        }
        val wait = if (way == PickerWay.ASKS_PIN) profile.waitSeconds else 0u
        return PickerRow(profile.id, profile.name, FakeScreens.initials(profile.name), way, note, wait)
    }

    private fun check(profile: Profile, pin: String?) {
        val right = profile.pin ?: return
        val refusal = when {
            pin == null -> invalid("pin", "needed")
            !isPin(pin) -> invalid("pin", "shape")
            profile.wrong >= MOST_TRIES -> invalid("pin", "sign-in")
            profile.waitSeconds > 0u -> CoreException.TooSoon(profile.waitSeconds)
            pin != right -> inVain(profile)
            else -> null
        }
        if (refusal != null) throw refusal
    }

    private fun inVain(profile: Profile): CoreException {
        profile.wrong++
        if (profile.wrong >= FREE_TRIES) profile.waitSeconds = FIRST_WAIT_S
        changed()
        return invalid("pin", if (profile.wrong >= MOST_TRIES) "sign-in" else "wrong")
    }

    private fun whyNoName(name: String, mine: Profile?): CoreException? = when {
        name.isEmpty() -> invalid("name", "empty")
        name.length > MOST_OF_A_NAME -> invalid("name", "too-long-to-show")
        people.any { it !== mine && !it.leaves && it.name.equals(name, ignoreCase = true) } -> invalid("name", "taken")
        else -> null
    }

    private fun whyNoPin(pin: String?, again: String?): CoreException? = when {
        pin != null && !isPin(pin) -> invalid("pin", "shape")
        pin != null && isRun(pin) -> invalid("pin", "easy")
        pin != again -> invalid("pin-again", "differs")
        pin == null && isTablet -> invalid("pin", "needed")
        else -> null
    }

    private fun isPin(text: String) = text.length in DIGITS && text.all { it.isDigit() }

    private fun isRun(pin: String) = pin.zipWithNext { a, b -> b - a }.toSet().let { it.size == 1 && it.single() in -1..1 }

    private fun open(profile: Profile): CoreClient {
        endHandOver()
        profile.wrong = 0
        profile.client.isLocked = false
        profile.client.setNetwork(network)
        isIdle = false
        changed()
        return profile.client
    }

    private fun close(profile: Profile) {
        profile.client.isLocked = true
        changed()
    }

    private fun listed(id: String) = people.firstOrNull { it.id == id && !it.leaves } ?: throw CoreException.NotFound("profile")

    private fun opened(id: String) = listed(id).also { if (it.client.isLocked) throw CoreException.Locked() }

    private fun changed() {
        told.tryEmit(Notice(1u, listOf(Topic.SESSION)))
    }

    private fun invalid(field: String, rule: String) = CoreException.Invalid(field, rule)

    private companion object {
        val IDLE_MINUTES = listOf(2u, 5u, 15u)
        val DIGITS = 4..12
        const val FREE_TRIES = 5
        const val MOST_TRIES = 10
        const val FIRST_WAIT_S: ULong = 30u
        const val MOST_OF_A_NAME = 30
    }
}
