// The whole app: who is using this device, then that person's screens until they are locked. Owns the one client of the
// device's people and hands theirs on.
import CoreClient
import NotYetCore
import Observation

@MainActor
@Observable
public final class RootModel {
    public enum Stage {
        case opening
        /// Who is here cannot be read; nothing was changed. The sentence says what to do.
        case broken(String)
        case people(PickerScreen)
        case pin(PinModel)
        /// No PIN opens this, or its person does not know it.
        case forgotten(PickerRow)
        case joining(JoinModel, SessionScreen)
        case naming(NamingModel)
        case teaching(TeacherModel)
        /// A teacher's device in a student's hands.
        case handed(HandedModel)
        case learning(LearnerModel)
    }

    public private(set) var stage = Stage.opening { didSet { steps += 1 } }
    /// What became of a profile that is no longer here, or of the last tap; stands on the list of people, or on Join.
    public private(set) var notice: String?
    /// Whether there are people to go back to from Join.
    public private(set) var hasOthers = false
    /// How the person in front is spoken to; nil: nobody is.
    public private(set) var manner: Manner?
    /// In the language of whoever is in front, else in the device's.
    public var words: Words { manner?.words ?? deviceWords }
    private var deviceWords: Words
    @ObservationIgnored private let locale: String
    @ObservationIgnored private let camera: any Camera
    @ObservationIgnored private let sound: any Sound
    @ObservationIgnored private let documents: any DocumentHost
    @ObservationIgnored private let browser: any Browser
    @ObservationIgnored private let second: Duration
    @ObservationIgnored private let open: @MainActor () async throws -> any ProfilesClient
    @ObservationIgnored private var profiles: (any ProfilesClient)?
    @ObservationIgnored private var network: Network?
    @ObservationIgnored private var inFront: String?
    @ObservationIgnored private var steps = 0
    @ObservationIgnored private var joining: Task<Void, Never>?
    @ObservationIgnored private var waiting: Task<Void, Never>?
    @ObservationIgnored private var following: Task<Void, Never>?

    /// - Parameters:
    ///   - second: how long a second lasts while a wait is counted down.
    ///   - open: makes the client; tried again when the person asks to.
    public init(
        locale: String, camera: any Camera, sound: any Sound = NoSound(), documents: any DocumentHost = NoDocuments(),
        browser: any Browser,
        second: Duration = .seconds(1),
        open: @escaping @MainActor () async throws -> any ProfilesClient
    ) {
        (self.sound, self.documents) = (sound, documents)
        (self.locale, self.camera, self.browser, self.second, self.open) = (locale, camera, browser, second, open)
        deviceWords = fallbackWords(locale: locale)
    }

    /// Opens the people of this device and follows who is in front, until the task that awaits this is cancelled.
    public func run() async {
        guard let profiles = await opened() else { return }
        let notices = profiles.notices()
        await look()
        for await _ in notices { await look() }
    }
    public func tryAgain() async {
        stage = .opening
        if profiles == nil { await run() } else { await look() }
    }

    /// The host's word on the network, also before the core is open.
    public func network(_ network: Network) {
        self.network = network
        profiles?.setNetwork(network)
    }
    /// The app is no longer in front: what was held may be sent, and a PIN closes it.
    public func suspend() async { try? await profiles?.suspend() }
    /// Whether something waits that the server can have without anybody typing a PIN. What cannot be read now may.
    public func hasUnsent() async -> Bool {
        guard let profiles else { return false }
        return (try? await profiles.unsent()) != 0
    }
    /// For time that the system gives an app which nobody looks at: opens the people of this device if need be, and
    /// returns once nothing waits. The core sends by itself as long as the process runs, and never what a teacher still
    /// holds. False: cancelled before, or the core did not open.
    public func untilSent() async -> Bool {
        guard let profiles = await opened() else { return false }
        profiles.resume()
        while await hasUnsent() {
            do { try await Task.sleep(for: second) } catch { return false }
        }
        return true
    }
    /// The app is in front again: what the device slept through counts as time without a touch.
    public func resume() async {
        profiles?.resume()
        try? await profiles?.lockIfIdle()
    }
    public func touched() { profiles?.touched() }

