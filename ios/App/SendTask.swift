// Time to send in the background: asked of the system whenever something waits as the app leaves the front. The core
// sends by itself; this only has the process run, and opens the people of the device if the system had ended it.
import BackgroundTasks
import NotYetKit

@MainActor
enum SendTask {
    /// As `project.yml` permits it.
    private static let id = "app.notyet.send"

    /// Before the app has finished launching, as the system demands.
    static func register(_ model: RootModel) {
        BGTaskScheduler.shared.register(forTaskWithIdentifier: id, using: .main) { task in
            nonisolated(unsafe) let task = task
            MainActor.assumeIsolated { run(task, model) }
        }
    }

    /// Asks for a run as soon as there is a network and the system finds it cheap. Where people have switched such
    /// runs off, what waits goes out when the app is opened.
    static func schedule() {
        let request = BGProcessingTaskRequest(identifier: id)
        request.requiresNetworkConnectivity = true
        try? BGTaskScheduler.shared.submit(request)
    }

    private static func run(_ task: BGTask, _ model: RootModel) {
        nonisolated(unsafe) let task = task
        let work = Task {
            let sent = await model.untilSent()
            if !sent { schedule() }
            task.setTaskCompleted(success: sent)
        }
        task.expirationHandler = { work.cancel() }
    }
}
