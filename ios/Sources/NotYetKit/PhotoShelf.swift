// The bytes of the photos on one screen. Loads what is there, again when more has come; keeps nothing longer than its screen.
import CoreClient
import Foundation
import NotYetCore
import Observation

@MainActor
@Observable
public final class PhotoShelf {
    /// JPEG bytes by attachment.
    public private(set) var thumbs: [String: Data] = [:]
    @ObservationIgnored private let client: any WorkClient

    init(_ client: any WorkClient) { self.client = client }

    /// Loads the thumbnails that are there and not loaded yet. A photo that will not open stays a box with its date.
    public func load(_ tiles: [PhotoTile]) async {
        for tile in tiles where tile.state == .ready && thumbs[tile.attachment] == nil {
            // A photo of this device has no thumbnail until it was processed, off the capture's path.
            for size in [PhotoSize.thumb, .full] where thumbs[tile.attachment] == nil {
                if let jpeg = try? await client.photo(tile.attachment, size: size) { thumbs[tile.attachment] = jpeg }
            }
        }
    }

    /// The whole photo; nil while it is on its way.
    public func whole(_ attachment: String) async -> Data? {
        (try? await client.photo(attachment, size: .full)) ?? thumbs[attachment]
    }
}
