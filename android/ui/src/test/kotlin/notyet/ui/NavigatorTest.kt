package notyet.ui

import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Test

class NavigatorTest {
    private val navigator = Navigator(Spot.Today)

    @Test
    fun `back retraces the way and stops at the root`() {
        navigator.go(Spot.Student("amara"))
        navigator.go(Spot.Conference("amara", "c3"))
        assertTrue(navigator.canGoBack)
        navigator.back()
        assertEquals(Spot.Student("amara"), navigator.here)
        navigator.back()
        assertEquals(Spot.Today, navigator.here)
        assertFalse(navigator.canGoBack)
        navigator.back()
        assertEquals(Spot.Today, navigator.here)
    }

    @Test
    fun `the next student takes the place of the last, so that back leads to Today`() {
        navigator.toRoot(Spot.Today, Spot.Conference("amara", null))
        navigator.toRoot(Spot.Today, Spot.Conference("ben", null))
        assertEquals(Spot.Conference("ben", null), navigator.here)
        navigator.back()
        assertEquals(Spot.Today, navigator.here)
    }

    @Test
    fun `a conference leads back to where it was begun`() {
        navigator.toRoot(Spot.Class, Spot.Student("amara"))
        navigator.go(Spot.Conference("amara", null))
        assertEquals(Spot.Student("amara"), navigator.begun)
        navigator.go(Spot.Student("amara"))
        assertEquals("while another screen stands over it", Spot.Student("amara"), navigator.begun)
        navigator.leaveConference()
        assertEquals(Spot.Student("amara") to Spot.Class, navigator.here to navigator.root)
        assertEquals(null, navigator.conference)
        navigator.toRoot(Spot.Today, Spot.Conference("amara", null))
        assertEquals(Spot.Today, navigator.begun)
        navigator.leaveConference()
        assertEquals(Spot.Today, navigator.here)
        assertEquals(null, navigator.begun)
    }

    @Test
    fun `a teacher is with a student on every screen about them and in their conference`() {
        navigator.go(Spot.Student("amara"))
        navigator.go(Spot.StudentOutcome("amara", "c3"))
        navigator.go(Spot.StudentEvidence("amara", "piece"))
        assertTrue(navigator.isWith("amara"))
        assertFalse(navigator.isWith("ben"))
        navigator.toRoot(Spot.Today, Spot.Conference("amara", null), Spot.Student("amara"))
        assertTrue(navigator.isWith("amara"))
        navigator.toRoot(Spot.Today)
        assertFalse(navigator.isWith("amara"))
    }

    @Test
    fun `another root forgets the way and is what the bar shows`() {
        navigator.go(Spot.Student("amara"))
        assertEquals(Spot.Today, navigator.root)
        navigator.toRoot(Spot.Sync)
        assertEquals(Spot.Sync, navigator.root)
        assertFalse(navigator.canGoBack)
    }
}
