// A device of a test: the real core over real encrypted databases in a folder of its own.
import CoreClient
import Foundation
import NotYetCore

/// Secrets in memory, as a key store holds them; the log as lines.
public final class MemoryHost: NotYetCore.Host, @unchecked Sendable {
    private let lock = NSLock()
    private var secrets: [String: Data]
    private var lines: [String] = []
    /// They stay as long as a core that holds this host.
    private var folders: [TemporaryFolder] = []

    public init(secrets: [String: Data] = [:]) { self.secrets = secrets }

    public func secret(name: String) throws -> Data? { lock.withLock { secrets[name] } }
    public func setSecret(name: String, value: Data) throws { lock.withLock { secrets[name] = value } }
    public func log(level: LogLevel, line: String) { lock.withLock { lines.append(line) } }

    func keep(_ folder: TemporaryFolder) { lock.withLock { folders.append(folder) } }
    public var names: [String] { lock.withLock { secrets.keys.sorted() } }
    public var log: [String] { lock.withLock { lines } }
}

/// A folder that goes with the test.
public final class TemporaryFolder: Sendable {
    public let path: String

    public init() throws {
        let url = FileManager.default.temporaryDirectory.appendingPathComponent("notyet-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        path = url.path
    }
    deinit { try? FileManager.default.removeItem(atPath: path) }
}

public struct Device: Sendable {
    public let profiles: LiveProfilesClient
    public let folder: TemporaryFolder
    public let host: MemoryHost

    public init(folder: TemporaryFolder? = nil, host: MemoryHost = MemoryHost(), isTablet: Bool = true) async throws {
        self.folder = try folder ?? TemporaryFolder()
        self.host = host
        host.keep(self.folder)
        profiles = try await LiveProfilesClient(
            config: Config(
                folder: self.folder.path + "/data", locale: "en", deviceName: isTablet ? "tablet" : "phone",
                appVersion: "0.1.0", isTablet: isTablet),
            host: host)
    }

    /// What would be found after this device was killed now: its files as they are, and its key store.
    public func copy(host: MemoryHost? = nil) async throws -> Device {
        await profiles.stop()
        let copy = try TemporaryFolder()
        try FileManager.default.copyItem(atPath: folder.path + "/data", toPath: copy.path + "/data")
        return try await Device(folder: copy, host: host ?? self.host)
    }
}
