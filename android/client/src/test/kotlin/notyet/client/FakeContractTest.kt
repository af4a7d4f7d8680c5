package notyet.client

import kotlinx.coroutines.runBlocking
import notyet.client.fake.FakeCoreClient
import notyet.client.fake.FakeSchool
import notyet.client.fake.FakeServer
import notyet.core.Network

/** The promises, kept by the fake. */
class FakeContractTest : CoreContract() {
    override val place: Place get() = school

    private companion object {
        val school: Place by lazy { FakePlace() }
    }
}

/** The promises about a room, kept by the fake. */
class FakeRoomTest : RoomContract() {
    override val place: CoreContract.Place by lazy { FakePlace() }
}

/** The promises about a student's own voice, kept by the fake. */
class FakeOwnWordsTest : OwnWordsContract() {
    override val place: CoreContract.Place by lazy { FakePlace() }
}

private class FakePlace : CoreContract.Place {
    private val roster = (1..30).map { FakeSchool.Person("student-$it", "Student Number$it") }
    private val server = FakeServer(FakeSchool.small.copy(students = roster, noPhotos = setOf("student-30")))
    override val address = "http://127.0.0.1:1"
    override val classCode = server.school.classCode
    override val photo = byteArrayOf(0xFF.toByte(), 0xD8.toByte(), 0)
    override val teacher = device().also { runBlocking { it.joinWithStaffCode(address, server.school.staffCode) } }

    override fun device() = FakeCoreClient(server)

    override fun teachersNetwork(network: Network) = teacher.setNetwork(network)
}
