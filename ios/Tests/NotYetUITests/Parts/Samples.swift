import SwiftUI

@testable import NotYetUI

/// Parts as the demonstration course fills them.
@MainActor
enum Samples {
    static func sign(_ level: Int?, practiceOnly: Bool = false) -> SignState {
        SignState(level: level, mastery: 2, levels: 4, practiceOnly: practiceOnly)
    }
    static let levels = [
        ("Not yet", "I say what I think. I am starting to look for parts of the text that fit."),
        ("Approaching", "I use one piece of evidence that fits my claim."),
        ("Demonstrating", "I use two or more pieces of evidence that fit my claim."),
        ("Exceeding", "I choose the strongest evidence from more than one source and say why."),
    ].enumerated().map { LevelOption(id: "\($0)", word: $1.0, sign: sign($0), text: $1.1, spoken: "\($1.0). \($1.1)") }
    static let head = OutcomeHead(
        sign: sign(1), word: "Approaching", iCan: "I can back up a claim with evidence and explain how it helps.",
        line: "I am getting there", explanation: "The ring closes as you learn. Closed and full: you can do it.",
        spoken: "I can back up a claim with evidence and explain how it helps. Approaching. Next: Demonstrating.")
    static let places = [
        Place(id: "a", sign: sign(1), kind: "Debate", date: "12 Nov", spoken: "Approaching. Debate. 12 Nov."),
        Place(
            id: "b", sign: sign(2), kind: "Letter or essay", date: "3 Dec",
            spoken: "Demonstrating. Letter or essay. 3 Dec."),
    ]
    /// What begins and ends as a JPEG.
    static let jpeg = Data([0xFF, 0xD8, 0xFF, 0xE0, 0x00, 0x02, 0xFF, 0xD9])
}

/// Every part on one page, for a person to look over.
@MainActor
struct AllParts: View {
    @State private var chosen: String? = "1"
    @State private var text = "Use a quotation for each claim"

    var body: some View {
        Window {
            VStack(alignment: .leading, spacing: 12) {
                HStack { ForEach([nil, 0, 1, 2, 3], id: \.self) { Sign(Samples.sign($0), size: 40) } }
                HStack { ForEach([0, 1, 2, 3], id: \.self) { Sign(Samples.sign($0, practiceOnly: true), size: 40) } }
                Samples.head
                Card(head: "Next step agreed on 12 Nov") { Text("“Use a quotation for each claim”") }
                PersonRow(name: "Amara Okafor", initials: "AO", label: "Feedback on 12 Nov", trailing: .chevron) {}
                SignedRow(
                    title: "I can state another view fairly and answer it.", label: "Approaching", sign: Samples.sign(1)
                ) {}
                Choice(options: ["Practice", "At-bat"], chosen: 0, spoken: "Purpose") { _ in }
                LevelPicker(
                    options: Samples.levels, chosen: chosen, about: "Levels", next: "Next:", readWhole: "Read it all",
                    close: "Close",
                    onChoose: { chosen = $0 })
                UndoBar(text: "Saved", actions: [.init(title: "Undo", icon: .undo) {}])
                Banner(icon: .cloudOff, text: "3 not sent yet. They are safe on this tablet.", action: "See") {}
                ChipLines(phrases: (1...9).map { "Names the work \($0)" }, chosen: [1], more: "More") { _ in }
                Places(places: Samples.places, open: "Open")
                Field(name: "Next step", text: $text, hint: "The student reads this.", isLong: true)
                PrimaryButton(title: "Join") {}
                EmptyState(
                    head: "Nobody is in this class yet", text: "The school's office adds students to the roster.")
            }
            .padding()
        }
    }
}
