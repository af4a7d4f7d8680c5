import Foundation

/// A voice note as a recorder wrote it.
public enum Recorded {
    public static func bytes() throws -> Data {
        let repository = URL(fileURLWithPath: #filePath).pathComponents.dropLast(4).joined(separator: "/").dropFirst()
        return try Data(contentsOf: URL(fileURLWithPath: repository + "/tests/fixtures/samples/voice/recorded.m4a"))
    }
}
