// One thing after another, in the order of the taps: an undo must not overtake what it takes back, nor leaving what was saved.

@MainActor
public final class Turns {
    private var last: Task<Void, Never>?

    public init() {}

    /// Returns once `work` is done; it begins when all that was asked for earlier is done.
    func take(_ work: @escaping @MainActor () async -> Void) async {
        let before = last
        let mine = Task {
            await before?.value
            await work()
        }
        last = mine
        await mine.value
    }
}
