package notyet.desktop

import androidx.compose.foundation.background
import androidx.compose.foundation.clickable
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.foundation.layout.padding
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.setValue
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.unit.dp
import kotlinx.coroutines.CompletableDeferred
import notyet.ui.generated.Icons
import notyet.ui.parts.CameraButton
import notyet.ui.theme.Look

/** Stands where a system's camera would open over the app: one shutter, and whoever asked for a photo waits for it. */
class Viewfinder {
    private var waiting by mutableStateOf<CompletableDeferred<Unit>?>(null)

    /** Opens, until the shutter is pressed. */
    suspend fun shutter() {
        val pressed = CompletableDeferred<Unit>()
        waiting = pressed
        try {
            pressed.await()
        } finally {
            waiting = null
        }
    }

    /** Covers the app while it is open. */
    @Composable
    fun Open() {
        val pressed = waiting ?: return
        Box(Modifier.fillMaxSize().background(Look.colours.raised).clickable(enabled = false) {}, Alignment.BottomCenter) {
            CameraButton(Icons.photoCamera, "Shutter", { pressed.complete(Unit) }, Modifier.padding(bottom = 48.dp))
        }
    }
}