    // MARK: What a person does at the door

    public func choose(_ row: PickerRow) async {
        switch row.way {
        case .opens: await asked { [self] in try await enter(row.id) }
        case .asksPin: if let profiles { go(.pin(pin(row, profiles))) }
        case .joinsAgain: go(.forgotten(row))
        case .leaves: break
        }
    }
    public func forgot(_ row: PickerRow) { go(.forgotten(row)) }
    /// To the list of people; to the work, where the device is in a student's hands.
    public func back() async {
        if case .pin(let model) = stage, let handed = model.handed { return hand(handed) }
        await asked { [self] in
            if let profiles { go(.people(try await profiles.picker())) }
        }
    }
    /// To the PIN that takes the device back from a student.
    public func giveBack() async {
        guard case .handed(let handed) = stage else { return }
        await asked { [self] in
            guard let profiles else { return }
            let row = try await profiles.picker().rows.first { $0.id == handed.profile }
            if let row { go(.pin(pin(row, profiles, handed))) }
        }
    }
    /// To the place in which somebody joins.
    public func join() async { await asked { [self] in try await toJoin() } }

    /// A phone's own camera read a teacher's code and opened the app with its address.
    public func opened(by address: String) async {
        await join()
        if case .joining(let model, _) = stage { await model.opened(by: address) }
    }

    // MARK: What is behind it

    private func opened() async -> (any ProfilesClient)? {
        if let profiles { return profiles }
        do {
            let profiles = try await open()
            (self.profiles, deviceWords) = (profiles, profiles.words)
            if let network { profiles.setNetwork(network) }
            return profiles
        } catch {
            stage = .broken(errorSentence(locale: locale, error: error as? CoreError ?? .Damaged))
        }
        return nil
    }
    /// Something changed: the door that stands open may not be right any more.
    private func look() async {
        await asked { [self] in
            guard let profiles else { return }
            let before = steps
            let people = try await profiles.picker()
            // Somebody went through a door meanwhile: what was read says nothing of where they are now.
            if steps != before { return await look() }
            switch stage {
            case .opening, .broken: try await begin(people)
            case .teaching, .learning: if people.open != inFront { try await begin(people) }
            case .handed: if !people.handed { try await begin(people) }
            case .people: if people.rows.isEmpty { try await toJoin() } else { stage = .people(people) }
            case .pin(let model): try await stay(model, people)
            case .forgotten, .joining, .naming: break
            }
        }
    }
    /// One person alone need not be chosen.
    private func begin(_ people: PickerScreen) async throws {
        let only = people.rows.count == 1 ? people.rows.first : nil
        switch only?.way {
        case .opens: try await enter(people.rows[0].id)
        case .asksPin: if let profiles { go(.pin(pin(people.rows[0], profiles))) }
        case _ where people.rows.isEmpty: try await toJoin()
        default: go(.people(people))
        }
    }
    private func stay(_ model: PinModel, _ people: PickerScreen) async throws {
        guard !people.rows.isEmpty else { return try await toJoin() }
        let row = people.rows.first { $0.id == model.row.id }
        switch row?.way {
        // A student who guesses sees no list of people, however often.
        case .asksPin,
            .some where model.handed != nil && people.handed:
            if let row { model.row = row }
            if model.isWaiting { countDown(model) }
        case .joinsAgain: if let row { go(.forgotten(row)) }
        case .opens, .leaves, nil: go(.people(people), notice)
        }
    }
    private func countDown(_ model: PinModel) {
        guard waiting == nil else { return }
        waiting = Task { [weak self, second] in
            while model.isWaiting, !Task.isCancelled, self?.isAt(model) == true {
                try? await Task.sleep(for: second)
                await self?.look()
            }
            self?.waiting = nil
        }
    }
    private func isAt(_ model: PinModel) -> Bool { if case .pin(let mine) = stage { mine === model } else { false } }

