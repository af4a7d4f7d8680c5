package notyet.ui.state

import androidx.compose.runtime.Stable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.setValue
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Job
import kotlinx.coroutines.delay
import kotlinx.coroutines.launch
import notyet.client.CoreClient
import notyet.client.HandedClient
import notyet.client.ProfilesClient
import notyet.core.CoreException
import notyet.core.PickerRow
import notyet.core.PickerWay
import notyet.core.SessionState
import notyet.core.Topic
import notyet.ui.screens.DoorField
import notyet.ui.screens.DoorProblem
import notyet.ui.screens.NamingActions
import notyet.ui.screens.NamingData
import notyet.ui.screens.NamingForm
import notyet.ui.screens.PeopleActions
import notyet.ui.screens.PeopleData
import notyet.ui.screens.PinActions

/** Where somebody who holds the device stands. */
sealed interface Door {
    /** Nothing is known yet. */
    data object Opening : Door

    /** Who is here cannot be read; [sentence] says what to do. */
    data class Broken(val sentence: String) : Door

    data class People(val data: PeopleData) : Door

    /** @property handed what the student in whose hands the device is goes back to; null: nobody's. */
    data class Pin(val row: PickerRow, val handed: Handed? = null) : Door

    data class Forgotten(val row: PickerRow) : Door

    /** [client] is of a place that is nobody's yet; [alone]: nobody else is here to go back to. */
    data class Joining(val client: CoreClient, val alone: Boolean) : Door

    data class Naming(val data: NamingData) : Door

    /** The device of [id] is in a student's hands. */
    data class Handed(val id: String, val client: HandedClient) : Door

    /** A person's own screens. */
    data class Open(val id: String, val client: CoreClient, val teaches: Boolean) : Door
}

/**
 * The way from the list of people to a person's own screens, and back as soon as they are locked. A PIN is kept no longer than it
 * takes to try it.
 *
 * @param secondMs how long a second lasts while a wait is counted down.
 */
@Stable
class DoorHolder(private val profiles: ProfilesClient, private val scope: CoroutineScope, private val secondMs: Long = 1_000) {
    var door by mutableStateOf<Door>(Door.Opening)
        private set

    /** What was typed at a person's door. */
    var pin by mutableStateOf("")
        private set
    var naming by mutableStateOf(NamingForm())
        private set
    var problem by mutableStateOf<DoorProblem?>(null)
        private set
    var busy by mutableStateOf(false)
        private set

    /** What became of a profile that is no longer here; stands on the list of people, or on Join. */
    var notice by mutableStateOf<String?>(null)
        private set

    /** How many doors were gone through. */
    private var doors = 0
    private var waiting: Job? = null
    private var matching: Job? = null
    private val listening: Job = scope.launch { profiles.notices().collect { look() } }

    val people = PeopleActions(onPerson = ::choose, onJoin = ::join)

    val atDoor = PinActions(
        onChange = {
            pin = it
            problem = null
        },
        onOpen = { (door as? Door.Pin)?.let { at -> trying { enter(at.row.id, pin) } } },
        onForgotten = { (door as? Door.Pin)?.let { at -> go(Door.Forgotten(at.row)) } },
        onBack = ::back,
    )

    val atNaming = NamingActions(
        onChange = {
            naming = it
            problem = null
        },
        onGo = {
            trying {
                val form = naming
                val client = profiles.keep(form.name, form.pin.ifEmpty { null }, form.again.ifEmpty { null })
                show(checkNotNull(profiles.picker().open) { "who was kept is in front" }, client)
            }
        },
    )

    /** Whether [back] leads anywhere. */
    val canGoBack: Boolean
        get() = when (val now = door) {
            is Door.Pin, is Door.Forgotten -> true
            is Door.Joining -> !now.alone
            else -> false
        }

    fun close() = listening.cancel()

    /** Asks anew who is here, because a person said so. */
    fun retry() {
        scope.launch { look() }
    }

    /** To the list of people; to the work, where the device is in a student's hands. */
    fun back() {
        val handed = (door as? Door.Pin)?.handed ?: return toPeople()
        go(handed)
    }

    private fun toPeople() {
        scope.launch { asked { go(Door.People(profiles.picker())) } }
    }

    /** Puts the device into a student's hands, for their own judgement of what is in sight. */
    suspend fun handOver(student: String, outcome: String) {
        val open = door as? Door.Open ?: return
        go(Door.Handed(open.id, profiles.handOver(student, outcome)))
    }

    /** To the PIN that takes it back. */
    fun giveBack() {
        val handed = door as? Door.Handed ?: return
        scope.launch { asked { profiles.picker().rows.firstOrNull { it.id == handed.id }?.let { go(Door.Pin(it, handed)) } } }
    }

    /** To the place in which somebody joins. */
    fun join() {
        if (door is Door.Joining) return
        scope.launch { asked { toJoin() } }
    }

