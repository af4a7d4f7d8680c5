// The screens that a fake core draws from its state: whole records, as the real core makes them.
import NotYetCore

struct FakeScreens {
    let state: FakeCoreClient.State
    let words: Words
    var school: FakeSchool { state.school }
    var revision: UInt64 { FakeCoreClient.revision(state) }

    init(_ state: FakeCoreClient.State, _ words: Words) { (self.state, self.words) = (state, words) }

    var today: TodayScreen {
        let all = school.students.map(row)
        let rows = all.filter(\.isHere) + all.filter { !$0.isHere }
        let saved = Set(state.records.map(\.student))
        let open = rows.filter { $0.isHere && !saved.contains($0.student) }.count
        let noClass = Empty(title: words.todayEmptyTitle, text: words.todayEmptyText)
        return TodayScreen(
            revision: revision, date: "Tuesday 24 November",
            classes: classes,
            plan: rows.filter(\.waits).prefix(6).filter { !$0.isLater }, students: rows, seating: seating,
            joining: state.joining,
            banner: state.banner,
            undo: FakeCoreClient.bar(state, words, of: nil), footer: "Saved \(saved.count) · open \(open)",
            empty: rows.isEmpty ? noClass : nil)
    }

    private var classes: [ClassChoice] {
        if school.className.isEmpty { return [] }
        return [
            ClassChoice(classId: "c1", title: school.className, chosen: true),
            ClassChoice(classId: "c2", title: "7D", chosen: false),
        ]
    }

    var classPage: ClassScreen {
        let rows = school.students.map { student in
            let stands = school.outcomes.map { row($0, student.id) }
            let said = stands.map { "\($0.code) \($0.level)" }.joined(separator: ", ")
            return ClassRow(
                student: student.id, name: student.name, wholeName: student.name, initials: student.initials,
                signs: stands.map { ClassSign(outcome: $0.outcome, code: $0.code, sign: $0.sign) },
                spoken: said.isEmpty ? student.name : "\(student.name), \(said).")
        }
        var empty: Empty?
        if classes.isEmpty {
            empty = Empty(title: words.todayEmptyTitle, text: words.todayEmptyText)
        } else if rows.isEmpty {
            empty = Empty(title: words.todayEmptyClassTitle, text: words.todayEmptyClassText)
        } else if school.outcomes.isEmpty {
            empty = Empty(title: words.studentEmptyTitle, text: words.studentEmptyText)
        }
        return ClassScreen(
            revision: revision, classTitle: school.className, classes: classes, students: rows, empty: empty)
    }

    private func row(_ student: FakeSchool.Student) -> TodayRow {
        let here = !state.room.notHere.contains(student.id)
        let later = state.room.later.contains(student.id)
        let waits = !state.records.contains { $0.student == student.id }
        let reason = !here ? words.todayNotHere : waits ? words.todayReasonNone : words.todayReasonToday
        return TodayRow(
            student: student.id, name: student.name, short: student.name, initials: student.initials, reason: reason,
            needs: [],
            now: here && later ? words.todayIsLater : here ? state.room.with[student.id] : nil, isHere: here,
            isLater: later, waits: here && waits, asked: false, ready: false, spoken: "\(student.name). \(reason).",
            more: "More about \(student.name)")
    }

    func student(_ id: String) throws -> StudentScreen {
        let student = try known(id)
        return StudentScreen(
            revision: revision, student: id, name: student.name, initials: student.initials,
            classTitle: school.className, nextStep: step(id).map { agreed($0.text, $0.outcome) },
            questions: FakeOwnWork(state: state).openQuestions(id), waits: [],
            outcomes: school.outcomes.map { profile($0, id) }, photos: photos(id),
            staffLines: state.records.compactMap { $0.student == id ? $0.staffLine : nil }.reversed()
                .map { StaffLine(text: $0, caption: "Ms Ortiz, 12 Nov") },
            empty: school.outcomes.isEmpty ? Empty(title: words.studentEmptyTitle, text: words.studentEmptyText) : nil)
    }

