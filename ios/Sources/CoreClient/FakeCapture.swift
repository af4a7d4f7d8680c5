// A teacher's capture in a fake core: what was gathered at each place, whom it is tagged to, and what was saved last.
import Foundation
import NotYetCore

/// What is said of one student's part.
public struct FakeTag: Equatable, Sendable {
    /// By outcome.
    public internal(set) var levels: [String: String] = [:]
    public internal(set) var note = ""
    public internal(set) var staffOnly = false
}

/// A capture in the making.
public struct FakeCapture: Equatable, Sendable {
    public internal(set) var draft = PieceDraft(text: "", link: "", kind: nil)
    public internal(set) var photos: [String] = []
    /// Nil until something was chosen.
    public internal(set) var outcomes: [String]?
    public internal(set) var tags: [String: FakeTag] = [:]
    /// How the tags stood before each step on the grid, newest last.
    var steps: [[String: FakeTag]] = []
}

/// What was saved last, and how it stood before.
struct FakeSavedPiece: Sendable {
    var place: String?
    var piece: FakeCapture
    /// How many records it is, and how many there are with it.
    var count, records: Int
    var also: [String] = []
}

extension FakeCoreClient {
    public func capture(place: String?) async throws -> CaptureScreen {
        let state = try read()
        let piece = state.captures[key(place)] ?? FakeCapture()
        let kind = piece.draft.kind ?? state.school.kinds[0].0
        return CaptureScreen(
            revision: Self.revision(state), name: try place.map { try FakeScreens(state, words).known($0).name },
            draft: PieceDraft(text: piece.draft.text, link: piece.draft.link, kind: kind), photos: tiles(piece),
            documents: state.documentDraft(.capture(student: place)), voice: state.voiceDraft(.capture(student: place)),
            kinds: state.school.kinds.map { KindChoice(kind: $0.0, name: $0.1, atBat: $0.2, chosen: $0.0 == kind) })
    }
    public func keepPiece(place: String?, _ draft: PieceDraft) async throws {
        try gather(place) { $0.draft = draft }
    }
    public func addPiecePhoto(place: String?, jpeg: Data) async throws {
        guard jpeg.starts(with: [0xFF, 0xD8]) else {
            throw CoreError.Invalid(field: "photo", rule: "not-a-photo")
        }
        let name = "photo-\(state.photos.count + 1)"
        try gather(place) { $0.photos.append(name) }
        change { $0.photos[name] = jpeg }
    }
    public func removePiecePhoto(place: String?, photo: String) async throws {
        try gather(place) { $0.photos.removeAll { $0 == photo } }
    }

    public func tag(place: String?, judged: String?) async throws -> TagScreen {
        let state = try read()
        let (piece, school) = (state.captures[key(place)] ?? FakeCapture(), state.school)
        let shows = shows(piece)
        let on = judged.flatMap { shows.contains($0) ? $0 : nil } ?? shows.first
        let rubric = school.outcomes.first { $0.id == on }?.rubric
        return TagScreen(
            revision: Self.revision(state), classTitle: school.className, photos: tiles(piece),
            outcomes: school.outcomes.map {
                OutcomeChoice(outcome: $0.id, code: $0.code, iCan: $0.iCan, chosen: shows.contains($0.id))
            },
            judged: on,
            levels: rubric == nil
                ? []
                : school.levels.enumerated().map { at, word in
                    LevelOption(
                        level: "l\(at)", word: word, sign: FakeScreens(state, words).sign(at), chosen: false,
                        describes: rubric.map { [$0[at]] } ?? [], spoken: word)
                },
            seats: school.students.map { seat($0, piece, on) },
            count: NotYetCore.UndoBar(
                text: "\(piece.tags.count) tagged", canUndo: !piece.steps.isEmpty, canRedo: false),
            gone: nil,
            saved: lastSaved(place).map { saved in
                SavedPiece(
                    text: "Saved in \(saved.piece.tags.count) records",
                    also: FakeScreens(state, words).chips(self.shows(saved.piece), said: saved.also),
                    undo: NotYetCore.UndoBar(text: words.captureSaved, canUndo: true, canRedo: false))
            },
            empty: school.students.isEmpty
                ? Empty(title: words.todayEmptyClassTitle, text: words.todayEmptyClassText) : nil)
    }
    public func tagOutcome(place: String?, outcome: String, on: Bool) async throws {
        let before = shows(state.captures[key(place)] ?? FakeCapture()).filter { $0 != outcome }
        try gather(place) { piece in
            piece.outcomes = on ? before + [outcome] : before
            if !on { for student in piece.tags.keys { piece.tags[student]?.levels[outcome] = nil } }
        }
    }
    public func tagStudent(place: String?, student: String, on: Bool) async throws {
        let before = state.captures[key(place)]?.tags ?? [:]
        if on {
            try tagged(place, student) { _ in }
        } else {
            try gather(place) { $0.tags[student] = nil }
        }
        try gather(place) { $0.steps.append(before) }
    }
    public func tagLevel(place: String?, students: [String], outcome: String, level: String?) async throws {
        let piece = state.captures[key(place)] ?? FakeCapture()
        let allowed = students.filter { !refuses(piece, $0) }
        if allowed.isEmpty { throw CoreError.Invalid(field: "photo", rule: "not-kept") }
        for student in allowed { try tagged(place, student) { $0.levels[outcome] = level } }
        try gather(place) { $0.steps.append(piece.tags) }
    }
    public func untag(place: String?) async throws {
        guard let before = state.captures[key(place)]?.steps.last else { throw CoreError.NotFound(what: "step") }
        try gather(place) { piece in
            piece.tags = before
            piece.steps.removeLast()
        }
    }
    public func tagNote(place: String?, student: String, text: String, staffOnly: Bool) async throws {
        if text.count > 200 { throw CoreError.Invalid(field: "tag-note", rule: "too-long") }
        try tagged(place, student) { ($0.note, $0.staffOnly) = (text, staffOnly) }
    }

