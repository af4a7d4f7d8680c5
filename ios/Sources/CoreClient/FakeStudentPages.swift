// One student as their teacher sees them in a fake core: an outcome, and what was judged. Here a judgement names no
// piece: its page is named by its place among the records.
import NotYetCore

extension FakeScreens {
    func studentOutcome(_ id: String, _ outcomeId: String) throws -> StudentOutcomeScreen {
        let student = try known(id)
        guard let outcome = school.outcomes.first(where: { $0.id == outcomeId }) else {
            throw CoreError.NotFound(what: "outcome")
        }
        let judged = judged(outcome, id)
        let why = judged.map { at, record in
            WhyLine(text: "You showed \(word(record)) on 12 Nov.", piece: page(at, record))
        }
        let own = id == state.me ? FakeOwnWork(state: state).rows(outcomeId) : []
        return StudentOutcomeScreen(
            revision: revision, student: id, name: student.name, head: head(outcome, id),
            readiness: "\(student.name) has not said yet",
            nextStep: step(id).flatMap { $0.outcome == outcomeId ? agreed($0.text, $0.outcome) : nil },
            curve: curve(outcome, id) { page($0, state.records[$0]) },
            places: [Place(sign: nil, kind: "", day: "", spoken: words.placeOpen)],
            why: why.isEmpty ? [WhyLine(text: words.whyNone, piece: nil)] : why,
            change: ["Next: \(school.levels[FakeSchool.mastery])."],
            pieces: judged.reversed().map { row($0, $1) } + own)
    }

    func studentEvidence(_ id: String, _ piece: String) throws -> StudentEvidenceScreen {
        let student = try known(id)
        let screen = { (title: String, text: String, documents: [String], cards: [JudgementCard]) in
            StudentEvidenceScreen(
                revision: revision, student: id, name: student.name, title: title,
                caption: text.isEmpty ? "" : "Added by \(student.name), 12 Nov", text: text, link: nil, photos: [],
                voices: [], documents: state.documentTiles(documents, day: "12 Nov"), judgements: cards,
                undo: undo(id))
        }
        if let work = state.own.pieces.first(where: { $0.id == piece }), id == state.me {
            return screen(work.text, work.text, work.documents, [])
        }
        guard let at = Int(piece.dropFirst()), state.records.indices.contains(at), state.records[at].student == id,
            state.records[at].level != nil
        else { throw CoreError.NotFound(what: "record") }
        return screen(words.pieceNone, "", [], [card(at)])
    }

    private func card(_ root: Int) -> JudgementCard {
        let chain = [state.records[root]] + state.records.filter { $0.corrects == root }
        let now = chain[chain.count - 1]
        let isHeld = chain.count == 1 && now.isHeld
        let outcome = school.outcomes.first { $0.id == now.outcome }
        let levels = school.levels.enumerated().map { at, word in
            LevelOption(
                level: "l\(at)", word: word, sign: sign(at), chosen: now.level == "l\(at)",
                describes: [outcome?.rubric[at] ?? ""], spoken: "\(word). \(outcome?.rubric[at] ?? "")")
        }
        return JudgementCard(
            judgement: "j\(root)", code: outcome?.code ?? "", sign: sign(index(now)), level: word(now),
            caption: chain.count == 1 ? "Ms Ortiz, 12 Nov" : "Corrected by Ms Ortiz, 12 Nov",
            circumstances: now.isPractice ? "Practice · Alone" : "At-bat · Alone", rows: [],
            history: chain.enumerated().map { at, record in
                HistoryLine(day: "12 Nov", text: "You \(at == 0 ? "said" : "corrected it to") \(word(record)).")
            },
            levels: isHeld ? [] : levels, whyNot: isHeld ? words.judgedHeld : "")
    }
    /// A correction alone is taken back on its page.
    private func undo(_ student: String) -> NotYetCore.UndoBar? {
        let isOne = state.records.last?.corrects != nil || state.undone.last?.corrects != nil
        return isOne ? FakeCoreClient.bar(state, words, of: student) : nil
    }
    /// A correction's page is that of what it corrects.
    private func page(_ at: Int, _ record: FakeCoreClient.Record) -> String { "j\(record.corrects ?? at)" }
    private func index(_ record: FakeCoreClient.Record) -> Int {
        record.level.flatMap { Int($0.dropFirst()) } ?? 0
    }
    private func word(_ record: FakeCoreClient.Record) -> String { school.levels[index(record)] }
    private func row(_ at: Int, _ record: FakeCoreClient.Record) -> PieceRow {
        let note = "12 Nov · Ms Ortiz: \(word(record))"
        return PieceRow(
            piece: page(at, record), title: words.pieceNone, note: note, spoken: "\(words.pieceNone). \(note).")
    }
}
