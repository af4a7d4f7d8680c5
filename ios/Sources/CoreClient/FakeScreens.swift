// The screens that a fake core draws from its state: whole records, as the real core makes them.
import NotYetCore

struct FakeScreens {
    private let state: FakeCoreClient.State
    private let words: Words
    private var school: FakeSchool { state.school }
    private var revision: UInt64 { FakeCoreClient.revision(state) }

    init(_ state: FakeCoreClient.State, _ words: Words) { (self.state, self.words) = (state, words) }

    var today: TodayScreen {
        let rows = school.students.map { student in
            let reason =
                state.records.contains { $0.student == student.id } ? words.todayReasonToday : words.todayReasonNone
            return TodayRow(
                student: student.id, name: student.name, initials: student.initials, reason: reason,
                spoken: "\(student.name). \(reason).")
        }
        let noClass = Empty(title: words.todayEmptyTitle, text: words.todayEmptyText)
        return TodayScreen(
            revision: revision, date: "Tuesday 24 November",
            classes: school.className.isEmpty
                ? []
                : [
                    ClassChoice(classId: "c1", title: school.className, chosen: true),
                    .init(classId: "c2", title: "7D", chosen: false),
                ],
            students: rows, joining: state.joining, banner: state.banner,
            undo: FakeCoreClient.bar(state, words, of: nil), footer: "Saved today: \(state.records.count)",
            empty: rows.isEmpty ? noClass : nil)
    }

    func student(_ id: String) throws -> StudentScreen {
        let student = try known(id)
        return StudentScreen(
            revision: revision, student: id, name: student.name, initials: student.initials,
            classTitle: school.className, nextStep: step(id).map { agreed($0.text, $0.outcome) },
            questions: FakeOwnWork(state: state).openQuestions(id),
            outcomes: school.outcomes.map { row($0, id) }, photos: photos(id),
            empty: school.outcomes.isEmpty ? Empty(title: words.studentEmptyTitle, text: words.studentEmptyText) : nil)
    }

    func capture(_ id: String, outcome: String?, kind: String?) throws -> CaptureScreen {
        let student = try known(id)
        guard let chosen = school.outcomes.first(where: { $0.id == outcome }) ?? school.outcomes.first else {
            throw CoreError.NotFound(what: "outcome")
        }
        let kindId = kind ?? school.kinds[0].0
        let atBat = school.kinds.first { $0.0 == kindId }?.2 ?? false
        let held = state.records.filter { $0.student == id && $0.outcome == chosen.id && $0.isHeld }
        let level = held.lazy.compactMap(\.level).last
        let waiting = state.records.filter(\.isHeld).count
        return CaptureScreen(
            revision: revision, student: id, name: student.name, initials: student.initials, head: head(chosen, id),
            outcomes: school.outcomes.map {
                OutcomeChoice(outcome: $0.id, code: $0.code, iCan: $0.iCan, chosen: $0.id == chosen.id)
            },
            kinds: school.kinds.map { KindChoice(kind: $0.0, name: $0.1, atBat: $0.2, chosen: $0.0 == kindId) },
            atBatAllowed: atBat,
            levels: school.levels.enumerated().map { at, word in
                LevelOption(
                    level: "l\(at)", word: word, sign: sign(at), chosen: level == "l\(at)",
                    describes: [chosen.rubric[at]], spoken: "\(word). \(chosen.rubric[at])")
            },
            agreed: state.records.last { $0.student == id && !$0.isHeld && $0.step != nil }?.step.map {
                agreed($0, chosen.id)
            },
            nextStep: held.lazy.compactMap(\.step).last ?? "", photos: photos(id),
            undo: FakeCoreClient.bar(state, words, of: id),
            notSent: waiting == 0 ? nil : "\(waiting) not sent yet. They are safe on this tablet.")
    }

    var home: HomeScreen {
        let rows = school.outcomes.map { ($0, row($0, state.me)) }
        let reached = { (row: OutcomeRow) in
            !row.sign.practiceOnly && (row.sign.level ?? 0) >= UInt32(FakeSchool.mastery)
        }
        let left = rows.map(\.1).filter { !reached($0) }
        return HomeScreen(
            revision: revision, name: school.students.first { $0.id == state.me }?.name ?? "",
            classLine: school.className,
            next: step(state.me).map {
                NextStep(text: $0.text, outcome: $0.outcome, caption: "From Ms Ortiz, 12 Nov")
            },
            canDo: rows.map(\.1).filter(reached), haveLeft: Array(left.prefix(2)), later: Array(left.dropFirst(2)),
            banner: state.banner,
            empty: rows.isEmpty ? Empty(title: words.homeEmptyTitle, text: words.homeEmptyText) : nil)
    }

