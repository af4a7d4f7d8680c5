// Something that goes on while a button is held.
import Foundation
import SwiftUI

/// A tap begins it as well and another tap ends it, as does a reader's action, for whom holding is hard.
@MainActor
struct HoldButton: View {
    let title: String
    let icon: Icon
    let isRunning: Bool
    /// What a reader's action does now: begin, or end.
    let action: String
    var least = Size.target
    let onStart: @MainActor () -> Void
    let onStop: @MainActor () -> Void
    @State private var pressed: Date?
    /// Whether this press ends what goes on.
    @State private var ends = false

    var body: some View {
        HStack(spacing: Space.x8) {
            Glyph(icon)
            Text(title).multilineTextAlignment(.center)
        }
        .font(TypeScale.label)
        .foregroundStyle(.tone(isRunning ? \.onSoft : \.primary))
        .padding(.horizontal, Space.x16)
        .padding(.vertical, Space.x8)
        .frame(maxWidth: .infinity, minHeight: least)
        .chosenPanel(isRunning)
        .contentShape(RoundedRectangle(cornerRadius: Corner.card))
        .accessibilityElement(children: .combine)
        .accessibilityAddTraits(.isButton)
        .accessibilityAction(named: action, toggle)
        .accessibilityAction(.default, toggle)
        .gesture(
            DragGesture(minimumDistance: 0)
                .onChanged { down($0.time) }
                .onEnded { lifted($0.time) }
        )
    }
    /// What a finger that comes down begins or will end.
    private func down(_ at: Date) {
        guard pressed == nil else { return }
        (pressed, ends) = (at, isRunning)
        if !ends { onStart() }
    }
    /// Lifted: a hold ends what it began, and a tap lets it go on.
    private func lifted(_ at: Date) {
        let held = at.timeIntervalSince(pressed ?? at)
        pressed = nil
        if ends || held >= Double(Motion.hold) / 1000 { onStop() }
    }
    private func toggle() { if isRunning { onStop() } else { onStart() } }
}
