import Foundation

/// A real photo of 64 × 48 pixels, for what must pass through the real pipeline.
public enum SmallJpeg {
    public static let bytes =
        Data(
            base64Encoded: """
                /9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAA0JCgsKCA0LCgsODg0PEyAVExISEyccHhcgLikxMC4pLSwzOko+MzZGNywtQFdBRkxO
                UlNSMj5aYVpQYEpRUk//wAALCAAwAEABAREA/8QAFgABAQEAAAAAAAAAAAAAAAAAAAQH/8QAFRABAQAAAAAAAAAAAAAAAAAAABP/
                2gAIAQEAAD8A0ipUqVKlSpVFUqVKlSpUqhqVKlSpUqVRVKlSpUqVKoalSpUqVKlUVSpUqVKlSr//2Q==
                """, options: .ignoreUnknownCharacters) ?? Data()
}
