// The real server as a process of its own, over the demonstration school, on a port that the system gives.
import Foundation

/// Ends with the object. Codes come from the server's own commands, as in a school's office.
public final class SchoolServer: Sendable {
    public let address: String
    private let folder: TemporaryFolder
    private let shell: Child
    private let running = Flag()

    /// Where the server's program is: NOTYET_SERVER, or beside the core's library; nil where it was not built.
    public static let program: String? = {
        let environment = ProcessInfo.processInfo.environment
        let repository = URL(fileURLWithPath: #filePath).pathComponents.dropLast(4).joined(separator: "/").dropFirst()
        let target = environment["CORE_LIB_DIR"] ?? repository + "/target/debug"
        let program = environment["NOTYET_SERVER"] ?? target + "/notyet-server"
        return FileManager.default.isExecutableFile(atPath: program) ? program : nil
    }()
    private static let fixtures =
        String(URL(fileURLWithPath: #filePath).pathComponents.dropLast(4).joined(separator: "/").dropFirst())
        + "/tests/fixtures/demo"

    public init() async throws {
        let folder = try TemporaryFolder()
        let school = folder.path + "/school"
        _ = try await Self.run([
            "import", "--folder", school, "--zone", "America/New_York", Self.fixtures + "/roster.zip",
        ])
        _ = try await Self.run(["import", "--folder", school, "--course", "ELA7", Self.fixtures + "/standards.json"])
        // A shell between them ends the server as soon as this process closes its input or is gone.
        let guarded = #""$0" serve --folder "$1" & child=$!; cat >/dev/null; kill -9 $child"#
        let shell = try Child("/bin/sh", ["-c", guarded, Self.program ?? "", school])
        // It says where it listens once it does.
        let said = try await aside { shell.read() }
        guard let address = said.split(whereSeparator: \.isWhitespace).first(where: { $0.hasPrefix("http://") }) else {
            throw Child.Fault(what: "no address in \(said)")
        }
        (self.folder, self.shell, self.address) = (folder, shell, String(address))
    }
    deinit { if running.take() { shell.endInput() } }

    /// As if its machine lost power.
    public func stop() async throws {
        guard running.take() else { return }
        shell.endInput()
        _ = try await aside { [shell] in shell.wait() }
    }

    public func staffCode(_ person: String) async throws -> String {
        try await firstLine(["staff-code", "--folder", folder.path + "/school", "--user", person])
    }
    public func classCode(_ title: String) async throws -> String {
        try await firstLine(["class-code", "--folder", folder.path + "/school", "--class", title])
    }
    private func firstLine(_ arguments: [String]) async throws -> String {
        String(try await Self.run(arguments).split(separator: "\n").first ?? "")
    }
    private static func run(_ arguments: [String]) async throws -> String {
        let child = try Child(program ?? "", arguments)
        child.endInput()
        let (said, status) = try await aside { (child.readAll(), child.wait()) }
        guard status == 0 else { throw Child.Fault(what: "\(arguments.joined(separator: " ")): \(said)") }
        return said
    }
}

/// True once.
private final class Flag: @unchecked Sendable {
    private let lock = NSLock()
    private var isUp = true

    func take() -> Bool {
        lock.withLock {
            defer { isUp = false }
            return isUp
        }
    }
}
