package notyet.ui.state

import notyet.core.Hand
import notyet.ui.screens.ScreenState
import org.junit.After
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNotNull
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Test

class SettingsHolderTest {
    private val stage = Stage().apply { teach() }
    private val holder = SettingsHolder(stage.client, stage.scope) {}
    private val manner = Manner(stage.client, stage.scope)

    private val shown get() = (holder.state as ScreenState.Ready).data

    @After
    fun end() = stage.close()

    @Test
    fun `a language is spoken as soon as it is chosen, and its screen says which`() {
        holder.actions.onLanguage("ar")
        assertEquals("ar" to true, manner.words.locale to manner.words.rightToLeft)
        assertEquals("ar", shown.languages.single { it.chosen }.tag)
        holder.actions.onLanguage(null)
        assertEquals("en" to false, manner.words.locale to manner.words.rightToLeft)
    }

    @Test
    fun `a hand and less motion hold at once`() {
        holder.actions.onHand(Hand.LEFT)
        holder.actions.onStill(true)
        assertEquals(Hand.LEFT to true, manner.preferences.hand to manner.preferences.still)
    }

    @Test
    fun `what cannot be set says why, until something can`() {
        holder.actions.onLanguage("tlh")
        assertNotNull(holder.problem)
        assertTrue(shown.languages.first().chosen)
        holder.actions.onStill(true)
        assertNull(holder.problem)
    }

    @Test
    fun `nobody else on the device is spoken to otherwise`() {
        holder.actions.onLanguage("es")
        val other = Stage().apply { teach() }
        assertEquals("en", Manner(other.client, other.scope).words.locale)
        other.close()
    }
}
