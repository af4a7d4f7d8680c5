package notyet.app

import android.content.Context
import android.system.ErrnoException
import android.system.Os
import android.system.OsConstants
import android.util.Log
import notyet.core.Host
import notyet.core.HostException
import notyet.core.LogLevel
import java.io.File
import java.io.IOException
import java.security.GeneralSecurityException
import java.security.ProviderException

/** What the core asks of Android: secrets behind the device's key store, where no backup reaches them, and the system's log. */
class KeyStoreHost(context: Context) : Host {
    private val key = DeviceKey(context)
    private val secrets = Secrets(File(context.noBackupFilesDir, "secrets"), ::syncFolder, key::get)

    override fun secret(name: String): ByteArray? = guarded { secrets.read(name) }

    override fun setSecret(name: String, value: ByteArray) = guarded { secrets.write(name, value) }

    override fun log(level: LogLevel, line: String) {
        when (level) {
            LogLevel.ERROR -> Log.e(TAG, line)
            LogLevel.WARNING -> Log.w(TAG, line)
            LogLevel.INFO -> Log.i(TAG, line)
        }
    }

    private fun <T> guarded(work: () -> T): T = try {
        work()
    } catch (fault: IOException) {
        throw HostException.Unavailable(fault.toString())
    } catch (fault: GeneralSecurityException) {
        throw HostException.Unavailable(fault.toString())
    } catch (fault: ProviderException) {
        // How some key stores say that they are out of order.
        throw HostException.Unavailable(fault.toString())
    }

    private companion object {
        const val TAG = "NotYet"

        /** A rename is durable once its folder is; Android's channels open no folders. */
        fun syncFolder(folder: File) {
            try {
                val opened = Os.open(folder.path, OsConstants.O_RDONLY, 0)
                try {
                    Os.fsync(opened)
                } finally {
                    Os.close(opened)
                }
            } catch (fault: ErrnoException) {
                throw IOException("${folder.path} was not made durable", fault)
            }
        }
    }
}
