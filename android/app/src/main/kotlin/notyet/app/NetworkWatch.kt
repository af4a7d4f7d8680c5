package notyet.app

import android.content.Context
import android.net.ConnectivityManager
import android.net.NetworkCapabilities
import notyet.core.Network
import android.net.Network as AndroidNetwork

/**
 * What Android said last about its default network, as the core needs it. A school's own network that leads nowhere else is a
 * network: whether the internet answers is not asked.
 */
class NetworkPicture {
    private var there = false
    private var suspended = false
    private var metered = true
    private var blocked = false
    private var last: Network? = null

    /** A network came, or what it is like changed. */
    fun like(suspended: Boolean, metered: Boolean): Network? {
        there = true
        this.suspended = suspended
        this.metered = metered
        return news()
    }

    /** The system stopped or resumed letting this app use it, to save data or power. */
    fun blocked(blocked: Boolean): Network? {
        this.blocked = blocked
        return news()
    }

    /** No network is left. */
    fun lost(): Network? {
        there = false
        blocked = false
        return news()
    }

    /** What to tell the core; null: it knows. */
    private fun news(): Network? {
        val now = Network(online = there && !suspended && !blocked, metered = metered)
        return now.takeIf { it != last }?.also { last = it }
    }
}

/** Tells of the network for as long as the process lives. [tell] is called on a thread of the system. */
class NetworkWatch(context: Context, private val tell: (Network) -> Unit) : ConnectivityManager.NetworkCallback() {
    private val picture = NetworkPicture()

    init {
        val manager = context.getSystemService(ConnectivityManager::class.java)
        // Without a network Android calls nothing at all.
        if (manager.activeNetwork == null) picture.lost()?.let(tell)
        manager.registerDefaultNetworkCallback(this)
    }

    override fun onCapabilitiesChanged(network: AndroidNetwork, networkCapabilities: NetworkCapabilities) {
        val suspended = !networkCapabilities.hasCapability(NetworkCapabilities.NET_CAPABILITY_NOT_SUSPENDED)
        val metered = !networkCapabilities.hasCapability(NetworkCapabilities.NET_CAPABILITY_NOT_METERED)
        picture.like(suspended, metered)?.let(tell)
    }

    override fun onBlockedStatusChanged(network: AndroidNetwork, blocked: Boolean) {
        picture.blocked(blocked)?.let(tell)
    }

    override fun onLost(network: AndroidNetwork) {
        picture.lost()?.let(tell)
    }
}
