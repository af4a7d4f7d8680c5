extension View {
    // What only shows: taken, and ignored.
    public func font(_ font: Font?) -> some View { _with { $0.environment.font = font ?? .body } }
    public func fontWeight(_ weight: Font.Weight?) -> some View { self }
    public func bold() -> some View { self }
    public func monospacedDigit() -> some View { self }
    public func multilineTextAlignment(_ alignment: TextAlignment) -> some View { self }
    public func minimumScaleFactor(_ factor: CGFloat) -> some View { self }
    public func lineLimit(_ n: Int?) -> some View { self }
    public func lineLimit(_ range: ClosedRange<Int>) -> some View { self }
    public func truncationMode(_ mode: TruncationMode) -> some View { self }
    public func foregroundStyle<S: ShapeStyle>(_ style: S) -> some View { _with { $0.environment.ink = style._color(in: $0.environment) } }
    public func tint(_ color: Color?) -> some View { self }
    public func tint<S: ShapeStyle>(_ style: S?) -> some View { self }
    public func background<S: ShapeStyle>(_ style: S, ignoresSafeAreaEdges edges: Edge.Set = .all) -> some View { _fill(style) }
    public func background<S: ShapeStyle, T: Shape>(_ style: S, in shape: T) -> some View { _fill(style) }
    private func _fill<S: ShapeStyle>(_ style: S) -> some View {
        _Mod(self) { c, view in
            let nodes = c.render(view)
            for node in nodes where node.look.fill == nil { node.look.fill = style._color(in: c.environment) }
            return nodes
        }
    }
    public func border<S: ShapeStyle>(_ style: S, width: CGFloat = 1) -> some View { self }
    public func clipShape<S: Shape>(_ shape: S) -> some View { self }
    public func contentShape<S: Shape>(_ shape: S) -> some View { self }
    public func cornerRadius(_ radius: CGFloat) -> some View { self }
    public func shadow(color: Color = .black, radius: CGFloat, x: CGFloat = 0, y: CGFloat = 0) -> some View { self }
    public func opacity(_ opacity: Double) -> some View { self }
    public func padding(_ length: CGFloat) -> some View { padding(.all, length) }
    public func padding(_ edges: Edge.Set = .all, _ length: CGFloat? = nil) -> some View {
        _set { node in
            let by = Int(length ?? 16)
            if !edges.isDisjoint(with: .horizontal) { node.look.padX += by }
            if !edges.isDisjoint(with: .vertical) { node.look.padY += by }
        }
    }
    public func frame(width: CGFloat? = nil, height: CGFloat? = nil, alignment: Alignment = .center) -> some View {
        _Mod(self) { c, view in
            var inside = c
            if let width, let height { inside.frame = CGSize(width: width, height: height) }
            let nodes = inside.render(view)
            for node in nodes { (node.look.width, node.look.height) = (width.map { Int($0) } ?? node.look.width, height.map { Int($0) } ?? node.look.height) }
            return nodes
        }
    }
    public func frame(
        minWidth: CGFloat? = nil, idealWidth: CGFloat? = nil, maxWidth: CGFloat? = nil, minHeight: CGFloat? = nil, idealHeight: CGFloat? = nil, maxHeight: CGFloat? = nil,
        alignment: Alignment = .center
    ) -> some View {
        _set { node in
            if let minHeight { node.look.height = max(node.look.height ?? 0, Int(minHeight)) }
            if maxWidth == .infinity { node.look.wide = true }
        }
    }
    public func fixedSize(horizontal: Bool = true, vertical: Bool = true) -> some View { self }
    public func layoutPriority(_ value: Double) -> some View { self }
    public func offset(x: CGFloat = 0, y: CGFloat = 0) -> some View { self }
    public func rotationEffect(_ angle: Angle) -> some View { self }
    public func scaleEffect(_ scale: CGFloat) -> some View { self }
    public func flipsForRightToLeftLayoutDirection(_ enabled: Bool) -> some View { self }
    public func imageScale(_ scale: Image.Scale) -> some View { self }
    public func aspectRatio(_ ratio: CGFloat? = nil, contentMode: ContentMode) -> some View { self }
    public func scaledToFit() -> some View { self }
    public func scaledToFill() -> some View { self }
    public func clipped(antialiased: Bool = false) -> some View { self }
    public func transition(_ transition: AnyTransition) -> some View { self }
    public func sensoryFeedback<T: Equatable>(_ feedback: SensoryFeedback, trigger: T) -> some View { self }
    public func textInputAutocapitalization(_ autocapitalization: TextInputAutocapitalization?) -> some View { self }
    public func keyboardType(_ type: UIKeyboardType) -> some View { self }
    public func autocorrectionDisabled(_ disable: Bool = true) -> some View { self }
    public func submitLabel(_ label: SubmitLabel) -> some View { self }
    public func scrollDismissesKeyboard(_ mode: ScrollDismissesKeyboardMode) -> some View { self }
    public func scrollContentBackground(_ visibility: Visibility) -> some View { self }
    public func toolbarBackground<S: ShapeStyle>(_ style: S, for bars: ToolbarPlacement...) -> some View { self }
    public func listRowBackground<V: View>(_ view: V?) -> some View { self }
    public func listRowInsets(_ insets: EdgeInsets?) -> some View { self }
    public func presentationDragIndicator(_ visibility: Visibility) -> some View { self }
    public func presentationCornerRadius(_ radius: CGFloat?) -> some View { self }
    public func presentationBackground<S: ShapeStyle>(_ style: S) -> some View { self }
    public func presentationCompactAdaptation(_ adaptation: PresentationAdaptation) -> some View { self }
    public func privacySensitive(_ sensitive: Bool = true) -> some View { self }
    public func allowsHitTesting(_ enabled: Bool) -> some View { self }
    public func ignoresSafeArea(edges: Edge.Set = .all) -> some View { self }
    public func animation<V: Equatable>(_ animation: Animation?, value: V) -> some View { self }
    public func buttonStyle<S: PrimitiveButtonStyle>(_ style: S) -> some View { self }
    public func buttonStyle<S: ButtonStyle>(_ style: S) -> some View { self }
    public func controlSize(_ size: ControlSize) -> some View { self }
    public func pickerStyle<S: PickerStyle>(_ style: S) -> some View { self }
    public func listStyle<S: ListStyle>(_ style: S) -> some View { self }
    public func labelStyle<S: LabelStyle>(_ style: S) -> some View { self }
    public func textFieldStyle<S: TextFieldStyle>(_ style: S) -> some View { self }
    public func listRowSeparator(_ visibility: Visibility) -> some View { self }
    public func navigationBarTitleDisplayMode(_ mode: NavigationBarItem.TitleDisplayMode) -> some View { self }
    public func presentationDetents(_ detents: Set<PresentationDetent>) -> some View { self }
    public func interactiveDismissDisabled(_ disabled: Bool = true) -> some View { self }
    public func navigationBarBackButtonHidden(_ hidden: Bool = true) -> some View { self }
}

