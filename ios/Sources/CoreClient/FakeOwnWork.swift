// A student's own work in a fake core: drafts, pieces, own judgements, and the talk about feedback. A next step is
// named by its place among the records; a teacher's levels name no piece, so nothing waits folded.
import Foundation
import NotYetCore

/// A piece of work with the student's judgement of it.
public struct FakePiece: Sendable {
    public internal(set) var id, outcome, text, link: String
    public internal(set) var photos: [String]
    public internal(set) var voices: [String] = []
    public internal(set) var documents: [String] = []
    /// By row; the whole under the empty name.
    public internal(set) var picks: [RowPick]
}

/// What student and teacher say of feedback.
public struct FakeSaying: Sendable {
    public enum What: Equatable, Sendable {
        case question(String)
        case answer(to: String, String)
        case rewording(String)
        case understood
    }
    public internal(set) var id, feedback: String
    public internal(set) var what: What
    /// The voice note of a rewording.
    public internal(set) var voice: String?
}

/// One tap, and the state in which it is taken back.
struct FakeStep: Sendable {
    var about: String
    var before: @Sendable (inout FakeCoreClient.Own) -> Void
}

struct FakeOwnWork {
    var state: FakeCoreClient.State
    private var own: FakeCoreClient.Own {
        get { state.own }
        set { state.own = newValue }
    }

    init(state: FakeCoreClient.State) { self.state = state }

    func bar(_ about: String) -> NotYetCore.UndoBar? {
        own.last?.about == about ? NotYetCore.UndoBar(text: "Saved", canUndo: true, canRedo: false) : nil
    }
    mutating func takeBack() throws {
        guard let last = own.last else { throw CoreError.NotFound(what: "step") }
        last.before(&own)
        (own.last, own.isHeld) = (nil, false)
    }
    /// Remembers how it was, so that taking back leads there.
    private mutating func step(about: String, restore: @escaping @Sendable (inout FakeCoreClient.Own) -> Void) {
        let before = own
        own.last = FakeStep(about: about) { own in
            (own.pieces, own.said) = (before.pieces, before.said)
            (own.words, own.sure) = (before.words, before.sure)
            restore(&own)
        }
        own.isHeld = true
    }
    private mutating func freshId(_ kind: String) -> String {
        own.count += 1
        return "\(kind)-\(own.count)"
    }

    // MARK: Work

