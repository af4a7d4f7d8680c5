package notyet.ui.screens

import androidx.compose.runtime.Stable
import androidx.compose.runtime.staticCompositionLocalOf

/** Opens documents in what the machine shows them with. */
@Stable
interface DocumentOpener {
    /** Which one could not be opened. */
    val unopened: String?

    fun open(attachment: String)
}

/** Set by the host of a person's screens; without it a document is named and not opened. */
val LocalDocuments = staticCompositionLocalOf<DocumentOpener?> { null }