    func conference(_ id: String, outcome: String?, kind: String?) throws -> ConferenceScreen {
        let student = try known(id)
        let agreed = state.records.last { $0.student == id && !$0.isHeld && $0.step != nil }
        guard
            let chosen = school.outcomes.first(where: { $0.id == outcome ?? agreed?.outcome }) ?? school.outcomes.first
        else {
            throw CoreError.NotFound(what: "outcome")
        }
        let kindId = kind ?? school.kinds[0].0
        let atBat = school.kinds.first { $0.0 == kindId }?.2 ?? false
        let held = state.records.filter { $0.student == id && $0.outcome == chosen.id && $0.isHeld }
        let level = held.lazy.compactMap(\.tapped).last
        let waiting = state.records.filter(\.isHeld).count
        let draft = state.drafts["\(id) \(chosen.id)"]
        let shown = state.records.filter { $0.student == id && $0.isHeld && $0.photo != nil }.map(\.outcome)
        return ConferenceScreen(
            revision: revision, student: id, name: student.name, initials: student.initials,
            agreed: agreed.map { self.agreed($0.step ?? "", $0.outcome) }, head: head(chosen, id),
            outcomes: school.outcomes.map {
                OutcomeChoice(outcome: $0.id, code: $0.code, iCan: $0.iCan, chosen: $0.id == chosen.id)
            },
            own: state.ownJudgement, canHandOver: true, photos: photos(id),
            taken: taken(id, chosen.id),
            voices: work(id, chosen.id).flatMap(\.voices).map { FakeCoreClient.State.tile($0, day: "12 Nov") },
            documents: state.documentTiles(work(id, chosen.id).flatMap(\.documents), day: "12 Nov"), texts: [],
            kinds: school.kinds.map { KindChoice(kind: $0.0, name: $0.1, atBat: $0.2, chosen: $0.0 == kindId) },
            atBatAllowed: atBat, readiness: "\(student.name) has not said yet",
            levels: school.levels.enumerated().map { at, word in
                LevelOption(
                    level: "l\(at)", word: word, sign: sign(at), chosen: level == "l\(at)",
                    describes: [chosen.rubric[at]], spoken: "\(word). \(chosen.rubric[at])")
            },
            feedback: held.lazy.compactMap(\.said).last ?? .nothing, typed: draft?.parts,
            drawn: (held.last { $0.said != nil }?.drawn ?? []).map(drawing),
            drawing: state.drawing(id, chosen.id).map(drawing),
            said: (held.last { $0.said != nil }?.voices ?? []).map { FakeCoreClient.State.tile($0, day: "12 Nov") },
            voice: state.voiceDraft(.feedback(student: id, outcome: chosen.id)),
            phrases: phrases(chosen.id),
            ownWords: ownWords(student, chosen.id),
            also: shown.contains(chosen.id) ? chips([chosen.id], said: shown.filter { $0 != chosen.id }) : [],
            undo: FakeCoreClient.bar(state, words, of: id),
            notSent: waiting == 0 ? nil : "\(waiting) not sent yet. They are safe on this tablet.")
    }

    /// What a student says of the newest step on an outcome; what was saved in this visit stands for what was before it.
    private func ownWords(_ student: FakeSchool.Student, _ outcome: String) -> OwnWords? {
        let isOf = { (record: FakeCoreClient.Record) in record.student == student.id && record.outcome == outcome }
        guard let step = state.records.lastIndex(where: { isOf($0) && $0.step != nil }) else { return nil }
        let saved = state.records.last { isOf($0) && $0.isHeld && $0.ownWords != nil }
        let before = saved == nil ? FakeOwnWork(state: state).reworded("f\(step)", student.id, outcome) : nil
        let said = saved?.voices.first ?? before?.voice
        return OwnWords(
            label: "In \(student.name)'s words", hold: "Hold while \(student.name) speaks",
            before: before?.text ?? "", saved: saved?.ownWords ?? "",
            typed: state.drafts["\(student.id) \(outcome)"]?.ownWords ?? "",
            said: said.map { FakeCoreClient.State.tile($0, day: "12 Nov") },
            voice: state.voiceDraft(.ownWords(student: student.id, outcome: outcome)))
    }

    /// Photos of several of one piece of work that is not sent.
    func taken(_ student: String, _ outcome: String) -> [String] {
        let held = state.records.filter { $0.isHeldPhoto(of: student, outcome) }.compactMap(\.photo)
        return held.count > 1 ? held : []
    }