    private fun choose(row: PickerRow) {
        when (row.way) {
            PickerWay.OPENS -> trying { enter(row.id, null) }
            PickerWay.ASKS_PIN -> go(Door.Pin(row))
            PickerWay.JOINS_AGAIN -> go(Door.Forgotten(row))
            PickerWay.LEAVES -> Unit
        }
    }

    /** Something changed: the door that stands open may not be right any more. */
    private suspend fun look(): Unit = asked {
        val before = doors
        val data = profiles.picker()
        // Somebody went through a door meanwhile: what was read says nothing of where they are now.
        if (doors != before) return@asked look()
        when (val now = door) {
            Door.Opening, is Door.Broken -> begin(data)
            is Door.Open -> if (data.open != now.id) begin(data)
            is Door.Handed -> if (!data.handed) begin(data)
            is Door.People -> if (data.rows.isEmpty()) toJoin() else door = Door.People(data)
            is Door.Pin -> stayAt(now, data)
            is Door.Forgotten, is Door.Joining, is Door.Naming -> Unit
        }
    }

    /** One person alone need not be chosen. */
    private suspend fun begin(data: PeopleData) {
        val only = data.rows.singleOrNull()
        when {
            data.rows.isEmpty() -> toJoin()
            only?.way == PickerWay.OPENS -> enter(only.id, null)
            only?.way == PickerWay.ASKS_PIN -> go(Door.Pin(only))
            else -> go(Door.People(data))
        }
    }

    private suspend fun stayAt(at: Door.Pin, data: PeopleData) {
        val row = data.rows.firstOrNull { it.id == at.row.id }
        when {
            // A student who guesses sees no list of people, however often.
            row?.way == PickerWay.ASKS_PIN || row != null && at.handed != null && data.handed -> {
                door = Door.Pin(row, at.handed)
                if (row.waitSeconds > 0uL) countDown()
            }
            row?.way == PickerWay.JOINS_AGAIN -> go(Door.Forgotten(row))
            else -> if (data.rows.isEmpty()) toJoin() else go(Door.People(data), notice)
        }
    }

    private fun countDown() {
        if (waiting?.isActive == true) return
        waiting = scope.launch {
            while ((door as? Door.Pin)?.let { it.row.waitSeconds > 0uL } == true) {
                delay(secondMs)
                look()
            }
        }
    }

    private suspend fun toJoin() {
        val client = profiles.place()
        go(Door.Joining(client, alone = profiles.picker().rows.isEmpty()), notice)
        matching?.cancel()
        matching = scope.launch {
            client.notices(setOf(Topic.SESSION)).collect { asked { if (hasJoined(client) && door is Door.Joining) toNaming() } }
        }
    }

    private suspend fun hasJoined(client: CoreClient) =
        client.session().state.let { it == SessionState.Teaching || it == SessionState.Learning }

    private suspend fun toNaming() {
        val data = profiles.naming()
        go(Door.Naming(data))
        naming = NamingForm(name = data.names.firstOrNull().orEmpty())
    }

    private suspend fun enter(id: String, typed: String?) = show(id, profiles.enter(id, typed))

    private suspend fun show(id: String, client: CoreClient) =
        go(Door.Open(id, client, teaches = client.session().state == SessionState.Teaching))

    /** Through a door; what was typed at the last one is gone. */
    private fun go(next: Door, told: String? = null) {
        if (next !is Door.Joining) matching?.cancel()
        pin = ""
        naming = NamingForm()
        problem = null
        notice = told
        doors++
        door = next
        if (next is Door.Pin && next.row.waitSeconds > 0uL) countDown()
    }

    private fun trying(work: suspend () -> Unit) {
        if (busy) return
        busy = true
        problem = null
        scope.launch {
            try {
                work()
            } catch (ended: CoreException.LeaseEnded) {
                notice = profiles.sentence(ended)
                look()
            } catch (fault: CoreException) {
                pin = ""
                problem = DoorProblem(fieldOf(fault), profiles.sentence(fault))
                // The door may say more now: for how long to wait, or that no PIN opens it.
                look()
            } finally {
                busy = false
            }
        }
    }

    private suspend fun asked(work: suspend () -> Unit) {
        try {
            work()
        } catch (fault: CoreException) {
            when (door) {
                Door.Opening, is Door.Broken, is Door.Open, is Door.Handed -> door = Door.Broken(profiles.sentence(fault))
                else -> problem = DoorProblem(null, profiles.sentence(fault))
            }
        }
    }

    private fun fieldOf(fault: CoreException): DoorField? = when ((fault as? CoreException.Invalid)?.field) {
        "name" -> DoorField.Name
        "pin" -> DoorField.Pin
        "pin-again" -> DoorField.Again
        else -> null
    }
}