public struct Font: Sendable, Equatable {
    public enum Weight: Sendable { case light, regular, medium, semibold, bold, heavy }
    public enum TextStyle: Sendable, CaseIterable { case largeTitle, title, title2, title3, headline, subheadline, body, callout, footnote, caption, caption2 }
    /// At the usual text size, for wireframes.
    var points: Double = 17
    var heavy = false
    public static let largeTitle = Font(points: 34), title = Font(points: 28), title2 = Font(points: 22), title3 = Font(points: 20)
    public static let headline = Font(points: 17, heavy: true), subheadline = Font(points: 15), body = Font(), callout = Font(points: 16)
    public static let footnote = Font(points: 13), caption = Font(points: 12), caption2 = Font(points: 11)
    public static func system(_ style: TextStyle, weight: Weight? = nil) -> Font { Font() }
    public static func system(size: CGFloat, weight: Weight? = nil) -> Font { Font(points: size) }
    public func bold() -> Font { Font(points: points, heavy: true) }
    public func weight(_ weight: Weight) -> Font { Font(points: points, heavy: [.semibold, .bold, .heavy].contains(weight)) }
    public func monospacedDigit() -> Font { self }
}
public struct EdgeInsets: Equatable, Sendable {
    public init(top: CGFloat = 0, leading: CGFloat = 0, bottom: CGFloat = 0, trailing: CGFloat = 0) {}
}
public enum TruncationMode: Sendable { case head, middle, tail }
public struct AnyTransition: Sendable { public static let opacity = Self(), identity = Self() }
public struct SensoryFeedback: Sendable {
    public enum Weight: Sendable { case light, medium, heavy }
    public static let success = Self(), selection = Self()
    public static func impact(weight: Weight = .medium, intensity: Double = 1) -> Self { Self() }
}
public struct TextInputAutocapitalization: Sendable { public static let never = Self(), words = Self(), sentences = Self(), characters = Self() }
public struct SubmitLabel: Sendable { public static let done = Self(), go = Self(), join = Self(), next = Self(), send = Self() }
public struct ScrollDismissesKeyboardMode: Sendable { public static let immediately = Self(), interactively = Self() }
public struct ToolbarPlacement: Sendable { public static let navigationBar = Self(), tabBar = Self() }
public struct PresentationAdaptation: Sendable { public static let popover = Self(), sheet = Self() }
public enum TextAlignment: Sendable { case leading, center, trailing }
public enum Visibility: Sendable { case automatic, visible, hidden }
public enum HorizontalEdge: Sendable { case leading, trailing }
public enum VerticalEdge: Sendable { case top, bottom }
public enum ContentMode: Sendable { case fit, fill }
public enum ControlSize: Sendable { case mini, small, regular, large }
public enum Edge: Sendable {
    public struct Set: OptionSet, Sendable {
        public let rawValue: Int
        public init(rawValue: Int) { self.rawValue = rawValue }
        public static let top = Self(rawValue: 1), leading = Self(rawValue: 2), bottom = Self(rawValue: 4), trailing = Self(rawValue: 8)
        public static let vertical: Self = [.top, .bottom], horizontal: Self = [.leading, .trailing], all: Self = [.vertical, .horizontal]
    }
}
public struct Animation: Sendable {
    public static func easeInOut(duration: Double) -> Self { Self() }
    public static let `default` = Self(), easeInOut = Self(), snappy = Self(), spring = Self()
}
public struct PresentationDetent: Hashable, Sendable { public static let medium = Self(), large = Self() }
public enum NavigationBarItem { public enum TitleDisplayMode: Sendable { case automatic, inline, large } }
@MainActor public func withAnimation<R>(_ animation: Animation? = .default, _ body: () throws -> R) rethrows -> R { try body() }

