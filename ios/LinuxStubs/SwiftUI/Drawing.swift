public protocol ShapeStyle: Sendable {
    associatedtype Resolved: ShapeStyle = Never
    func resolve(in environment: EnvironmentValues) -> Resolved
}
extension ShapeStyle where Resolved == Never {
    public func resolve(in environment: EnvironmentValues) -> Never { fatalError("what shows as itself is not resolved") }
}
extension ShapeStyle {
    func _color(in environment: EnvironmentValues) -> Color? {
        if let color = self as? Color { return color }
        return Resolved.self == Never.self ? nil : resolve(in: environment)._color(in: environment)
    }
}
extension Never: ShapeStyle {}
public struct Color: ShapeStyle, Hashable {
    let name: String
    public init(_ name: String, bundle: Bundle? = nil) { self.name = name }
    public init(red: Double, green: Double, blue: Double, opacity: Double = 1) {
        name = "#" + [red, green, blue].map { String(format: "%02X", Int(($0 * 255).rounded())) }.joined()
    }
    public func opacity(_ opacity: Double) -> Color { self }
    public static let black = Color("black"), white = Color("white"), gray = Color("gray"), red = Color("red"), orange = Color("orange"), yellow = Color("yellow")
    public static let green = Color("green"), mint = Color("mint"), teal = Color("teal"), blue = Color("blue"), indigo = Color("indigo"), purple = Color("purple")
    public static let pink = Color("pink"), brown = Color("brown"), clear = Color("clear"), primary = Color("primary"), secondary = Color("secondary"), accentColor = Color("accent")
}
extension Color: _Several { public var _members: [(key: AnyHashable, view: any View)] { [] } }
extension ShapeStyle where Self == Color {
    public static var black: Color { .black }
    public static var white: Color { .white }
    public static var gray: Color { .gray }
    public static var red: Color { .red }
    public static var orange: Color { .orange }
    public static var yellow: Color { .yellow }
    public static var green: Color { .green }
    public static var blue: Color { .blue }
    public static var clear: Color { .clear }
}
public struct HierarchicalShapeStyle: ShapeStyle {}
extension ShapeStyle where Self == HierarchicalShapeStyle {
    public static var primary: Self { .init() }
    public static var secondary: Self { .init() }
    public static var tertiary: Self { .init() }
    public static var quaternary: Self { .init() }
}
public struct TintShapeStyle: ShapeStyle {}
extension ShapeStyle where Self == TintShapeStyle { public static var tint: Self { .init() } }
public struct BackgroundStyle: ShapeStyle {}
extension ShapeStyle where Self == BackgroundStyle { public static var background: Self { .init() } }
public struct Material: ShapeStyle {}
extension ShapeStyle where Self == Material { public static var regularMaterial: Self { .init() }; public static var thinMaterial: Self { .init() }; public static var bar: Self { .init() } }
public struct StrokeStyle: Equatable, Sendable {
    public enum LineCap: Sendable { case butt, round, square }
    public var lineWidth: CGFloat
    public var lineCap: LineCap
    public var dash: [CGFloat]
    public init(lineWidth: CGFloat = 1, lineCap: LineCap = .butt, dash: [CGFloat] = []) { (self.lineWidth, self.lineCap, self.dash) = (lineWidth, lineCap, dash) }
}
public struct Angle: Sendable {
    public var radians: Double
    public static func degrees(_ d: Double) -> Angle { Angle(radians: d * .pi / 180) }
    public static func radians(_ r: Double) -> Angle { Angle(radians: r) }
}

