package notyet.app

import android.app.job.JobInfo
import android.app.job.JobParameters
import android.app.job.JobScheduler
import android.app.job.JobService
import android.content.ComponentName
import android.content.Context
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.Job
import kotlinx.coroutines.SupervisorJob
import kotlinx.coroutines.cancel
import kotlinx.coroutines.launch

/** Keeps the process alive after the app was left, until what was recorded is on the school's server or the system stops it. */
class SyncJob : JobService() {
    private val scope = CoroutineScope(SupervisorJob() + Dispatchers.Main.immediate)
    private var sending: Job? = null

    override fun onStartJob(params: JobParameters): Boolean {
        val keeper = (application as NotYetApplication).keeper
        sending = scope.launch {
            val ending = untilSent(keeper, LIMIT_MS)
            jobFinished(params, ending == Ending.Waiting)
        }
        return true
    }

    override fun onStopJob(params: JobParameters): Boolean {
        sending?.cancel()
        return true
    }

    override fun onDestroy() {
        scope.cancel()
        super.onDestroy()
    }

    companion object {
        private const val ID = 1
        private const val FIRST_RETRY_MS = 30_000L

        /** Within the ten minutes that Android gives a job. */
        private const val LIMIT_MS = 9 * 60_000L

        /** Asks for a run as soon as there is a network, after a restart of the device as well. */
        fun schedule(context: Context) {
            val job = JobInfo.Builder(ID, ComponentName(context, SyncJob::class.java))
                // Any network: a school's own may lead nowhere else.
                .setRequiredNetworkType(JobInfo.NETWORK_TYPE_ANY)
                .setBackoffCriteria(FIRST_RETRY_MS, JobInfo.BACKOFF_POLICY_EXPONENTIAL)
                .setPersisted(true)
                .build()
            context.getSystemService(JobScheduler::class.java).schedule(job)
        }
    }
}
