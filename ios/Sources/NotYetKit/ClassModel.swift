// Class: everyone of a class with their profile.
import CoreClient
import NotYetCore
import Observation

/// The class that a teacher works with, shared by the screens that let them choose it.
@MainActor
public final class ChosenClass {
    /// Nil for the one that was shown last, or the first.
    public var id: String?

    public init() {}
}

@MainActor
@Observable
public final class ClassModel {
    @ObservationIgnored public let screen: ScreenReader<ClassScreen>
    @ObservationIgnored private let chosen: ChosenClass

    public init(client: any CoreClient, chosen: ChosenClass = ChosenClass()) {
        self.chosen = chosen
        screen = ScreenReader(client, [.roster, .work]) { try await client.classPage(classId: chosen.id) }
    }

    public func choose(_ classId: String) async {
        chosen.id = classId
        await screen.reload()
    }
}
