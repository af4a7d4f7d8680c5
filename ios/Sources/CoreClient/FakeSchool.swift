// What a fake core knows: one class, its outcomes and people. Data only; FakeCoreClient gives it behaviour.
import NotYetCore

public struct FakeSchool: Sendable {
    public struct Student: Sendable {
        public var id, name, initials: String

        public init(id: String, name: String, initials: String) {
            (self.id, self.name, self.initials) = (id, name, initials)
        }
    }
    public struct Outcome: Sendable {
        public var id, code, iCan: String
        /// Lowest level first.
        public var rubric: [String]
    }

    public var className: String
    public var students: [Student]
    public var outcomes: [Outcome]
    /// Lowest first; the third counts as mastery in every fake school.
    public var levels = ["Not yet", "Approaching", "Demonstrating", "Exceeding"]
    public var plain = ["I am starting", "I am getting there", "I can do it", "I can go further"]
    /// Of whom no photos are kept.
    public var noPhotos: Set<String> = ["s7"]
    public var kinds = [("exit-ticket", "Exit ticket", false), ("essay", "Letter or essay", true)]

    public static let mastery = 2

    /// Names as they come: two Amaras, one single name, right-to-left, Hangul, a long one.
    public static let usual = FakeSchool(
        className: "7B",
        students: [
            ("Amara Okafor", "AO"), ("Amara Diallo", "AD"), ("Ben Whitaker", "BW"), ("ليان الخطيب", "لا"),
            ("김서연", "김서"), ("Aarav Krishnamurthy-Venkataraman", "AK"), ("Thiri", "T"),
        ].enumerated().map { Student(id: "s\($0 + 1)", name: $1.0, initials: $1.1) },
        outcomes: [
            Outcome(
                id: "o-c1", code: "C1", iCan: "I can make a clear claim that someone could disagree with.",
                rubric: [
                    "I say what the text is about.", "I make a claim that most people would accept.",
                    "I make a clear claim that someone could disagree with.",
                    "I make a claim that opens a real question.",
                ]),
            Outcome(
                id: "o-c3", code: "C3", iCan: "I can back up a claim with evidence and explain how it helps.",
                rubric: [
                    "I say what I think. I am starting to look for parts of the text that fit.",
                    "I use one piece of evidence that fits my claim.",
                    "I use two or more pieces of evidence that fit my claim.",
                    "I choose the strongest evidence from more than one source and say why.",
                ]),
            Outcome(
                id: "o-c4", code: "C4", iCan: "I can state another view fairly and answer it.",
                rubric: [
                    "I know that others see it another way.", "I name another view.",
                    "I state another view fairly and answer it.", "I answer the strongest form of another view.",
                ]),
        ])

    /// Before anything has arrived.
    public static let empty = FakeSchool(className: "", students: [], outcomes: [])

    /// As many students as Today may return.
    public static let veryFull: FakeSchool = {
        var school = usual
        school.students = (1...500).map { Student(id: "s\($0)", name: "Student number \($0)", initials: "S\($0 % 10)") }
        return school
    }()

    /// Words as long as they come.
    public static let longWords: FakeSchool = {
        var school = usual
        school.className = "Deutsch als Zweitsprache, Vorbereitungsklasse 7B"
        school.outcomes = school.outcomes.map { outcome in
            var long = outcome
            long.iCan =
                "Ich kann Behauptungen mit Textbelegen untermauern und die Zusammenhänge nachvollziehbar erläutern."
            return long
        }
        school.levels = ["Noch nicht erreicht", "Annäherungsweise", "Nachgewiesen", "Darüber hinausgehend"]
        return school
    }()
}
