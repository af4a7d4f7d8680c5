// The generated palette as styles that follow light and dark by themselves. Holds no colour of its own.
import SwiftUI

/// A colour of the token table: `.tone(\.ink)`.
public struct Tone: ShapeStyle {
    let name: KeyPath<Palette, Color> & Sendable

    public func resolve(in environment: EnvironmentValues) -> Color {
        (environment.colorScheme == .dark ? Palette.dark : .light)[keyPath: name]
    }
}

extension ShapeStyle where Self == Tone {
    public static func tone(_ name: KeyPath<Palette, Color> & Sendable) -> Tone { Tone(name: name) }
}

extension View {
    /// A ground with an edge, as cards, chips and segments have; `chosen` is always this edge and fill, never the sign.
    func panel(
        _ fill: KeyPath<Palette, Color> & Sendable, edge: KeyPath<Palette, Color> & Sendable, width: CGFloat = 1,
        corner: CGFloat = Corner.card
    ) -> some View {
        background(.tone(fill), in: RoundedRectangle(cornerRadius: corner))
            .overlay { RoundedRectangle(cornerRadius: corner).strokeBorder(.tone(edge), lineWidth: width) }
    }
    func chosenPanel(_ chosen: Bool, corner: CGFloat = Corner.card) -> some View {
        panel(
            chosen ? \.soft : \.raised, edge: chosen ? \.primary : \.lineStrong, width: chosen ? Size.chosen : 1,
            corner: corner)
    }
}
