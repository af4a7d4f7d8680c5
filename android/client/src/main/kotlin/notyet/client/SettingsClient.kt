package notyet.client

import notyet.core.Hand
import notyet.core.Preferences
import notyet.core.SettingsScreen

/** What a person chooses for themselves on this device. What is set is in force when the call returns, and every topic is told. */
interface SettingsClient {
    /** What the app itself follows. Cheap; told with the session or the roster when it may have changed. */
    val preferences: Preferences

    suspend fun settings(): SettingsScreen

    /** [tag] null: the device's language. */
    suspend fun setLanguage(tag: String?)

    suspend fun setHand(hand: Hand)

    /** Whether nothing is to move. */
    suspend fun setStill(still: Boolean)
}
