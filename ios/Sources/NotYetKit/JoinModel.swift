// Joining: by class code and name as a student, by staff code or the school's account as a teacher. Keeps what was typed
// until it worked.
import CoreClient
import NotYetCore
import Observation

@MainActor
@Observable
public final class JoinModel: Trying {
    public enum Role: CaseIterable, Sendable { case student, teacher }

    public var role = Role.student { didSet { if role != oldValue { look() } } }
    public var server = "" { didSet { if server != oldValue { look() } } }
    public var code = "" { didSet { isScanned = false } }
    /// Whether the code was scanned rather than typed.
    public private(set) var isScanned = false
    public var name = ""
    public private(set) var isJoining = false
    /// Whether the school at the typed address has accounts for its staff.
    public private(set) var offersAccount = false
    public var problem: Problem?
    @ObservationIgnored public let client: any CoreClient
    @ObservationIgnored private let browser: any Browser
    @ObservationIgnored private let camera: any Camera
    @ObservationIgnored private let pause: Duration
    @ObservationIgnored private var asking: Task<Void, Never>?

    /// - Parameters:
    ///   - server: the address that was used last, to be offered again.
    ///   - pause: how long an address stands untouched before its school is asked whether it has accounts.
    public init(
        client: any CoreClient, browser: any Browser, camera: any Camera, server: String = "",
        pause: Duration = .milliseconds(600)
    ) {
        (self.client, self.browser, self.camera) = (client, browser, camera)
        (self.server, self.pause) = (server, pause)
    }

    /// Photographs a teacher's code.
    public func scan() async {
        guard !isJoining else { return }
        isJoining = true
        await attempt {
            let photo = camera.canTake ? await camera.takePhoto() : await camera.choosePhoto()
            if let photo { try await admit(try await client.readCode(photo)) }
        }
        isJoining = false
    }

    /// A phone's own camera read a teacher's code and opened the app with it.
    public func opened(by address: String) async {
        guard !isJoining else { return }
        isJoining = true
        await attempt { try await admit(try client.readLink(address)) }
        isJoining = false
    }

    /// One's own code says who one is; the class's is put in its field, and asks for a name.
    private func admit(_ scanned: ScannedCode) async throws {
        guard scanned.needsName else {
            return try await client.joinWithStudentCode(server: scanned.serverUrl, code: scanned.code)
        }
        (role, server, code) = (.student, scanned.serverUrl, scanned.code)
        isScanned = true
    }

    public func join() async {
        guard !isJoining else { return }
        isJoining = true
        await attempt {
            switch role {
            case .student: try await client.joinWithClassCode(server: server, code: code, name: name)
            case .teacher: try await client.joinWithStaffCode(server: server, code: code)
            }
        }
        isJoining = false
    }

    /// Signs in with the school's account, in the system's browser.
    public func signIn() async {
        guard !isJoining else { return }
        isJoining = true
        await attempt {
            let page = try await client.beginSchoolAccount(server: server)
            guard let back = await browser.visit(page) else {
                throw CoreError.Invalid(field: "account", rule: "declined")
            }
            try await client.finishSchoolAccount(address: back)
        }
        isJoining = false
    }

    private func look() {
        asking?.cancel()
        offersAccount = false
        guard role == .teacher, !server.isEmpty else { return }
        asking = Task { [weak self, client, server, pause] in
            try? await Task.sleep(for: pause)
            guard !Task.isCancelled else { return }
            // A wrong address says so itself once it is used.
            let offers = (try? await client.offersSchoolAccount(server: server)) ?? false
            if !Task.isCancelled { self?.offersAccount = offers }
        }
    }

    /// Gives up waiting for the teacher.
    public func cancel() { client.cancelJoin() }

    /// What is wrong with none of the fields in particular.
    public var generalProblem: String? { problem(outside: ["server", "code", "name"]) }
}
