// What models share that carry out intents: an attempt that does not work becomes a sentence, and nothing typed is lost.
import CoreClient
import NotYetCore

/// Why an intent was not carried out.
public struct Problem: Equatable, Sendable {
    /// "code", "name", "pin", "server", "next-step", "photo", "level"; nil where no field is at fault.
    public let field: String?
    /// In words, with what to do.
    public let sentence: String
}

@MainActor
public protocol Attempting: AnyObject {
    var problem: Problem? { get set }
    /// An error in words, with what to do.
    func sentence(for error: any Error) -> String
}

/// Intents of one person.
@MainActor
public protocol Trying: Attempting {
    var client: any CoreClient { get }
}

extension Trying {
    public func sentence(for error: any Error) -> String { client.sentence(for: error) }
}

extension Trying {
    /// An attempt in its turn, after which the screen asks again. True once it is done.
    @discardableResult
    func attempt<Screen>(
        in turns: Turns, then screen: ScreenReader<Screen>, _ work: @escaping @MainActor () async throws -> Void
    ) async -> Bool {
        var isDone = false
        await turns.take { [self] in
            isDone = await attempt(work)
            await screen.reload()
        }
        return isDone
    }
}

extension Attempting {
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
            problem = Problem(field: field, sentence: sentence(for: error))
            return false
        }
    }

    /// What is wrong with one field, in words.
    public func problem(in field: String) -> String? { problem?.field == field ? problem?.sentence : nil }
    /// What is wrong with none of these fields.
    public func problem(outside fields: [String]) -> String? {
        guard let problem, !fields.contains(problem.field ?? "") else { return nil }
        return problem.sentence
    }
}
