// The files of drafts in a fake core. What a record carries stands in no draft while that is not taken back.
import Foundation
import NotYetCore

extension FakeCoreClient.State {
    private static let pdf = Data("%PDF-".utf8)

    /// The names of those that a draft holds.
    func documents(in place: DraftPlace) -> [String] {
        let carried = Set(records.flatMap(\.documents) + own.pieces.flatMap(\.documents))
        return (documents[place] ?? []).filter { !carried.contains($0) }
    }
    /// Each is as large as another.
    func documentTiles(_ names: [String], day: String) -> [DocumentTile] {
        names.map { name in
            let kind = files[name]?.starts(with: Self.pdf) == true ? "PDF" : "Plain text"
            let spoken = day.isEmpty ? "\(kind), not saved yet, 1 kilobyte" : "\(kind) of \(day), 1 kilobyte"
            return DocumentTile(
                attachment: name, state: .ready, kind: kind, size: "1 KB", day: day, spoken: spoken)
        }
    }
    public func documentDraft(_ place: DraftPlace) -> [DocumentTile] { documentTiles(documents(in: place), day: "") }
    func opened(_ name: String) -> OpenDocument? {
        files[name].map { OpenDocument(bytes: $0, format: $0.starts(with: Self.pdf) ? .pdf : .plainText) }
    }
    mutating func addDocument(_ place: DraftPlace, _ file: Data) {
        let name = "document-\(files.count + 1)"
        files[name] = file
        documents[place] = documents(in: place) + [name]
    }
    mutating func removeDocument(_ place: DraftPlace, _ name: String) {
        documents[place] = documents(in: place).filter { $0 != name }
    }
    /// What is wrong with a file; nil: nothing.
    func rule(for file: Data, in place: DraftPlace) -> String? {
        if file.isEmpty { return "empty" }
        if !file.starts(with: Self.pdf), file.contains(where: { $0 < 0x20 && $0 != 0x0A }) { return "not-a-document" }
        return documents(in: place).count >= 4 ? "too-many" : nil
    }
}

extension FakeCoreClient {
    public func addDocument(_ place: DraftPlace, file: Data) async throws {
        switch place {
        case .feedback, .ownWords, .rewording: throw CoreError.NotFound(what: "record")
        case .work, .capture: break
        }
        if let rule = state.rule(for: file, in: place) { throw CoreError.Invalid(field: "document", rule: rule) }
        try intend { $0.addDocument(place, file) }
    }
    public func removeDocument(_ place: DraftPlace, document: String) async throws {
        try intend { $0.removeDocument(place, document) }
    }
    public func openDocument(_ attachment: String) async throws -> OpenDocument? { ask().opened(attachment) }
}
