package notyet.client

import notyet.client.fake.FakeProfilesClient
import notyet.client.fake.FakeServer

/** The promises, kept by the fake. */
class FakeProfilesTest : ProfilesContract() {
    override val place = object : Place {
        private val server = FakeServer()

        override fun people(isTablet: Boolean) = FakeProfilesClient(server, isTablet)

        override suspend fun enrol(place: CoreClient) = place.joinWithStaffCode("http://127.0.0.1:1", server.school.staffCode)
    }
}