    private func key(_ place: WorkPlace) -> String {
        switch place {
        case .judged(let outcome): "judged-\(outcome)"
        case .piece(let outcome, let piece): "piece-\(outcome)-\(piece)"
        case .added: "added"
        }
    }
    mutating func keep(_ place: WorkPlace, _ draft: WorkDraft) { own.drafts[key(place)] = draft }
    mutating func addPhoto(_ place: WorkPlace, named photo: String) {
        own.draftPhotos[key(place), default: []].append(photo)
    }
    mutating func removePhoto(_ place: WorkPlace, _ photo: String) {
        own.draftPhotos[key(place)]?.removeAll { $0 == photo }
    }
    func draftPhotos(_ place: WorkPlace) -> [String] { own.draftPhotos[key(place)] ?? [] }
    /// Puts a picture in the place of another one of the draft.
    mutating func swapPhoto(_ place: WorkPlace, _ old: String, _ new: String) {
        own.draftPhotos[key(place)] = draftPhotos(place).map { $0 == old ? new : $0 }
    }
    mutating func save(_ place: WorkPlace, _ draft: WorkDraft) throws {
        keep(place, draft)
        let key = key(place)
        if place != .added, draft.picks.isEmpty { throw CoreError.Invalid(field: "level", rule: "empty") }
        if draft.link.contains(" ") { throw CoreError.Invalid(field: "link", rule: "not-an-address") }
        let photos = own.draftPhotos[key] ?? []
        let voices = try state.voicesToSave(.work(place: place))
        let documents = state.documents(in: .work(place: place))
        let outcome: String
        switch place {
        case .judged(let of), .piece(let of, _): outcome = of
        case .added:
            guard let picked = draft.outcome else { throw CoreError.Invalid(field: "outcome", rule: "empty") }
            outcome = picked
        }
        step(about: outcome) { own in (own.drafts[key], own.draftPhotos[key]) = (draft, photos) }
        if case .piece(_, let piece) = place, let at = own.pieces.firstIndex(where: { $0.id == piece }) {
            own.pieces[at].picks = draft.picks
        } else {
            let text = [draft.text, draft.reflection].filter { !$0.isEmpty }.joined(separator: "\n\n")
            own.pieces.append(
                FakePiece(
                    id: freshId("piece"), outcome: outcome, text: text, link: draft.link, photos: photos,
                    voices: voices, documents: documents, picks: draft.picks))
        }
        (own.drafts[key], own.draftPhotos[key]) = (nil, nil)
    }
    func selfAssess(_ place: WorkPlace) throws -> SelfAssessScreen {
        let piece: FakePiece?
        let id: String
        switch place {
        case .judged(let outcome): (piece, id) = (nil, outcome)
        case .piece(let outcome, let name): (piece, id) = (try known(name), outcome)
        case .added: throw CoreError.NotFound(what: "outcome")
        }
        guard let outcome = state.school.outcomes.first(where: { $0.id == id }) else {
            throw CoreError.NotFound(what: "outcome")
        }
        let levels = state.school.levels.enumerated().map { at, word in
            LevelOption(
                level: "l\(at)", word: word, sign: sign(at), chosen: false, describes: [outcome.rubric[at]],
                spoken: "\(word). \(outcome.rubric[at])")
        }
        let whole = levels.map { level in
            LevelOption(
                level: level.level, word: level.word, sign: level.sign, chosen: false, describes: [], spoken: level.word
            )
        }
        return SelfAssessScreen(
            revision: FakeCoreClient.revision(state), outcome: id, code: outcome.code, iCan: outcome.iCan,
            rows: [
                AssessRow(row: "choosing", title: "Choosing", levels: levels),
                AssessRow(row: "", title: "All in all", levels: whole),
            ],
            draft: own.drafts[key(place)] ?? Self.bare,
            photos: tiles(own.draftPhotos[key(place)] ?? [], day: ""),
            documents: state.documentDraft(.work(place: place)), voice: state.voiceDraft(.work(place: place)),
            piece: piece.map {
                JudgedPiece(
                    text: title($0), photos: tiles($0.photos, day: "12 Nov"), voices: voices($0.voices),
                    documents: state.documentTiles($0.documents, day: "12 Nov"))
            })
    }
    var add: AddScreen {
        let draft = own.drafts[key(.added)] ?? Self.bare
        return AddScreen(
            revision: FakeCoreClient.revision(state),
            outcomes: state.school.outcomes.map {
                OutcomeChoice(outcome: $0.id, code: $0.code, iCan: $0.iCan, chosen: $0.id == draft.outcome)
            }, draft: draft, photos: tiles(own.draftPhotos[key(.added)] ?? [], day: ""),
            documents: state.documentDraft(.work(place: .added)), voice: state.voiceDraft(.work(place: .added)),
            undo: own.last.flatMap { bar($0.about) },
            empty: state.school.outcomes.isEmpty
                ? Empty(title: "Your class will stand here", text: "It is on its way from the school's server.") : nil)
    }
    private static let bare = WorkDraft(outcome: nil, picks: [], support: .alone, text: "", link: "", reflection: "")
    func rows(_ outcome: String) -> [PieceRow] {
        own.pieces.filter { $0.outcome == outcome }.reversed().map { piece in
            let said = said(piece).first.map { " · \($0)" } ?? ""
            return PieceRow(piece: piece.id, title: title(piece), note: "12 Nov\(said)", spoken: title(piece))
        }
    }
    func evidence(_ id: String) throws -> EvidenceScreen {
        let piece = try known(id)
        guard let outcome = state.school.outcomes.first(where: { $0.id == piece.outcome }) else {
            throw CoreError.NotFound(what: "outcome")
        }
        return EvidenceScreen(
            revision: FakeCoreClient.revision(state), piece: id, outcome: outcome.id, code: outcome.code,
            iCan: outcome.iCan, title: title(piece), caption: "Added by you, 12 Nov", text: piece.text,
            link: piece.link.isEmpty ? nil : piece.link, photos: tiles(piece.photos, day: "12 Nov"),
            voices: voices(piece.voices), documents: state.documentTiles(piece.documents, day: "12 Nov"),
            judged: said(piece), isJudged: !piece.picks.isEmpty, theirs: .notThere,
            history: [
                HistoryLine(day: "12 Nov", text: "You added it."), HistoryLine(day: "12 Nov", text: "You judged it."),
            ], undo: bar(outcome.id))
    }
    private func known(_ piece: String) throws -> FakePiece {
        guard let known = own.pieces.first(where: { $0.id == piece }) else { throw CoreError.NotFound(what: "record") }
        return known
    }
    private func said(_ piece: FakePiece) -> [String] {
        piece.picks.filter(\.row.isEmpty).compactMap { pick in
            Int(pick.level.dropFirst()).map { "You said \(state.school.levels[$0])." }
        }
    }
    private func title(_ piece: FakePiece) -> String {
        if let line = piece.text.split(separator: "\n").first { return String(line) }
        if !piece.photos.isEmpty { return "Photo" }
        if !piece.documents.isEmpty { return "File" }
        return piece.voices.isEmpty ? "Photo" : "Voice note"
    }
    private func voices(_ names: [String]) -> [VoiceTile] {
        names.map { FakeCoreClient.State.tile($0, day: "12 Nov") }
    }
    private func tiles(_ photos: [String], day: String) -> [PhotoTile] {
        photos.map {
            PhotoTile(
                attachment: $0, state: .ready, day: day,
                spoken: day.isEmpty ? "Photo, not saved yet" : "Photo of \(day)")
        }
    }
    private func sign(_ level: Int) -> Sign {
        Sign(
            level: UInt32(level), mastery: UInt32(FakeSchool.mastery), levels: UInt32(state.school.levels.count),
            practiceOnly: false)
    }

