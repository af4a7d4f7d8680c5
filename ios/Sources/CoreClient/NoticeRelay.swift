// Carries the core's notices from its own threads into a stream that one task reads.
import NotYetCore

/// Yields each notice; of several that nobody has read yet the newest is enough, since a screen reads itself anew.
final class NoticeRelay: Listener {
    private let input: AsyncStream<Notice>.Continuation

    init(_ input: AsyncStream<Notice>.Continuation) { self.input = input }
    func onNotice(notice: Notice) { input.yield(notice) }
    deinit { input.finish() }
}
