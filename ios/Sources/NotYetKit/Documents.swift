// Where files come from and what shows them: the host's business behind a small interface; and what opens those of records.
import CoreClient
import Foundation
import NotYetCore
import Observation

/// The device's files, and what shows a document.
@MainActor
public protocol DocumentHost: AnyObject {
    /// A file from the system's picker, whatever it is: the core says what it takes. Nil when none was chosen; no bytes where
    /// it could not be read; of a large one no more than `mostBytes`, which is too large.
    func choose() async -> Data?
    /// Shows a document; false when nothing on the device does. What was made for it is gone once it is left.
    func show(_ document: OpenDocument) async -> Bool
}

extension DocumentHost {
    /// Bytes of a file that are read: one more than the core takes.
    public static var mostBytes: Int { (4 << 20) + 1 }
}

/// A device without files.
@MainActor
public final class NoDocuments: DocumentHost {
    public init() {}
    public func choose() async -> Data? { nil }
    public func show(_ document: OpenDocument) async -> Bool { false }
}

/// Chooses files for one person's drafts, and opens the documents of their records and drafts.
@MainActor
@Observable
public final class DocumentsModel {
    /// Which one could not be opened.
    public private(set) var unopened: String?
    @ObservationIgnored private let client: any CoreClient
    @ObservationIgnored private let host: any DocumentHost

    public init(client: any CoreClient, host: any DocumentHost) { (self.client, self.host) = (client, host) }

    public func choose() async -> Data? { await host.choose() }
    public func open(_ attachment: String) async {
        unopened = nil
        guard let document = try? await client.openDocument(attachment), await host.show(document) else {
            unopened = attachment
            return
        }
    }
}
