// What is changed of photos in a fake core. No pixel is changed: a picture that was made has the bytes of its photo, under
// a name of its own.
import Foundation
import NotYetCore

/// What was changed of one photo.
public struct FakeMarks: Equatable, Sendable {
    public internal(set) var edits: [PhotoEdit] = []
    var undone: [PhotoEdit] = []
    /// The unchanged photo, once a picture was made of it.
    var base: String?
    /// Whether the picture in the draft lacks something of `edits`.
    var isOpen = false
}

extension FakeCoreClient.State {
    /// What is drawn for feedback and carried by none.
    func drawing(_ student: String, _ outcome: String) -> [String] {
        let carried = Set(records.flatMap(\.drawn))
        return (drawings["\(student) \(outcome)"] ?? []).filter { !carried.contains($0) }
    }
}

extension FakeCoreClient {
    public func markup(_ place: DraftPlace, photo: String) async throws -> MarkupScreen {
        let state = try read()
        try listed(place, photo, state)
        let marks = state.marks[photo] ?? FakeMarks()
        let lies = marks.edits.filter { $0 == .turn }.count % 2 == 1
        return MarkupScreen(
            revision: Self.revision(state), picture: state.photos[photo] ?? Data(), width: lies ? 300 : 400,
            height: lies ? 400 : 300, spoken: "Photo with \(marks.edits.count) changes",
            canUndo: !marks.edits.isEmpty, canRedo: !marks.undone.isEmpty,
            pens: [Pen(name: "Orange", colour: 0xD96B0B), Pen(name: "Teal", colour: 0x17605C)],
            nibs: [Nib(name: "Medium", width: 0.008), Nib(name: "Fine", width: 0.004)], rubber: 0.07)
    }
    public func editPhoto(_ place: DraftPlace, photo: String, _ edit: PhotoEdit) async throws {
        if case .crop(let area) = edit, min(abs(area.to.x - area.from.x), abs(area.to.y - area.from.y)) < 0.01 {
            throw CoreError.Invalid(field: "markup", rule: "too-small")
        }
        try mark(place, photo) { marks in
            marks.edits.append(edit)
            marks.undone = []
        }
    }
    public func undoEdit(_ place: DraftPlace, photo: String) async throws {
        try mark(place, photo) { marks in
            guard let last = marks.edits.popLast() else { throw CoreError.NotFound(what: "step") }
            marks.undone.append(last)
        }
    }
    public func redoEdit(_ place: DraftPlace, photo: String) async throws {
        try mark(place, photo) { marks in
            guard let last = marks.undone.popLast() else { throw CoreError.NotFound(what: "step") }
            marks.edits.append(last)
        }
    }
    public func finishPhoto(_ place: DraftPlace, photo: String) async throws {
        try listed(place, photo, try read())
        try finish(place, photo)
    }
    public func removeDrawing(_ student: String, outcome: String, photo: String) async throws {
        guard try read().drawing(student, outcome).contains(photo) else { throw CoreError.NotFound(what: "record") }
        try intend { $0.drawings["\(student) \(outcome)"]?.removeAll { $0 == photo } }
    }

    private func mark(_ place: DraftPlace, _ photo: String, _ work: (inout FakeMarks) throws -> Void) throws {
        try listed(place, photo, try read())
        var marks = state.marks[photo] ?? FakeMarks()
        try work(&marks)
        marks.isOpen = true
        try intend { $0.marks[photo] = marks }
    }
    private func listed(_ place: DraftPlace, _ photo: String, _ state: State) throws {
        let all: [String]
        switch place {
        case .work(let work): all = FakeOwnWork(state: state).draftPhotos(work)
        case .feedback(let student, let outcome):
            let work = state.records.compactMap { record -> String? in
                if record.student == student, case .photo(let name) = record.what { name } else { nil }
            }
            all = state.drawing(student, outcome) + work
        case .capture(let student): all = state.captures[key(student)]?.photos ?? []
        case .ownWords, .rewording: all = []
        }
        if !all.contains(photo) { throw CoreError.NotFound(what: "record") }
    }

    /// Puts the changed picture into its draft.
    func finish(_ place: DraftPlace, _ photo: String) throws {
        guard let marks = state.marks[photo], marks.isOpen else { return }
        let base = marks.base ?? photo
        let made = marks.edits.isEmpty ? nil : "\(base)-\(state.marks.count + state.photos.count)"
        try intend { state in
            state.marks[photo] = nil
            if let made {
                state.marks[made] = FakeMarks(edits: marks.edits, undone: marks.undone, base: base)
                state.photos[made] = state.photos[base]
            }
        }
        switch place {
        case .work(let work): try own { $0.swapPhoto(work, photo, made ?? base) }
        case .capture(let student):
            change { state in
                let photos = state.captures[key(student)]?.photos ?? []
                state.captures[key(student)]?.photos = photos.map { $0 == photo ? made ?? base : $0 }
            }
        case .feedback(let student, let outcome):
            change { state in
                var drawn = state.drawings["\(student) \(outcome)"] ?? []
                drawn.removeAll { $0 == photo }
                state.drawings["\(student) \(outcome)"] = drawn + (made.map { [$0] } ?? [])
            }
        // They take no photo.
        case .ownWords, .rewording: break
        }
    }
    /// What feedback carries: what was drawn for the one that it replaces, and what was drawn since.
    func finishDrawings(_ student: String, _ outcome: String) throws -> [String] {
        for photo in state.drawing(student, outcome) {
            try finish(.feedback(student: student, outcome: outcome), photo)
        }
        let earlier = state.records.last {
            $0.student == student && $0.outcome == outcome && $0.isHeld && $0.said != nil
        }
        let now = state.drawing(student, outcome)
        change { state in for photo in now { state.marks[photo] = nil } }
        return (earlier?.drawn ?? []) + now
    }
}
