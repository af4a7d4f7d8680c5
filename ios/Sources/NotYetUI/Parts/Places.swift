// One sign for each chance to show, latest last, then always one open dashed place. Wraps, never counts.
import SwiftUI

/// One chance that was taken.
struct Place: Equatable, Identifiable, Sendable {
    let id: String
    let sign: SignState
    /// "Letter or essay".
    let kind: String
    /// "12 Nov".
    let date: String
    /// What a reader hears: level, kind and date in one sentence.
    let spoken: String
}

@MainActor
struct Places: View {
    let places: [Place]
    /// The words of the open place: "Open".
    let open: String
    var onTap: (@MainActor (String) -> Void)?

    var body: some View {
        Flow(gap: Space.x16) {
            ForEach(places) { place in
                if let onTap {
                    Button {
                        onTap(place.id)
                    } label: {
                        face(place)
                    }
                    .buttonStyle(.plain)
                    .accessibilityLabel(place.spoken)
                } else {
                    face(place).accessibilityElement().accessibilityLabel(place.spoken)
                }
            }
            VStack(spacing: Space.x4) {
                Circle()
                    .strokeBorder(.tone(\.lineStrong), style: StrokeStyle(lineWidth: 1, dash: [3, 3]))
                    .frame(width: Size.signRow, height: Size.signRow)
                Text(open).font(TypeScale.small).foregroundStyle(.tone(\.ink2))
            }
            .frame(minWidth: Size.target, minHeight: Size.target)
            .accessibilityElement(children: .combine)
        }
    }
    private func face(_ place: Place) -> some View {
        VStack(spacing: Space.x4) {
            Sign(place.sign)
            Text(place.kind).font(TypeScale.small)
            Text(place.date).font(TypeScale.small).foregroundStyle(.tone(\.ink2))
        }
        .frame(minWidth: Size.target, minHeight: Size.target)
    }
}