    /// A student's work, newest first.
    private func work(_ student: String, _ outcome: String) -> [FakeCoreClient.Record] {
        state.records.filter { $0.student == student && $0.outcome == outcome && $0.said == nil && $0.ownWords == nil }
            .reversed()
    }
    /// A picture that belongs to feedback which is being written.
    private func drawing(_ id: String) -> PhotoTile {
        PhotoTile(attachment: id, state: .ready, day: "", spoken: words.photoNotSaved)
    }

    func walk(outcome: String?, kind: String?) throws -> WalkScreen {
        let chosen = school.outcomes.first { $0.id == outcome } ?? school.outcomes.first
        let kindId = kind ?? school.kinds[0].0
        let seats = school.students.map { student in
            let level = chosen.flatMap { latest($0, student.id) }.flatMap { $0.isPractice ? $0.level : nil }
            let at = level.flatMap { Int($0.dropFirst()) }
            let isHere = !state.room.notHere.contains(student.id)
            let open = isHere ? words.walkOpen : words.todayNotHere
            return Seat(
                student: student.id, name: student.name, initials: student.initials, level: level,
                sign: at.map { sign($0, practiceOnly: true) }, isHere: isHere,
                spoken: "\(student.name). \(at.map { school.levels[$0] } ?? open)."
            )
        }
        let saved = seats.filter { $0.level != nil }.count
        let away = seats.filter { $0.level == nil && !$0.isHere }.count
        return WalkScreen(
            revision: revision, classTitle: school.className,
            outcomes: school.outcomes.map {
                OutcomeChoice(outcome: $0.id, code: $0.code, iCan: $0.iCan, chosen: $0.id == chosen?.id)
            },
            kinds: school.kinds.map { KindChoice(kind: $0.0, name: $0.1, atBat: $0.2, chosen: $0.0 == kindId) },
            levels: school.levels.enumerated().map { at, word in
                LevelOption(
                    level: "l\(at)", word: word, sign: sign(at), chosen: false,
                    describes: chosen.map { [$0.rubric[at]] } ?? [], spoken: word)
            },
            seats: seats, tables: seats.isEmpty ? [] : tables, undo: FakeCoreClient.bar(state, words, of: nil),
            footer: "Saved \(saved) · open \(seats.count - saved - away)" + (away > 0 ? " · not here \(away)" : ""),
            empty: seats.isEmpty ? Empty(title: words.todayEmptyClassTitle, text: words.studentEmptyText) : nil)
    }

    /// Every outcome of a fake course is related to every other.
    func chips(_ shows: [String], said: [String]) -> [AlsoChip] {
        let others = school.outcomes.filter { !shows.contains($0.id) }
        let ordered = others.filter { said.contains($0.id) } + others.filter { !said.contains($0.id) }
        return ordered.prefix(2).map { outcome in
            let isSaid = said.contains(outcome.id)
            let text = isSaid ? "Shows \(outcome.code), too" : "Also shows \(outcome.code)?"
            return AlsoChip(
                outcome: outcome.id, text: text, spoken: "\(text) \(outcome.iCan)", chosen: isSaid)
        }
    }

