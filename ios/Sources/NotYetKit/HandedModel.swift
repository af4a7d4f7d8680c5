// A teacher's tablet in a student's hands, until they have judged their work and give it back.
import CoreClient
import NotYetCore
import Observation

@MainActor
@Observable
public final class HandedModel {
    /// "For Amara O."
    public private(set) var title = ""
    /// The work is judged: what is left is to give the tablet back.
    public private(set) var isSaved = false
    @ObservationIgnored public private(set) var work: WorkModel<SelfAssessScreen>!
    /// Whose tablet it is.
    @ObservationIgnored let profile: String
    @ObservationIgnored let manner: Manner
    @ObservationIgnored public let player: PlayerModel

    init(profile: String, client: any HandedClient, camera: any Camera, sound: any Sound) {
        (self.profile, manner) = (profile, Manner(client))
        player = PlayerModel(client: client, sound: sound)
        // Where the work goes is settled, and the core knows it.
        work = WorkModel(client: client, camera: camera, sound: sound, place: .added, turns: Turns()) { [weak self] in
            let screen = try await client.handed()
            if let self, title != screen.title { title = screen.title }
            return screen.assess
        }
    }

    public func saved() { isSaved = true }
}
