package notyet.client

import notyet.core.Core
import notyet.core.Hand

/** The core's settings behind [SettingsClient]. */
internal class RustSettingsClient(private val core: Core) :
    SettingsClient,
    AutoCloseable {
    private val settings = core.settings()

    override val preferences get() = core.preferences()

    override suspend fun settings() = settings.screen()

    override suspend fun setLanguage(tag: String?) = settings.setLanguage(tag)

    override suspend fun setHand(hand: Hand) = settings.setHand(hand)

    override suspend fun setStill(still: Boolean) = settings.setStill(still)

    /** Lets go of the area; the core is its owner's. */
    override fun close() = settings.close()
}
