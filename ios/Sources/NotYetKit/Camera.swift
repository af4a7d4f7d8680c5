// Where photos come from: the host's business behind a small interface.
import Foundation

/// Hands over JPEG bytes in memory; nothing is written before the core has dropped their metadata.
@MainActor
public protocol Camera: AnyObject {
    /// Whether there is a camera; otherwise a photo is chosen from the library.
    var canTake: Bool { get }
    /// A JPEG, or nil when the person thought better of it.
    func takePhoto() async -> Data?
    func choosePhoto() async -> Data?
}