public struct Path: Equatable, Sendable {
    public enum Step: Equatable, Sendable { case move(CGPoint), line(CGPoint), quad(CGPoint), curve(CGPoint), arc(CGPoint, CGFloat, Double, Double), rect(CGRect), ellipse(CGRect), close }
    public var steps: [Step] = []
    public init() {}
    public init(_ build: (inout Path) -> Void) { build(&self) }
    public init(ellipseIn r: CGRect) { steps = [.ellipse(r)] }
    public init(_ r: CGRect) { steps = [.rect(r)] }
    public init(roundedRect r: CGRect, cornerRadius: CGFloat) { steps = [.rect(r)] }
    public var isEmpty: Bool { steps.isEmpty }
    public mutating func move(to p: CGPoint) { steps.append(.move(p)) }
    public mutating func addLine(to p: CGPoint) { steps.append(.line(p)) }
    public mutating func addLines(_ p: [CGPoint]) { steps += p.enumerated().map { $0.offset == 0 ? .move($0.element) : .line($0.element) } }
    public mutating func addQuadCurve(to p: CGPoint, control: CGPoint) { steps.append(.quad(p)) }
    public mutating func addCurve(to p: CGPoint, control1: CGPoint, control2: CGPoint) { steps.append(.curve(p)) }
    public mutating func addArc(center: CGPoint, radius: CGFloat, startAngle: Angle, endAngle: Angle, clockwise: Bool) { steps.append(.arc(center, radius, startAngle.radians, endAngle.radians)) }
    public mutating func addRect(_ r: CGRect) { steps.append(.rect(r)) }
    public mutating func addEllipse(in r: CGRect) { steps.append(.ellipse(r)) }
    public mutating func closeSubpath() { steps.append(.close) }
}
extension Path: Shape { public nonisolated func path(in rect: CGRect) -> Path { self } }
@MainActor @preconcurrency public protocol Shape: Sendable, View { nonisolated func path(in rect: CGRect) -> Path }
extension Shape {
    public var body: some View { _ShapeView(shape: self) }
    public func fill<S: ShapeStyle>(_ style: S) -> some View { _ShapeView(shape: self, paint: style._color(in:)) }
    public func stroke<S: ShapeStyle>(_ style: S, lineWidth: CGFloat = 1) -> some View { _ShapeView(shape: self, paint: style._color(in:), line: lineWidth) }
    public func stroke<S: ShapeStyle>(_ style: S, style stroke: StrokeStyle) -> some View { _ShapeView(shape: self, paint: style._color(in:), line: stroke.lineWidth) }
    public func strokeBorder<S: ShapeStyle>(_ style: S, lineWidth: CGFloat = 1) -> some View { _ShapeView(shape: self, paint: style._color(in:), line: lineWidth) }
    public func strokeBorder<S: ShapeStyle>(_ style: S, style stroke: StrokeStyle) -> some View { _ShapeView(shape: self, paint: style._color(in:), line: stroke.lineWidth) }
    public func trim(from: CGFloat = 0, to: CGFloat = 1) -> some Shape { self }
}
/// A shape is asked for its path, so that the app's own path code runs, in a box of 100 × 100.
public struct _ShapeView: _Primitive {
    let shape: any Shape
    var paint: (EnvironmentValues) -> Color? = { _ in nil }
    var line: CGFloat = 0
    public func _nodes(_ c: StubContext) -> [StubNode] {
        let node = StubNode("Shape", "\(type(of: shape)), \(shape.path(in: CGRect(x: 0, y: 0, width: 100, height: 100)).steps.count) steps")
        node.hidden = true
        (node.look.ink, node.look.lineWidth) = (paint(c.environment), Double(line))
        return [node]
    }
}
public struct Rectangle: Shape { public init() {}; public func path(in r: CGRect) -> Path { Path(r) } }
public struct RoundedRectangle: Shape { public init(cornerRadius: CGFloat) {}; public func path(in r: CGRect) -> Path { Path(r) } }
public struct Capsule: Shape { public init() {}; public func path(in r: CGRect) -> Path { Path(r) } }
public struct Circle: Shape { public init() {}; public func path(in r: CGRect) -> Path { Path(ellipseIn: r) } }
public struct Ellipse: Shape { public init() {}; public func path(in r: CGRect) -> Path { Path(ellipseIn: r) } }
public struct UnevenRoundedRectangle: Shape {
    public init(topLeadingRadius: CGFloat = 0, bottomLeadingRadius: CGFloat = 0, bottomTrailingRadius: CGFloat = 0, topTrailingRadius: CGFloat = 0) {};
    public func path(in r: CGRect) -> Path { Path(r) }
}

/// What a canvas drew: tests read it by numbers, wireframes show it.
public struct StubDrawn: Equatable {
    public let path: Path
    public let color: Color?
    /// Nil when filled.
    public let stroke: StrokeStyle?
}
@MainActor public struct GraphicsContext {
    final class Log { var texts: [String] = []; var drawn: [StubDrawn] = [] }
    public struct Shading: Sendable {
        let paint: @Sendable (EnvironmentValues) -> Color?
        public static func color(_ color: Color) -> Shading { Shading { _ in color } }
        public static func style<S: ShapeStyle>(_ s: S) -> Shading { Shading { s._color(in: $0) } }
    }
    let log = Log()
    public let environment: EnvironmentValues
    public func fill(_ path: Path, with shading: Shading) { log.drawn.append(StubDrawn(path: path, color: shading.paint(environment), stroke: nil)) }
    public func stroke(_ path: Path, with shading: Shading, lineWidth: CGFloat = 1) { stroke(path, with: shading, style: StrokeStyle(lineWidth: lineWidth)) }
    public func stroke(_ path: Path, with shading: Shading, style: StrokeStyle) { log.drawn.append(StubDrawn(path: path, color: shading.paint(environment), stroke: style)) }
    public func draw(_ text: Text, at point: CGPoint) { log.texts.append(text.string) }
}
/// Its drawing runs in the size of its frame, or 300 × 200; the node keeps what it drew and has the texts as children. It has no name of its own.
public struct Canvas: _Primitive {
    let draw: (inout GraphicsContext, CGSize) -> Void
    public init(opaque: Bool = false, renderer: @escaping (inout GraphicsContext, CGSize) -> Void) { draw = renderer }
    public func _nodes(_ c: StubContext) -> [StubNode] {
        var g = GraphicsContext(environment: c.environment)
        draw(&g, c.frame ?? CGSize(width: 300, height: 200))
        let node = StubNode("Canvas", "", g.log.texts.map { StubNode("Drawn", $0) })
        node.look.drawn = g.log.drawn
        return [node]
    }
}
/// Nothing moves here: a view is drawn as it ends.
public protocol Animatable {
    associatedtype AnimatableData
    var animatableData: AnimatableData { get set }
}
public struct AnimatablePair<First, Second> {
    public var first: First
    public var second: Second
    public init(_ first: First, _ second: Second) { (self.first, self.second) = (first, second) }
}
