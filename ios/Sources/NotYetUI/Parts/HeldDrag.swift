// A finger that is held for 400 ms and then drawn over the fields of a grid passes them.
import Observation
import SwiftUI

/// The fields that one drag passes.
@MainActor
@Observable
final class HeldDrag {
    /// The first first; empty while there is no drag.
    private(set) var passed: [String] = []
    @ObservationIgnored private var places: [String: CGRect] = [:]

    func place(_ field: String, at place: CGRect) { places[field] = place }
    func pass(_ point: CGPoint) {
        guard let field = places.first(where: { $0.value.contains(point) })?.key else { return }
        if !passed.contains(field) { passed.append(field) }
    }
    /// All that were passed; the drag is over.
    func end() -> [String] {
        let all = passed
        passed = []
        return all
    }
}

extension View {
    /// A field of a grid over which a held finger may be drawn; `onPassed` hears of all fields once it lifts.
    @MainActor
    func passed(
        by drag: HeldDrag, as field: String, isOn: Bool, onPassed: @escaping @MainActor ([String]) -> Void
    ) -> some View {
        background { FieldPlace(drag: drag, field: field) }
            .simultaneousGesture(held(drag, onPassed), including: isOn ? .all : .subviews)
    }
}

@MainActor
private func held(
    _ drag: HeldDrag, _ onPassed: @escaping @MainActor ([String]) -> Void
) -> some Gesture {
    LongPressGesture(minimumDuration: Double(Motion.hold) / 1000)
        .sequenced(before: DragGesture(minimumDistance: 0, coordinateSpace: .global))
        .onChanged { value in
            if case .second(_, let finger?) = value { drag.pass(finger.location) }
        }
        .onEnded { _ in
            let all = drag.end()
            if !all.isEmpty { onPassed(all) }
        }
}

/// Tells where a field stands, whenever it moves.
@MainActor
private struct FieldPlace: View {
    let drag: HeldDrag
    let field: String

    var body: some View {
        GeometryReader { room in
            let place = room.frame(in: .global)
            Color.clear
                .onAppear { drag.place(field, at: place) }
                .onChange(of: place) { _, now in drag.place(field, at: now) }
        }
    }
}