public protocol PrimitiveButtonStyle {}
public protocol PickerStyle {}
public protocol ListStyle {}
public protocol LabelStyle {}
public protocol TextFieldStyle {}
public struct ButtonStyleConfiguration { public let label: AnyView; public let isPressed: Bool; public let role: ButtonRole? }
@MainActor @preconcurrency public protocol ButtonStyle {
    associatedtype Body: View
    typealias Configuration = ButtonStyleConfiguration
    @ViewBuilder @MainActor @preconcurrency func makeBody(configuration: Configuration) -> Body
}
public struct _Style: PrimitiveButtonStyle, PickerStyle, ListStyle, LabelStyle, TextFieldStyle, Sendable {}
extension PrimitiveButtonStyle where Self == _Style {
    public static var automatic: Self { .init() }; public static var plain: Self { .init() }; public static var borderless: Self { .init() }; public static var bordered: Self { .init() };
    public static var borderedProminent: Self { .init() }
}
extension PickerStyle where Self == _Style {
    public static var segmented: Self { .init() }; public static var menu: Self { .init() }; public static var inline: Self { .init() }; public static var navigationLink: Self { .init() }
}
extension ListStyle where Self == _Style { public static var plain: Self { .init() }; public static var insetGrouped: Self { .init() }; public static var grouped: Self { .init() } }
extension LabelStyle where Self == _Style { public static var titleAndIcon: Self { .init() }; public static var iconOnly: Self { .init() }; public static var titleOnly: Self { .init() } }
extension TextFieldStyle where Self == _Style { public static var roundedBorder: Self { .init() }; public static var plain: Self { .init() } }
/// UIKit's, of which SwiftUI speaks.
public enum UIKeyboardType: Int, Sendable { case `default` = 0, numberPad = 4 }