    // MARK: What is said of an outcome

    mutating func keepWords(_ outcome: String, _ text: String) { own.typedWords[outcome] = text }
    mutating func saveWords(_ outcome: String, _ text: String) throws {
        keepWords(outcome, text)
        if text.isEmpty { throw CoreError.Invalid(field: "words", rule: "empty") }
        step(about: outcome) { $0.typedWords[outcome] = text }
        (own.words[outcome], own.typedWords[outcome]) = (text, nil)
    }
    mutating func sayReady(_ outcome: String, _ sure: Sureness) {
        step(about: outcome) { _ in }
        own.sure[outcome] = sure
    }
    func ready(_ outcome: String) -> ReadyPart {
        let said = own.sure[outcome]
        return ReadyPart(
            said: said, next: said == .notYet ? "First, agree on a next step with your teacher." : "",
            practice: said == nil ? "" : "Your last practice piece: 1 at Demonstrating.")
    }

    // MARK: Feedback

    /// What teachers said to a student, named by its places.
    private func given(_ student: String) -> [(id: String, outcome: String, said: FeedbackParts)] {
        state.records.enumerated().compactMap { at, record in
            record.student == student ? record.said.map { ("f\(at)", record.outcome, $0) } : nil
        }
    }
    private func given(_ feedback: String, to student: String) throws -> (outcome: String, said: FeedbackParts) {
        guard let found = given(student).first(where: { $0.id == feedback }) else {
            throw CoreError.NotFound(what: "record")
        }
        return (found.outcome, found.said)
    }
    private func code(_ outcome: String) -> String { state.school.outcomes.first { $0.id == outcome }?.code ?? "" }
    private func answers(_ feedback: String) -> Int {
        own.said.filter { saying in
            if case .answer = saying.what { saying.feedback == feedback } else { false }
        }.count
    }
    var feedback: FeedbackScreen {
        let rows = given(state.me).reversed().map { id, outcome, said in
            FeedbackRow(
                feedback: id, caption: "From Ms Ortiz, 12 Nov", text: said.gist, note: code(outcome),
                spoken: "From Ms Ortiz, 12 Nov. \(said.gist).")
        }
        let isFresh = { (row: FeedbackRow) in (own.read[row.feedback] ?? -1) < answers(row.feedback) }
        return FeedbackScreen(
            revision: FakeCoreClient.revision(state), fresh: rows.filter(isFresh),
            earlier: rows.filter { !isFresh($0) },
            empty: rows.isEmpty
                ? Empty(title: "Feedback will stand here", text: "A teacher leaves it after looking at your work.")
                : nil)
    }
    func thread(_ feedback: String) throws -> ThreadScreen {
        let (outcome, given) = try given(feedback, to: state.me)
        let said = own.said.filter { $0.feedback == feedback }
        let words = reworded(feedback, state.me, outcome)
        let mine = words?.text.isEmpty == false ? words?.text : nil
        let lines = said.compactMap { saying -> ThreadLine? in
            switch saying.what {
            case .question(let text): ThreadLine(mine: true, caption: "You, 12 Nov", text: text)
            case .answer(_, let text): ThreadLine(mine: false, caption: "Ms Ortiz, 12 Nov", text: text)
            case .rewording, .understood: nil
            }
        }
        return ThreadScreen(
            revision: FakeCoreClient.revision(state), feedback: feedback, outcome: outcome,
            code: code(outcome), iCan: state.school.outcomes.first { $0.id == outcome }?.iCan ?? "",
            step: given.nextStep.isEmpty
                ? nil
                : NextStep(
                    text: mine ?? given.nextStep, outcome: outcome,
                    caption: mine == nil ? "From Ms Ortiz, 12 Nov" : "Next step, in your words"),
            stepBefore: mine == nil ? nil : given.nextStep, stepSaid: voices(words?.voice.map { [$0] } ?? []).first,
            wentWell: given.wentWell, improve: given.improve,
            resource: nil,
            photos: tiles(Int(feedback.dropFirst()).map { state.records[$0].drawn } ?? [], day: "12 Nov"),
            voices: voices(Int(feedback.dropFirst()).map { state.records[$0].voices } ?? []),
            level: "Ms Ortiz said Approaching.", lines: lines,
            isUnderstood: said.last?.what == .understood,
            done: own.pieces.filter { $0.outcome == outcome }
                .map { DoneLine(text: "12 Nov: you added work. \(title($0))", piece: $0.id) },
            questionDraft: own.replies["\(feedback)-\(Reply.question)"] ?? "",
            rewordingDraft: own.replies["\(feedback)-\(Reply.rewording)"] ?? "",
            rewordingVoice: state.voiceDraft(.rewording(feedback: feedback)), undo: bar(feedback))
    }
    /// The step of feedback in the student's words: as they said it by themselves, else beside a teacher.
    func reworded(_ feedback: String, _ student: String, _ outcome: String) -> (text: String, voice: String?)? {
        let theirs = own.said.compactMap { saying -> (text: String, voice: String?)? in
            guard saying.feedback == feedback, case .rewording(let text) = saying.what else { return nil }
            return (text, saying.voice)
        }
        if let last = theirs.last { return last }
        let beside = state.records.last { $0.student == student && $0.outcome == outcome && $0.ownWords != nil }
        return beside.map { ($0.ownWords ?? "", $0.voices.first) }
    }
    func isRead(_ feedback: String) -> Bool { own.read[feedback] == answers(feedback) }
    mutating func read(_ feedback: String) { own.read[feedback] = answers(feedback) }
    mutating func keep(_ feedback: String, _ reply: Reply, _ text: String) {
        own.replies["\(feedback)-\(reply)"] = text
    }
    mutating func reply(_ feedback: String, _ reply: Reply, _ text: String) throws {
        keep(feedback, reply, text)
        var voice: String?
        if reply == .rewording { voice = try state.voicesToSave(.rewording(feedback: feedback)).first }
        if text.isEmpty, voice == nil {
            throw CoreError.Invalid(field: reply == .question ? "question" : "rewording", rule: "empty")
        }
        let key = "\(feedback)-\(reply)"
        try say(feedback, reply == .question ? .question(text) : .rewording(text), voice) { $0.replies[key] = text }
        own.replies[key] = nil
    }
    mutating func understand(_ feedback: String) throws { try say(feedback, .understood) { _ in } }
    mutating func answer(_ question: String, _ text: String) throws {
        if text.isEmpty { throw CoreError.Invalid(field: "answer", rule: "empty") }
        guard let asked = own.said.first(where: { $0.id == question }) else { throw CoreError.NotFound(what: "record") }
        own.said.append(
            FakeSaying(id: freshId("said"), feedback: asked.feedback, what: .answer(to: question, text)))
    }
    func openQuestions(_ student: String) -> [OpenQuestion] {
        guard student == state.me else { return [] }
        return own.said.compactMap { saying in
            guard case .question(let text) = saying.what, !isAnswered(saying.id) else { return nil }
            guard let (outcome, given) = try? given(saying.feedback, to: student) else { return nil }
            return OpenQuestion(
                question: saying.id, caption: "Asked on 12 Nov about \(code(outcome))", about: given.gist, text: text)
        }
    }
    private func isAnswered(_ question: String) -> Bool {
        own.said.contains { if case .answer(let to, _) = $0.what { to == question } else { false } }
    }
    private mutating func say(
        _ feedback: String, _ what: FakeSaying.What, _ voice: String? = nil,
        restore: @escaping @Sendable (inout FakeCoreClient.Own) -> Void
    ) throws {
        _ = try given(feedback, to: state.me)
        step(about: feedback, restore: restore)
        own.said.append(FakeSaying(id: freshId("said"), feedback: feedback, what: what, voice: voice))
    }
}

