package notyet.app

import android.Manifest
import android.app.Activity
import android.app.AlertDialog
import android.content.ActivityNotFoundException
import android.content.ClipData
import android.content.Intent
import android.content.pm.PackageManager
import android.net.Uri
import android.os.Build
import android.provider.MediaStore
import android.provider.Settings
import androidx.compose.ui.graphics.ImageBitmap
import androidx.compose.ui.graphics.asImageBitmap
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.withContext
import kotlinx.coroutines.withTimeoutOrNull
import notyet.ui.Machine
import java.io.IOException
import java.io.InputStream

/** The phone's camera app, its photo library, its files, and Android's decoder. Every photo and every file goes through memory only. */
class AndroidMachine(private val activity: Activity, private val questions: Questions, private val browser: BrowserDoor) : Machine {
    override suspend fun takePhoto(): ByteArray? {
        var door = look(asked = false)
        if (door == CameraDoor.Ask) {
            questions.grant(Manifest.permission.CAMERA)
            door = look(asked = true)
        }
        return when (door) {
            CameraDoor.Open -> fromCamera()
            CameraDoor.Ask -> null
            CameraDoor.Refused -> instead(R.string.camera_refused, settings = true)
            CameraDoor.Absent -> instead(R.string.camera_absent, settings = false)
        }
    }

    override suspend fun choosePhoto(): ByteArray? = fromLibrary()

    override val microphone = AndroidMicrophone(activity, questions)

    override val speaker = AndroidSpeaker(activity)

    override suspend fun chooseDocument(): ByteArray? {
        val ask = Intent(Intent.ACTION_OPEN_DOCUMENT).addCategory(Intent.CATEGORY_OPENABLE).setType("*/*")
            .putExtra(Intent.EXTRA_MIME_TYPES, arrayOf("application/pdf", "text/*"))
        val uri = try {
            questions.result(ask)?.data
        } catch (_: ActivityNotFoundException) {
            null
        }
        return uri?.let { read(it, ::readDocument) ?: ByteArray(0) }
    }

    override val viewer = AndroidViewer(activity)

    override suspend fun visit(page: String): String? = browser.visit(page)

    override suspend fun decode(jpeg: ByteArray, wide: Int): ImageBitmap? = withContext(Dispatchers.Default) {
        Pictures.decode(jpeg, wide)?.asImageBitmap()
    }

    private fun look(asked: Boolean) = CameraDoor.of(
        granted = activity.checkSelfPermission(Manifest.permission.CAMERA) == PackageManager.PERMISSION_GRANTED,
        asked = asked,
        camera = Intent(MediaStore.ACTION_IMAGE_CAPTURE).resolveActivity(activity.packageManager) != null,
    )

    private suspend fun fromCamera(): ByteArray? {
        val tray = PhotoPipe.await(activity)
        try {
            val ask = Intent(MediaStore.ACTION_IMAGE_CAPTURE)
                .putExtra(MediaStore.EXTRA_OUTPUT, tray.uri)
                .addFlags(Intent.FLAG_GRANT_WRITE_URI_PERMISSION)
            // Flags speak of the intent's data and clip, not of its extras.
            ask.clipData = ClipData.newRawUri(null, tray.uri)
            // The camera says "done" when it has written; the last bytes may still be in the pipe.
            val photo = questions.result(ask)?.let { withTimeoutOrNull(LAST_BYTES_MS) { tray.take() } }
            return photo?.let { asJpeg(it) }
        } catch (_: ActivityNotFoundException) {
            return null
        } finally {
            PhotoPipe.forget(tray)
        }
    }

    private suspend fun fromLibrary(): ByteArray? {
        val pick = when {
            Build.VERSION.SDK_INT >= Build.VERSION_CODES.TIRAMISU -> Intent(MediaStore.ACTION_PICK_IMAGES)
            else -> Intent(Intent.ACTION_GET_CONTENT).addCategory(Intent.CATEGORY_OPENABLE)
        }
        val uri = try {
            questions.result(pick.setType("image/*"))?.data
        } catch (_: ActivityNotFoundException) {
            null
        }
        return uri?.let { read(it) { from -> readPhoto(from) } }?.let { asJpeg(it) }
    }

    private suspend fun read(uri: Uri, bytes: (InputStream) -> ByteArray): ByteArray? = withContext(Dispatchers.IO) {
        try {
            activity.contentResolver.openInputStream(uri)?.use(bytes)
        } catch (_: IOException) {
            null
        } catch (_: SecurityException) {
            null
        }
    }

    /** What is no picture stays as it is: the core says so in words. */
    private suspend fun asJpeg(bytes: ByteArray): ByteArray =
        if (isJpeg(bytes)) bytes else withContext(Dispatchers.Default) { Pictures.toJpeg(bytes) ?: bytes }

    /** Says why there is no camera, and offers what there is instead. */
    private suspend fun instead(sentence: Int, settings: Boolean): ByteArray? {
        val choice = CompletableDeferred<Choice>()
        val dialog = AlertDialog.Builder(activity)
            .setMessage(sentence)
            .setPositiveButton(R.string.camera_choose) { _, _ -> choice.complete(Choice.Library) }
            .setNegativeButton(R.string.camera_cancel) { _, _ -> choice.complete(Choice.Nothing) }
            .setOnDismissListener { choice.complete(Choice.Nothing) }
        if (settings) dialog.setNeutralButton(R.string.camera_settings) { _, _ -> choice.complete(Choice.Settings) }
        val shown = dialog.show()
        return try {
            when (choice.await()) {
                Choice.Library -> fromLibrary()
                Choice.Settings -> null.also { openSettings() }
                Choice.Nothing -> null
            }
        } finally {
            shown.dismiss()
        }
    }

    private fun openSettings() {
        val page = Intent(Settings.ACTION_APPLICATION_DETAILS_SETTINGS, Uri.fromParts("package", activity.packageName, null))
        try {
            activity.startActivity(page)
        } catch (_: ActivityNotFoundException) {
            // Some school devices hide their settings; the sentence has said what to ask for.
        }
    }

    private enum class Choice { Library, Settings, Nothing }

    private companion object {
        const val LAST_BYTES_MS = 10_000L
    }
}
