// What a teacher's device shows of a class, as lines: the form that `tests/export` describes.
import CoreClient
import Foundation
import NotYetCore

/// Every level of the class of that title and why it stands, as this teacher's screens say it: a line of JSON for each
/// student and each outcome.
public func levels(of title: String, told client: any CoreClient) async throws -> String {
    guard let chosen = try await client.today(classId: nil).classes.first(where: { $0.title == title }) else {
        throw Child.Fault(what: "no class is called “\(title)”")
    }
    var lines: [Line] = []
    for row in try await client.today(classId: chosen.classId).students {
        for outcome in try await client.student(row.student).outcomes {
            let screen = try await client.studentOutcome(row.student, outcome: outcome.outcome)
            lines.append(Line(screen))
        }
    }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    lines.sort { ($0.student, $0.outcome) < ($1.student, $1.outcome) }
    return try lines.map { String(decoding: try encoder.encode($0), as: UTF8.self) + "\n" }.joined()
}

private struct Line: Encodable {
    let level: String?
    let next: [String]
    let outcome: String
    let student: String
    let why: [String]

    init(_ screen: StudentOutcomeScreen) {
        let sign = screen.head.sign
        // Practice shows a level as well, and is none.
        level = sign.level == nil || sign.practiceOnly ? nil : screen.head.level
        next = screen.change.map(plain)
        (outcome, student) = (screen.head.outcome, screen.student)
        why = screen.why.map { plain($0.text) }
    }

    func encode(to encoder: any Encoder) throws {
        var members = encoder.container(keyedBy: Member.self)
        // Where there is no level it says so.
        try members.encode(level, forKey: .level)
        try members.encode(next, forKey: .next)
        try members.encode(outcome, forKey: .outcome)
        try members.encode(student, forKey: .student)
        try members.encode(why, forKey: .why)
    }
    private enum Member: CodingKey { case level, next, outcome, student, why }
}

/// The keys of a device that keeps them as files in `secrets`, as windows on the JVM do.
public final class KeyFiles: NotYetCore.Host {
    private let folder: URL

    public init(device: String) { folder = URL(fileURLWithPath: device).appendingPathComponent("secrets") }

    public func secret(name: String) throws -> Data? {
        let file = folder.appendingPathComponent(name)
        return FileManager.default.fileExists(atPath: file.path) ? try Data(contentsOf: file) : nil
    }
    public func setSecret(name: String, value: Data) throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try value.write(to: folder.appendingPathComponent(name))
    }
    public func log(level: LogLevel, line: String) {}
}