    private func pin(
        _ row: PickerRow, _ profiles: any ProfilesClient, _ handed: HandedModel? = nil
    ) -> PinModel {
        PinModel(
            row, profiles, handed: handed, onOpen: { [weak self] in try await self?.show($0, $1) },
            onRefused: { [weak self] error in
                if case .LeaseEnded = error { self?.notice = error.map { profiles.sentence(for: $0) } }
                await self?.look()
            })
    }
    private func toJoin() async throws {
        guard let profiles else { return }
        let client = try await profiles.place()
        let (people, session) = (try await profiles.picker(), try await client.session())
        hasOthers = !people.rows.isEmpty
        let model = JoinModel(client: client, browser: browser, camera: camera, server: session.serverUrl)
        go(.joining(model, session), notice)
        joining = Task { [weak self] in
            let notices = client.notices([.session])
            await self?.follow(model, client)
            for await _ in notices { await self?.follow(model, client) }
        }
    }
    private func follow(_ model: JoinModel, _ client: any CoreClient) async {
        await asked { [self] in
            guard let profiles, case .joining(let mine, let known) = stage, mine === model else { return }
            let session = try await client.session()
            guard case .joining(let mine, _) = stage, mine === model else { return }
            switch session.state {
            case .teaching, .learning:
                let screen = try await profiles.naming()
                go(.naming(NamingModel(screen, profiles) { [weak self] in try await self?.show(nil, $0) }))
            case .notJoined, .matching: if session != known { stage = .joining(model, session) }
            }
        }
    }
    private func enter(_ id: String) async throws {
        if let profiles { try await show(id, try await profiles.enter(id, pin: nil)) }
    }
    /// - Parameter id: nil where the core has just said who is in front.
    private func show(_ id: String?, _ client: any CoreClient) async throws {
        guard let profiles else { return }
        let state = try await client.session().state
        inFront = if let id { id } else { try await profiles.picker().open }
        let me = MeModel(profiles: profiles, client: client)
        if state == .teaching {
            let teacher = TeacherModel(
                client: client, camera: camera, sound: sound, documents: documents, me: me, handOver: handOver)
            go(.teaching(teacher))
        } else {
            go(.learning(LearnerModel(client: client, camera: camera, sound: sound, documents: documents, me: me)))
        }
        let manner = Manner(client)
        self.manner = manner
        following = Task { await manner.follow() }
    }
    /// Puts the device into a student's hands, for their own judgement of what is in sight.
    private var handOver: HandOver {
        { [weak self] student, outcome in
            guard let self, let profiles, let inFront else { return }
            let client = try await profiles.handOver(student, outcome: outcome)
            hand(HandedModel(profile: inFront, client: client, camera: camera, sound: sound))
        }
    }
    private func hand(_ handed: HandedModel) {
        go(.handed(handed))
        manner = handed.manner
    }
    /// Through a door.
    private func go(_ next: Stage, _ told: String? = nil) {
        joining?.cancel()
        waiting?.cancel()
        following?.cancel()
        (joining, waiting, following, manner) = (nil, nil, nil, nil)
        (notice, stage) = (told, next)
        if case .pin(let model) = next, model.isWaiting { countDown(model) }
    }
    private func asked(_ work: @MainActor () async throws -> Void) async {
        do {
            try await work()
        } catch is CancellationError {
        } catch {
            let sentence = profiles?.sentence(for: error) ?? errorSentence(locale: locale, error: .Cancelled)
            switch stage {
            case .opening, .broken, .teaching, .handed, .learning: stage = .broken(sentence)
            case .people, .pin, .forgotten, .joining, .naming: notice = sentence
            }
        }
    }
}
