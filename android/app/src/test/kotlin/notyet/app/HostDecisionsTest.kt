package notyet.app

import android.content.Intent
import android.media.AudioDeviceInfo
import notyet.core.Network
import notyet.ui.state.NoVoice
import org.junit.Assert.assertArrayEquals
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNull
import org.junit.Assert.assertThrows
import org.junit.Assert.assertTrue
import org.junit.Test
import java.io.IOException
import kotlin.io.path.createTempDirectory

class HostDecisionsTest {
    @Test
    fun `the camera is asked for once a tap, and a refusal leads to the sentence`() {
        assertEquals(CameraDoor.Open, CameraDoor.of(granted = true, asked = false, camera = true))
        assertEquals(CameraDoor.Ask, CameraDoor.of(granted = false, asked = false, camera = true))
        assertEquals(CameraDoor.Refused, CameraDoor.of(granted = false, asked = true, camera = true))
    }

    @Test
    fun `only the browser's way back from an account and a teacher's code open the app`() {
        for (address in listOf("app.notyet:/signed-in?code=c&state=s", "app.notyet:/join?server=s&class=c")) {
            assertEquals(address, BrowserDoor.addressOf(Intent.ACTION_VIEW, address))
            assertNull(BrowserDoor.addressOf(Intent.ACTION_MAIN, address))
        }
        for (other in listOf(null, "https://school.example/signed-in?code=c", "app.notyet:/elsewhere?code=c")) {
            assertNull(BrowserDoor.addressOf(Intent.ACTION_VIEW, other))
        }
    }

    @Test
    fun `nobody is asked for a camera that is not there`() {
        for (granted in listOf(true, false)) {
            assertEquals(CameraDoor.Absent, CameraDoor.of(granted, asked = false, camera = false))
        }
    }

    @Test
    fun `a school's network without the internet is a network`() {
        assertEquals(Network(online = true, metered = false), NetworkPicture().like(suspended = false, metered = false))
    }

    @Test
    fun `the core is told of a network once, and of each change`() {
        val picture = NetworkPicture()
        assertEquals(Network(online = true, metered = true), picture.like(suspended = false, metered = true))
        assertNull(picture.like(suspended = false, metered = true))
        assertEquals(Network(online = true, metered = false), picture.like(suspended = false, metered = false))
        assertEquals(Network(online = false, metered = false), picture.blocked(true))
        assertNull(picture.lost())
        assertEquals(Network(online = true, metered = false), picture.like(suspended = false, metered = false))
        assertEquals(Network(online = false, metered = false), picture.like(suspended = true, metered = false))
    }

    @Test
    fun `without a network at the start the core is told so`() {
        assertEquals(false, NetworkPicture().lost()?.online)
    }

    @Test
    fun `a photo is read to its last byte, and one beyond the limit is refused before it fills the memory`() {
        val photo = ByteArray(200_000) { it.toByte() }
        assertArrayEquals(photo, readPhoto(photo.inputStream()))
        assertArrayEquals(photo, readPhoto(photo.inputStream(), largest = photo.size))
        assertThrows(IOException::class.java) { readPhoto(photo.inputStream(), largest = photo.size - 1) }
    }

    @Test
    fun `only a JPEG is handed over as it is`() {
        assertTrue(isJpeg(byteArrayOf(0xFF.toByte(), 0xD8.toByte(), 0xFF.toByte(), 0xE1.toByte())))
        assertFalse(isJpeg(byteArrayOf(0x89.toByte(), 'P'.code.toByte(), 'N'.code.toByte(), 'G'.code.toByte())))
        assertFalse(isJpeg(ByteArray(0)))
    }

    @Test
    fun `a microphone that is not there or not allowed is told apart`() {
        assertEquals(NoVoice.Absent, AndroidMicrophone.refusal(isThere = false, isGranted = false))
        assertEquals(NoVoice.Refused, AndroidMicrophone.refusal(isThere = true, isGranted = false))
        assertNull(AndroidMicrophone.refusal(isThere = true, isGranted = true))
    }

    @Test
    fun `a recording lies in a file that is in no folder`() {
        val folder = createTempDirectory().toFile()
        AndroidMicrophone.nameless(folder).use { file ->
            file.write(byteArrayOf(1, 2, 3))
            assertEquals(emptyList<String>(), folder.list().orEmpty().toList())
            assertArrayEquals(byteArrayOf(1, 2, 3), AndroidMicrophone.whole(file))
        }
        folder.delete()
    }

    @Test
    fun `a device without room for a minute says so before it listens`() {
        assertEquals(NoVoice.Full, AndroidMicrophone.lackOfRoom(1L shl 20))
        assertNull(AndroidMicrophone.lackOfRoom(1L shl 30))
    }

    @Test
    fun `of a large file no more is read than makes it too large`() {
        val bytes = ByteArray(100_000) { it.toByte() }
        assertArrayEquals(bytes, readDocument(bytes.inputStream()))
        assertArrayEquals(bytes.copyOf(70_001), readDocument(bytes.inputStream(), most = 70_001))
    }

    @Test
    fun `a tablet that has a loudspeaker alone plays nothing at the ear`() {
        assertFalse(AndroidSpeaker.hasEar(listOf(AudioDeviceInfo.TYPE_BUILTIN_SPEAKER)))
        val worn = listOf(AudioDeviceInfo.TYPE_WIRED_HEADPHONES, AudioDeviceInfo.TYPE_BLUETOOTH_A2DP)
        for (ear in worn + AudioDeviceInfo.TYPE_BUILTIN_EARPIECE) {
            assertTrue(AndroidSpeaker.hasEar(listOf(AudioDeviceInfo.TYPE_BUILTIN_SPEAKER, ear)))
        }
    }
}