    public func savePiece(place: String?) async throws {
        for photo in state.captures[key(place)]?.photos ?? [] { try finish(.capture(student: place), photo) }
        let piece = state.captures[key(place)] ?? FakeCapture()
        let shows = shows(piece)
        let said = try state.voicesToSave(.capture(student: place))
        let written = state.documents(in: .capture(student: place))
        if piece.photos.isEmpty, said.isEmpty, written.isEmpty, (piece.draft.text + piece.draft.link).trimmed.isEmpty {
            throw CoreError.Invalid(field: "work", rule: "empty")
        }
        guard let first = shows.first else { throw CoreError.Invalid(field: "outcome", rule: "empty") }
        if piece.tags.isEmpty { throw CoreError.Invalid(field: "student", rule: "empty") }
        if piece.tags.keys.contains(where: { refuses(piece, $0) }) {
            throw CoreError.Invalid(field: "photo", rule: "not-kept")
        }
        var records: [Record] = []
        for (student, tag) in piece.tags.sorted(by: { $0.key < $1.key }) {
            if tag.staffOnly, !tag.note.isEmpty {
                records.append(Record(student: student, outcome: first, what: .staffLine(tag.note)))
            }
            records += piece.photos.map { Record(student: student, outcome: first, what: .photo($0)) }
            records += said.map { name in
                var record = Record(student: student, outcome: first, what: .voice(name))
                record.voices = [name]
                return record
            }
            records += written.map { name in
                var record = Record(student: student, outcome: first, what: .document(name))
                record.documents = [name]
                return record
            }
            records += shows.compactMap { outcome in
                tag.levels[outcome].map {
                    Record(student: student, outcome: outcome, what: .level($0, .practice, .alone))
                }
            }
        }
        try recordTogether(records)
        change { state in
            state.captures[key(place)] = nil
            for photo in piece.photos { state.marks[photo] = nil }
            state.savedPiece = FakeSavedPiece(
                place: place, piece: piece, count: records.count, records: state.records.count)
        }
    }
    public func alsoPiece(place: String?, outcome: String) async throws {
        guard var saved = lastSaved(place) else { throw CoreError.NotFound(what: "work") }
        let more = saved.piece.tags.keys.sorted().flatMap { student in
            saved.piece.photos.map { Record(student: student, outcome: outcome, what: .photo($0)) }
        }
        try recordTogether(more)
        change { state in
            saved.count += more.count
            saved.records = state.records.count
            saved.also.append(outcome)
            state.savedPiece = saved
        }
    }
    public func leavePiece() async throws {
        for student in (state.savedPiece?.piece.tags ?? [:]).keys { try await leaveStudent(student) }
    }

    /// The piece that was saved at this place, while nothing else was done since.
    func lastSaved(_ place: String?) -> FakeSavedPiece? {
        state.savedPiece.flatMap { $0.place == place && $0.records == state.records.count ? $0 : nil }
    }
    /// What taking back the last thing leads to, where that was a capture.
    func undoPiece(_ state: inout State) -> Bool {
        guard let saved = state.savedPiece, saved.records == state.records.count else { return false }
        state.dropLast(saved.count)
        state.captures[key(saved.place)] = saved.piece
        state.savedPiece = nil
        return true
    }

    /// The name under which a place's capture is kept; the class has none.
    func key(_ place: String?) -> String { place ?? "" }
    private func gather(_ place: String?, _ work: (inout FakeCapture) -> Void) throws {
        let name = key(place)
        try intend { state in
            if state.captures[name] == nil, state.savedPiece?.place == place { state.savedPiece = nil }
            let begun = FakeCapture(tags: place.map { [$0: FakeTag()] } ?? [:])
            work(&state.captures[name, default: begun])
        }
    }
    private func tagged(_ place: String?, _ student: String, _ work: (inout FakeTag) -> Void) throws {
        _ = try FakeScreens(state, words).known(student)
        if refuses(state.captures[key(place)] ?? FakeCapture(), student) {
            throw CoreError.Invalid(field: "photo", rule: "not-kept")
        }
        try gather(place) { work(&$0.tags[student, default: FakeTag()]) }
    }
    private func refuses(_ piece: FakeCapture, _ student: String) -> Bool {
        !piece.photos.isEmpty && state.school.noPhotos.contains(student)
    }
    private func shows(_ piece: FakeCapture) -> [String] { piece.outcomes ?? [] }
    private func seat(_ student: FakeSchool.Student, _ piece: FakeCapture, _ on: String?) -> TagSeat {
        let tag = piece.tags[student.id]
        let level = on.flatMap { tag?.levels[$0] }
        let at = level.flatMap { Int($0.dropFirst()) }
        let said = at.map { state.school.levels[$0] } ?? (tag == nil ? words.tagUntagged : words.tagTagged)
        return TagSeat(
            student: student.id, name: student.name, tagged: tag != nil, level: level,
            sign: at.map { FakeScreens(state, words).sign($0, practiceOnly: true) }, note: tag?.note ?? "",
            staffOnly: tag?.staffOnly ?? false,
            readers: tag?.staffOnly == true ? words.tagReadersStaff : "\(student.name) and the teachers read this.",
            refusal: refuses(piece, student.id) ? "No photos of \(student.name) are kept." : nil,
            spoken: "\(student.name). \(said).")
    }
    private func tiles(_ piece: FakeCapture) -> [NotYetCore.PhotoTile] {
        piece.photos.map { PhotoTile(attachment: $0, state: .ready, day: "", spoken: words.photoNotSaved) }
    }
}