    func outcome(_ id: String) throws -> OutcomeScreen {
        guard let outcome = school.outcomes.first(where: { $0.id == id }) else {
            throw CoreError.NotFound(what: "outcome")
        }
        let at = shown(outcome, state.me)
        let cells = school.levels.enumerated().map { level, word in
            RubricCell(
                word: word, sign: sign(level), text: outcome.rubric[level],
                light: level == at ? .present : level == (at ?? -1) + 1 ? .next : .dimmed)
        }
        let places = at.map { level in
            Place(sign: sign(level), kind: "Debate", day: "12 Nov", spoken: "\(school.levels[level]). Debate. 12 Nov.")
        }
        let step = step(state.me).flatMap { $0.outcome == id ? $0.text : nil }
        let caption = "From Ms Ortiz, 12 Nov"
        return OutcomeScreen(
            revision: revision, head: head(outcome, state.me),
            nextStep: step.map { NextStep(text: $0, outcome: id, caption: caption) },
            rubric: [RubricRow(title: "Choosing", cells: cells)],
            places: [places, Place(sign: nil, kind: "", day: "", spoken: words.placeOpen)].compactMap(\.self),
            photos: photos(state.me), pieces: FakeOwnWork(state: state).rows(id),
            feedback: step.map { [FeedbackCard(caption: caption, wentWell: "", improve: "", nextStep: $0)] } ?? [],
            why: [
                WhyLine(
                    text: at == nil ? words.whyNone : "You showed \(school.levels[at ?? 0]) on 12 Nov.", piece: nil)
            ],
            change: ["One more time at \(school.levels[FakeSchool.mastery]), in another kind of work."],
            ownWords: state.own.words[id] ?? "", ownWordsDraft: state.own.typedWords[id] ?? "",
            ready: FakeOwnWork(state: state).ready(id), undo: FakeOwnWork(state: state).bar(id))
    }

    var queue: SyncScreen {
        let waiting = state.records.filter(\.isHeld)
        return SyncScreen(
            revision: revision,
            headline: waiting.isEmpty
                ? words.syncAllSent : "\(waiting.count) not sent yet. They are safe on this tablet.",
            status: state.isOnline ? words.syncStatusNever : words.syncStatusOffline,
            fetching: state.fetching,
            canTryNow: state.isOnline && !waiting.isEmpty,
            setAside: state.setAside,
            queue: waiting.map { record in
                QueueRow(
                    text: "A record for \(school.students.first { $0.id == record.student }?.name ?? "")",
                    reason: state.isOnline ? words.syncReasonHeld : words.syncReasonNetwork)
            }, refused: state.refused)
    }

    // MARK: Parts

    private func known(_ id: String) throws -> FakeSchool.Student {
        guard let student = school.students.first(where: { $0.id == id }) else {
            throw CoreError.NotFound(what: "student")
        }
        return student
    }
    private func step(_ student: String) -> (text: String, outcome: String)? {
        state.records.last { $0.student == student && $0.step != nil }.map { ($0.step ?? "", $0.outcome) }
    }
    private func agreed(_ text: String, _ outcome: String) -> NextStep {
        NextStep(text: text, outcome: outcome, caption: "Next step agreed on 12 Nov")
    }
    private func photos(_ student: String) -> [PhotoTile] {
        state.records.filter { $0.student == student }.compactMap(\.photo).map {
            PhotoTile(
                attachment: $0, state: state.photos[$0] == nil ? .coming : .ready, day: "12 Nov",
                spoken: "Photo of 12 Nov")
        }
    }
    private func sign(_ level: Int?, practiceOnly: Bool = false) -> Sign {
        Sign(
            level: level.map { UInt32($0) }, mastery: UInt32(FakeSchool.mastery), levels: UInt32(school.levels.count),
            practiceOnly: practiceOnly)
    }
    private func latest(_ outcome: FakeSchool.Outcome, _ student: String) -> FakeCoreClient.Record? {
        state.records.last { $0.student == student && $0.outcome == outcome.id && $0.level != nil }
    }
    private func shown(_ outcome: FakeSchool.Outcome, _ student: String) -> Int? {
        latest(outcome, student)?.level.flatMap { Int($0.dropFirst()) }
    }
    private func row(_ outcome: FakeSchool.Outcome, _ student: String) -> OutcomeRow {
        let head = head(outcome, student)
        return OutcomeRow(
            outcome: outcome.id, code: outcome.code, iCan: outcome.iCan, sign: head.sign, level: head.level,
            spoken: head.spoken)
    }
    private func head(_ outcome: FakeSchool.Outcome, _ student: String) -> OutcomeHead {
        let at = shown(outcome, student)
        let practice = latest(outcome, student)?.isPractice ?? false
        let word = at.map { practice ? "In practice: \(school.levels[$0])" : school.levels[$0] } ?? words.levelNone
        return OutcomeHead(
            outcome: outcome.id, code: outcome.code, iCan: outcome.iCan, sign: sign(at, practiceOnly: practice),
            level: word,
            plain: at.map { school.plain[$0] } ?? "", spoken: "\(outcome.iCan) \(word).")
    }
}

extension FakeCoreClient.Record {
    var level: String? { if case .level(let level, _, _) = what { level } else { nil } }
    var isPractice: Bool { if case .level(_, .practice, _) = what { true } else { false } }
    var photo: String? { if case .photo(let name) = what { name } else { nil } }
    var step: String? { if case .step(let text) = what { text } else { nil } }
}
