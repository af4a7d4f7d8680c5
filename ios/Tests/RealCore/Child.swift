// Processes that tests start. Not Foundation's: on Linux its children inherit each other's pipes and end-of-life
// sockets, so that one that lives on keeps the wait for another from ending.
import Foundation

/// One program with its output and, while it lives, its input.
final class Child: Sendable {
    let pid: pid_t
    private let input: Int32
    private let output: Int32
    /// Pipes are marked as not for heirs before the next child is made.
    private static let making = NSLock()

    struct Fault: Error { let what: String }

    init(_ program: String, _ arguments: [String]) throws {
        Self.making.lock()
        defer { Self.making.unlock() }
        let (input, output) = (try Self.pipe(), try Self.pipe())
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, input.read, 0)
        posix_spawn_file_actions_adddup2(&actions, output.write, 1)
        var pid = pid_t()
        var argv = ([program] + arguments).map { strdup($0) } + [nil]
        defer { for text in argv { free(text) } }
        let fault = posix_spawn(&pid, program, &actions, nil, &argv, environ)
        close(input.read)
        close(output.write)
        guard fault == 0 else { throw Fault(what: "\(program) does not start: \(fault)") }
        (self.pid, self.input, self.output) = (pid, input.write, output.read)
    }

    /// Blocks until it says something or ends.
    func read() -> String {
        var buffer = [UInt8](repeating: 0, count: 4096)
        let count = Foundation.read(output, &buffer, buffer.count)
        return String(decoding: buffer.prefix(max(0, count)), as: UTF8.self)
    }
    /// Blocks until its output ends.
    func readAll() -> String {
        var said = ""
        while case let more = read(), !more.isEmpty { said += more }
        return said
    }
    /// Its exit status, once it has ended.
    func wait() -> Int32 {
        var status: Int32 = 0
        waitpid(pid, &status, 0)
        close(output)
        return (status >> 8) & 0xFF
    }
    func endInput() { close(input) }

    private static func pipe() throws -> (read: Int32, write: Int32) {
        var ends: [Int32] = [0, 0]
        guard Foundation.pipe(&ends) == 0 else { throw Fault(what: "no pipe") }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        return (ends[0], ends[1])
    }
}

/// Runs what blocks on a thread of its own.
func aside<T: Sendable>(_ work: @escaping @Sendable () throws -> T) async throws -> T {
    try await withCheckedThrowingContinuation { waiting in
        Thread.detachNewThread { waiting.resume(with: Result(catching: work)) }
    }
}