/// A student's screens and intents.
extension FakeCoreClient {
    public func selfAssess(_ place: WorkPlace) async throws -> SelfAssessScreen {
        try FakeOwnWork(state: try read()).selfAssess(place)
    }
    public func addEvidence() async throws -> AddScreen { FakeOwnWork(state: try read()).add }
    public func evidence(_ piece: String, outcome: String?) async throws -> EvidenceScreen {
        try FakeOwnWork(state: try read()).evidence(piece)
    }
    public func feedback() async throws -> FeedbackScreen { FakeOwnWork(state: try read()).feedback }
    public func thread(_ feedback: String) async throws -> ThreadScreen {
        try FakeOwnWork(state: try read()).thread(feedback)
    }
    public func keepDraft(_ place: WorkPlace, _ draft: WorkDraft) async throws { try own { $0.keep(place, draft) } }
    public func addDraftPhoto(_ place: WorkPlace, jpeg: Data) async throws {
        guard jpeg.starts(with: [0xFF, 0xD8]) else { throw CoreError.Invalid(field: "photo", rule: "not-a-photo") }
        let name = "photo-\(state.photos.count + 1)"
        try own { $0.addPhoto(place, named: name) }
        change { $0.photos[name] = jpeg }
    }
    public func removeDraftPhoto(_ place: WorkPlace, photo: String) async throws {
        try own { $0.removePhoto(place, photo) }
    }
    public func saveWork(_ place: WorkPlace, _ draft: WorkDraft) async throws {
        // What is typed is kept, also when it cannot be saved.
        try own { $0.keep(place, draft) }
        for photo in FakeOwnWork(state: state).draftPhotos(place) { try finish(.work(place: place), photo) }
        let photos = FakeOwnWork(state: state).draftPhotos(place)
        try own { try $0.save(place, draft) }
        change { state in for photo in photos { state.marks[photo] = nil } }
    }
    public func showJudgement(_ piece: String) async throws { _ = try FakeOwnWork(state: try read()).evidence(piece) }
    public func readFeedback(_ feedback: String) async throws {
        // A note of this device alone: nobody is told, and a screen that reads it asks for nothing again.
        if FakeOwnWork(state: try read()).isRead(feedback) { return }
        try own { $0.read(feedback) }
    }
    public func keepReply(_ feedback: String, _ reply: Reply, text: String) async throws {
        try own { $0.keep(feedback, reply, text) }
    }
    public func saveReply(_ feedback: String, _ reply: Reply, text: String) async throws {
        try own { try $0.reply(feedback, reply, text) }
    }
    public func understand(_ feedback: String) async throws { try own { try $0.understand(feedback) } }
    public func answer(question: String, text: String) async throws { try own { try $0.answer(question, text) } }
    public func keepWords(_ outcome: String, text: String) async throws { try own { $0.keepWords(outcome, text) } }
    public func saveWords(_ outcome: String, text: String) async throws { try own { try $0.saveWords(outcome, text) } }
    public func sayReady(_ outcome: String, _ sure: Sureness) async throws { try own { $0.sayReady(outcome, sure) } }
    public func takeBack() async throws { try own { try $0.takeBack() } }
    public func leaveWork() async throws { change { $0.own.isHeld = !$0.isOnline } }
}
