// The system's browser, for the pages of a school's accounts: the host's business behind a small interface.

/// Shows pages that are none of the app's.
@MainActor
public protocol Browser: AnyObject {
    /// Shows a page until it leads back to the app; the address by which it did, or nil when the person left it.
    func visit(_ page: String) async -> String?
}
