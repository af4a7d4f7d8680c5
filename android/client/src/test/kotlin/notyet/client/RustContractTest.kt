package notyet.client

import org.junit.AfterClass

/** The promises, kept by the core over the demonstration school and a server of its own. */
class RustContractTest : CoreContract() {
    override val place: Place get() = school.value

    companion object {
        private val school = lazy { RustSchool() }

        @AfterClass
        @JvmStatic
        fun close() {
            if (school.isInitialized()) school.value.close()
        }
    }
}

/** The promises about a room, kept by the core. */
class RustRoomTest : RoomContract() {
    override val place: CoreContract.Place get() = school.value

    companion object {
        private val school = lazy { RustSchool() }

        @AfterClass
        @JvmStatic
        fun close() {
            if (school.isInitialized()) school.value.close()
        }
    }
}

/** The promises about a student's own voice, kept by the core. */
class RustOwnWordsTest : OwnWordsContract() {
    override val place: CoreContract.Place get() = school.value

    companion object {
        private val school = lazy { RustSchool() }

        @AfterClass
        @JvmStatic
        fun close() {
            if (school.isInitialized()) school.value.close()
        }
    }
}
