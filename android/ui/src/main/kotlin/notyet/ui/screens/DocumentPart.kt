package notyet.ui.screens

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.LiveRegionMode
import androidx.compose.ui.semantics.liveRegion
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.Dp
import notyet.core.DocumentTile
import notyet.core.PhotoState
import notyet.core.documentAdd
import notyet.core.documentLead
import notyet.core.documentOpen
import notyet.core.documentRemove
import notyet.core.documentUnopened
import notyet.core.photoComing
import notyet.ui.generated.Icons
import notyet.ui.generated.Size
import notyet.ui.generated.Space
import notyet.ui.parts.Banner
import notyet.ui.parts.Card
import notyet.ui.parts.SecondButton
import notyet.ui.parts.WordButton
import notyet.ui.theme.Look

/** What a person can do with the documents of a draft. */
class DocumentActions(
    /** Asks for a file and adds it. */
    val onAdd: () -> Unit = {},
    val onRemove: (attachment: String) -> Unit = {},
)

/**
 * The documents of a draft, and the button that adds one.
 *
 * @param problem why the last one was not added, in words.
 * @param least the least height of the button: in capture [Size.captureTarget].
 */
@Composable
internal fun DocumentPart(documents: List<DocumentTile>, actions: DocumentActions, problem: String?, least: Dp = Size.target) {
    val words = LocalWords.current
    Column(verticalArrangement = Arrangement.spacedBy(Space.x8)) {
        Documents(documents, actions.onRemove)
        SecondButton(words.documentAdd, actions.onAdd, Modifier.fillMaxWidth(), Icons.attachFile, least)
        Text(words.documentLead, color = Look.colours.ink2, style = Look.type.label)
        problem?.let { Banner(Icons.syncProblem, it) }
    }
}

/**
 * Documents of a record, each to be opened where there is something to open it with.
 *
 * @param onRemove takes one out of a draft; null: they are saved.
 */
@Composable
internal fun Documents(documents: List<DocumentTile>, onRemove: ((attachment: String) -> Unit)? = null) {
    if (documents.isEmpty()) return
    Column(verticalArrangement = Arrangement.spacedBy(Space.x8)) {
        for (document in documents) {
            Card {
                AttachedTitle(document.kind, document.size, document.day, document.spoken)
                Opening(document)
                if (onRemove != null) WordButton(LocalWords.current.documentRemove, { onRemove(document.attachment) })
            }
        }
    }
}

@Composable
private fun Opening(document: DocumentTile) {
    val words = LocalWords.current
    val opener = LocalDocuments.current ?: return
    if (document.state != PhotoState.READY) {
        Text(words.photoComing, color = Look.colours.ink2, style = Look.type.body)
        return
    }
    SecondButton(words.documentOpen, { opener.open(document.attachment) }, Modifier.fillMaxWidth(), Icons.attachFile)
    if (opener.unopened == document.attachment) {
        val heard = Modifier.semantics { liveRegion = LiveRegionMode.Polite }
        Text(words.documentUnopened, heard, color = Look.colours.accent, style = Look.type.label)
    }
}
