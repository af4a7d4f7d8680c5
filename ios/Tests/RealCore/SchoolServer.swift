// The real server as a process of its own, over the demonstration school, on a port that the system gives.
import Foundation

/// Ends with the object. Codes come from the server's own commands, as in a school's office.
public final class SchoolServer: @unchecked Sendable {
    public let address: String
    private let folder: TemporaryFolder
    private let process: Process

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

    public struct Fault: Error { let what: String }

    public init() async throws {
        folder = try TemporaryFolder()
        let school = folder.path + "/school"
        _ = try await Self.run(["import", "--folder", school, "--zone", "America/New_York", Self.fixtures + "/roster.zip"])
        _ = try await Self.run(["import", "--folder", school, "--course", "ELA7", Self.fixtures + "/standards.json"])
        let (process, output) = (Process(), Pipe())
        process.executableURL = URL(fileURLWithPath: Self.program ?? "")
        process.arguments = ["serve", "--folder", school]
        process.standardOutput = output
        self.process = process
        // It says where it listens once it does.
        let said = try await Self.aside {
            try process.run()
            return String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
        }
        guard let address = said.split(whereSeparator: \.isWhitespace).first(where: { $0.hasPrefix("http://") }) else {
            throw Fault(what: "no address in \(said)")
        }
        self.address = String(address)
    }
    deinit { if process.isRunning { process.terminate() } }

    /// As if its machine lost power.
    public func stop() async throws {
        let process = process
        _ = try await Self.aside {
            kill(process.processIdentifier, SIGKILL)
            process.waitUntilExit()
            return ""
        }
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
        try await aside {
            let (process, output) = (Process(), Pipe())
            process.executableURL = URL(fileURLWithPath: program ?? "")
            process.arguments = arguments
            process.standardOutput = output
            try process.run()
            let said = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
            process.waitUntilExit()
            guard process.terminationStatus == 0 else { throw Fault(what: "\(arguments.joined(separator: " ")): \(said)") }
            return said
        }
    }
    /// Waiting for a process turns the waiting thread's run loop, so that must never be the main one.
    private static func aside(_ work: @escaping @Sendable () throws -> String) async throws -> String {
        try await withCheckedThrowingContinuation { waiting in
            Thread.detachNewThread { waiting.resume(with: Result(catching: work)) }
        }
    }
}
