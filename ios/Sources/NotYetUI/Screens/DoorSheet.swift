// The door of a class, or of one student, held up for them to scan.
import NotYetCore
import NotYetKit
import SwiftUI

@MainActor
struct DoorSheet: View {
    let model: ClassDoor
    @Environment(\.words) private var words

    var body: some View {
        Sheet(title: model.open?.title ?? "", close: words.actionClose) {
            if let door = model.open {
                Text(door.how)
                QrCode(qr: door.qr, spoken: words.doorQrSpoken).frame(maxWidth: .infinity)
                if let code = door.code {
                    said(words.doorCode) {
                        Text(code).font(TypeScale.display).accessibilityLabel(door.codeSpoken ?? code)
                    }
                    said(words.doorServer) { Text(door.server) }
                }
                Text(door.until).foregroundStyle(.tone(\.ink2))
                QuietButton(title: words.doorAgain) { Task { await model.make() } }
            }
        }
    }
    /// What is read out, under its name.
    private func said(_ name: String, @ViewBuilder _ value: () -> some View) -> some View {
        VStack(alignment: .leading, spacing: Space.x4) {
            Text(name).font(TypeScale.label).foregroundStyle(.tone(\.ink2))
            value()
        }
    }
}

extension View {
    /// Shows the door for as long as it is open.
    func door(_ model: ClassDoor) -> some View {
        sheet(isPresented: Binding(get: { model.open != nil }, set: { if !$0 { model.close() } })) {
            DoorSheet(model: model)
        }
    }
}
