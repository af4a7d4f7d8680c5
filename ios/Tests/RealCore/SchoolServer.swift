// The real server as a process of its own, over the demonstration school, on a port that the system gives.
import Foundation

/// Ends with the object. Codes come from the server's own commands, as in a school's office.
public final class SchoolServer: @unchecked Sendable {
    public let address: String
    private let folder: TemporaryFolder
    private let process = Process()

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

    public init() throws {
        folder = try TemporaryFolder()
        let school = folder.path + "/school"
        _ = try Self.run(["import", "--folder", school, "--zone", "America/New_York", Self.fixtures + "/roster.zip"])
        _ = try Self.run(["import", "--folder", school, "--course", "ELA7", Self.fixtures + "/standards.json"])
        let output = Pipe()
        process.executableURL = URL(fileURLWithPath: Self.program ?? "")
        process.arguments = ["serve", "--folder", school]
        process.standardOutput = output
        try process.run()
        // It says where it listens once it does.
        var said = ""
        while !said.contains("\n") {
            let more = output.fileHandleForReading.availableData
            if more.isEmpty { throw Fault(what: "the server ended: \(said)") }
            said += String(decoding: more, as: UTF8.self)
        }
        guard let address = said.split(whereSeparator: \.isWhitespace).first(where: { $0.hasPrefix("http://") }) else {
            throw Fault(what: "no address in \(said)")
        }
        self.address = String(address)
    }
    deinit { stop() }

    public func stop() {
        guard process.isRunning else { return }
        process.terminate()
        process.waitUntilExit()
    }

    public func staffCode(_ person: String) throws -> String {
        try firstLine(["staff-code", "--folder", folder.path + "/school", "--user", person])
    }
    public func classCode(_ title: String) throws -> String {
        try firstLine(["class-code", "--folder", folder.path + "/school", "--class", title])
    }
    private func firstLine(_ arguments: [String]) throws -> String {
        String(try Self.run(arguments).split(separator: "\n").first ?? "")
    }
    private static func run(_ arguments: [String]) throws -> String {
        let (process, output) = (Process(), Pipe())
        process.executableURL = URL(fileURLWithPath: program ?? "")
        process.arguments = arguments
        process.standardOutput = output
        try process.run()
        let said = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        let text = String(decoding: said, as: UTF8.self)
        guard process.terminationStatus == 0 else { throw Fault(what: "\(arguments.joined(separator: " ")): \(text)") }
        return text
    }
}
