package notyet.client.fake

import notyet.client.SettingsClient
import notyet.core.CoreException
import notyet.core.Hand
import notyet.core.HandChoice
import notyet.core.LanguageChoice
import notyet.core.MotionChoice
import notyet.core.Preferences
import notyet.core.SettingsScreen

/** What one person chose on a device without Rust. Each change is told by [changed]. */
internal class FakeSettings(private val holds: () -> Boolean, private val changed: () -> Unit) : SettingsClient {
    private var chosen: String? = null
    private var revision = 1uL
    private var held = Hand.RIGHT
    private var still = false

    /** The tag of the language that is spoken. */
    val language: String get() = chosen ?: "en"

    override val preferences get() = Preferences(held, still, revision)

    override suspend fun settings() = SettingsScreen(
        revision = revision,
        languages = listOf(LanguageChoice(null, "Same as this tablet", "English", chosen == null)) +
            LANGUAGES.map { (tag, name) -> LanguageChoice(tag, name, UNREAD.takeIf { tag != "en" }, chosen == tag) },
        hands = HANDS.map { (hand, text) -> HandChoice(hand, text, hand == held) }.filter { holds() },
        motions = listOf(MotionChoice(false, "Usual", !still), MotionChoice(true, "Less", still)),
        kept = "This stays on this tablet, for you alone.",
    )

    override suspend fun setLanguage(tag: String?) {
        if (tag != null && tag !in LANGUAGES) throw CoreException.NotFound("language")
        chosen = tag
        revision++
        changed()
    }

    override suspend fun setHand(hand: Hand) {
        held = hand
        changed()
    }

    override suspend fun setStill(still: Boolean) {
        this.still = still
        changed()
    }

    private companion object {
        val LANGUAGES = mapOf("en" to "English", "es" to "Español", "ar" to "العربية")
        val HANDS = listOf(Hand.LEFT to "Left", Hand.TABLE to "On the table", Hand.RIGHT to "Right")
        const val UNREAD = "A machine made this translation. No speaker has read it yet."
    }
}
