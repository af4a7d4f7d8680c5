// What models share that carry out intents: an attempt that does not work becomes a sentence, and nothing typed is lost.
import CoreClient
import NotYetCore

/// Why an intent was not carried out.
public struct Problem: Equatable, Sendable {
    /// "code", "name", "server", "next-step", "photo", "level"; nil where no field is at fault.
    public let field: String?
    /// In words, with what to do.
    public let sentence: String
}

@MainActor
public protocol Trying: AnyObject {
    var client: any CoreClient { get }
    var problem: Problem? { get set }
}

extension Trying {
    /// True once it is done; otherwise `problem` says why.
    @discardableResult
    func attempt(_ work: () async throws -> Void) async -> Bool {
        do {
            try await work()
            problem = nil
            return true
        } catch is CancellationError {
            return false
        } catch {
            var field: String?
            if case CoreError.Invalid(let name, _) = error { field = name }
            problem = Problem(field: field, sentence: client.sentence(for: error))
            return false
        }
    }
}
