package notyet.client

import org.junit.AfterClass

/** The promises, kept by the core over sealed databases and a server of its own. */
class RustProfilesTest : ProfilesContract() {
    override val place = object : Place {
        override fun people(isTablet: Boolean) = school.value.people(isTablet)

        override suspend fun enrol(place: CoreClient) {
            place.joinWithStaffCode(school.value.address, school.value.staffCode())
            school.value.untilArrived(place)
        }
    }

    companion object {
        private val school = lazy { RustSchool() }

        @AfterClass
        @JvmStatic
        fun close() {
            if (school.isInitialized()) school.value.close()
        }
    }
}
