package notyet.app

import android.app.Activity
import android.content.ActivityNotFoundException
import android.content.Intent
import notyet.core.OpenDocument
import notyet.ui.state.Viewer

/** Whatever app of the device shows such a document: it may read this one, under an address that is good for no other. */
class AndroidViewer(private val activity: Activity) : Viewer {
    override suspend fun show(document: OpenDocument): Boolean {
        val shown = DocumentShelf.put(activity, document)
        val ask = Intent(Intent.ACTION_VIEW).setDataAndType(shown.uri, shown.type).addFlags(Intent.FLAG_GRANT_READ_URI_PERMISSION)
        return try {
            activity.startActivity(ask)
            true
        } catch (_: ActivityNotFoundException) {
            DocumentShelf.clear()
            false
        }
    }
}