    /// What the teacher wrote before, that on this outcome first.
    private func phrases(_ outcome: String) -> PhraseBank {
        let written = state.records.filter { $0.outcome == outcome } + state.records.filter { $0.outcome != outcome }
        let bank = { (part: (FeedbackParts) -> String) in
            written.compactMap(\.said).map(part).filter { !$0.isEmpty }
                .reduce(into: [String]()) { found, text in if !found.contains(text) { found.append(text) } }
        }
        return PhraseBank(wentWell: bank(\.wentWell), improve: bank(\.improve), nextStep: bank(\.nextStep))
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
            curve: curve(outcome, state.me) { _ in nil },
            photos: photos(state.me), pieces: FakeOwnWork(state: state).rows(id),
            feedback: state.records.reversed().compactMap { record in
                guard record.student == state.me, record.outcome == id, let said = record.said else { return nil }
                return FeedbackCard(
                    caption: caption, wentWell: said.wentWell, improve: said.improve, nextStep: said.nextStep,
                    photos: record.drawn.map(drawing),
                    voices: record.voices.map { FakeCoreClient.State.tile($0, day: "12 Nov") })
            },
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

    func known(_ id: String) throws -> FakeSchool.Student {
        guard let student = school.students.first(where: { $0.id == id }) else {
            throw CoreError.NotFound(what: "student")
        }
        return student
    }
    /// What a teacher judged and nobody corrected, with its place among the records.
    func judged(_ outcome: FakeSchool.Outcome, _ student: String) -> [(offset: Int, element: FakeCoreClient.Record)] {
        let corrected = Set(state.records.compactMap(\.corrects))
        return state.records.enumerated().filter { at, record in
            record.student == student && record.outcome == outcome.id && record.level != nil && !corrected.contains(at)
        }
    }
    private func profile(_ outcome: FakeSchool.Outcome, _ student: String) -> ProfileRow {
        let row = row(outcome, student)
        let note = latest(outcome, student) == nil ? row.level : "\(row.level) · today"
        return ProfileRow(
            outcome: row.outcome, code: row.code, iCan: row.iCan, sign: row.sign, note: note,
            spoken: "\(row.iCan) \(note).")
    }
    /// Of what a teacher judged, all on one day.
    /// - Parameter opens: what a record opens, by its place among the records.
    func curve(_ outcome: FakeSchool.Outcome, _ student: String, opens: (Int) -> String?) -> Curve? {
        let judged = judged(outcome, student)
        guard let last = judged.last?.element else { return nil }
        let level = { (record: FakeCoreClient.Record) in record.level.flatMap { UInt32($0.dropFirst()) } ?? 0 }
        let points = judged.map { at, record in
            CurvePoint(
                at: 500, level: level(record), mark: record.isPractice ? .practice : .chance, withHelp: false,
                text: "12 Nov: \(school.levels[Int(level(record))]).", piece: opens(at))
        }
        return Curve(
            levels: school.levels.enumerated().map { CurveLevel(word: $1, sign: sign($0)) }, points: points,
            line: last.isPractice ? [] : [CurveStep(at: 500, level: level(last))], from: "12 Nov", to: "",
            spoken: "\(points.count) results, on 12 Nov. Now: \(head(outcome, student).level).")
    }
    func step(_ student: String) -> (text: String, outcome: String)? {
        state.records.last { $0.student == student && $0.step != nil }.map { ($0.step ?? "", $0.outcome) }
    }
    func agreed(_ text: String, _ outcome: String) -> NextStep {
        NextStep(text: text, outcome: outcome, caption: "Next step agreed on 12 Nov")
    }
    private func photos(_ student: String) -> [PhotoTile] {
        state.records.filter { $0.student == student }.compactMap(\.photo).map {
            PhotoTile(
                attachment: $0, state: state.photos[$0] == nil ? .coming : .ready, day: "12 Nov",
                spoken: "Photo of 12 Nov")
        }
    }
    func sign(_ level: Int?, practiceOnly: Bool = false) -> Sign {
        Sign(
            level: level.map { UInt32($0) }, mastery: UInt32(FakeSchool.mastery), levels: UInt32(school.levels.count),
            practiceOnly: practiceOnly)
    }
    func latest(_ outcome: FakeSchool.Outcome, _ student: String) -> FakeCoreClient.Record? {
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
    func head(_ outcome: FakeSchool.Outcome, _ student: String) -> OutcomeHead {
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
    /// The level that was tapped or corrected to.
    var level: String? {
        switch what {
        case .level(let level, _, _), .corrected(_, let level, _): level
        default: nil
        }
    }
    var tapped: String? { if case .level(let level, _, _) = what { level } else { nil } }
    var isPractice: Bool {
        switch what {
        case .level(_, .practice, _), .corrected(_, _, .practice): true
        default: false
        }
    }
    /// The place of what it corrects.
    var corrects: Int? { if case .corrected(let at, _, _) = what { at } else { nil } }
    public var photo: String? { if case .photo(let name) = what { name } else { nil } }
    var said: FeedbackParts? { if case .said(let parts) = what { parts } else { nil } }
    var ownWords: String? { if case .ownWords(let text) = what { text } else { nil } }
    func isHeldPhoto(of student: String, _ outcome: String) -> Bool {
        isHeld && photo != nil && self.student == student && self.outcome == outcome
    }
    var staffLine: String? { if case .staffLine(let text) = what { text } else { nil } }
    var step: String? { said.flatMap { $0.nextStep.isEmpty ? nil : $0.nextStep } }
}
