public struct LocalizedStringKey: ExpressibleByStringInterpolation, Equatable, Sendable {
    let string: String
    public init(_ value: String) { string = value }
    public init(stringLiteral value: String) { string = value }
    public init(stringInterpolation s: Interpolation) { string = s.string }
    public struct Interpolation: StringInterpolationProtocol {
        var string = ""
        public init(literalCapacity: Int, interpolationCount: Int) {}
        public mutating func appendLiteral(_ s: String) { string += s }
        public mutating func appendInterpolation<T>(_ v: T) { string += "\(v)" }
        public mutating func appendInterpolation<F: FormatStyle>(_ v: F.FormatInput, format: F)
        where F.FormatOutput == String { string += format.format(v) }
    }
}
public struct Text: _Primitive, Equatable {
    let string: String
    var ownFont: Font?
    var ownInk: (@MainActor (EnvironmentValues) -> Color?)?
    public nonisolated static func == (a: Text, b: Text) -> Bool { a.string == b.string }
    public init(_ key: LocalizedStringKey, tableName: String? = nil, bundle: Bundle? = nil, comment: StaticString? = nil) {
        string = key.string
    }
    @_disfavoredOverload public init<S: StringProtocol>(_ s: S) { string = String(s) }
    public init(verbatim s: String) { string = s }
    public init<F: FormatStyle>(_ v: F.FormatInput, format: F) where F.FormatOutput == String { string = format.format(v) }
    public static func + (a: Text, b: Text) -> Text { Text(verbatim: a.string + b.string) }
    public func _nodes(_ c: StubContext) -> [StubNode] {
        let node = StubNode("Text", string)
        node.look.font = ownFont ?? c.environment.font
        node.look.ink = ownInk?(c.environment) ?? c.environment.ink
        return [node]
    }
    public func bold() -> Text { self }
    public func italic() -> Text { self }
    public func underline(_ isActive: Bool = true, color: Color? = nil) -> Text { self }
    public func monospacedDigit() -> Text { self }
    public func font(_ font: Font?) -> Text {
        var me = self
        me.ownFont = font
        return me
    }
    public func fontWeight(_ weight: Font.Weight?) -> Text { self }
    public func foregroundStyle<S: ShapeStyle>(_ style: S) -> Text {
        var me = self
        me.ownInk = { style._color(in: $0) }
        return me
    }
}
public struct Image: _Primitive {
    let symbol: String
    let decorative: Bool
    public init(systemName: String) { (symbol, decorative) = (systemName, false) }
    public init(_ name: String, bundle: Bundle? = nil) { (symbol, decorative) = (name, false) }
    public init(decorative name: String, bundle: Bundle? = nil) { (symbol, decorative) = (name, true) }
    public func resizable() -> Image { self }
    public func renderingMode(_ mode: TemplateRenderingMode?) -> Image { self }
    public enum Scale: Sendable { case small, medium, large }
    public enum TemplateRenderingMode: Sendable { case template, original }
    /// A symbol has no text; only a label gives it a name here.
    public func _nodes(_ c: StubContext) -> [StubNode] {
        let node = StubNode("Image")
        (node.value, node.hidden) = (symbol, decorative)
        node.look.ink = c.environment.ink
        return [node]
    }
}
public struct Label<Title: View, Icon: View>: _Primitive {
    let title: Title
    let icon: Icon
    public init(@ViewBuilder title: () -> Title, @ViewBuilder icon: () -> Icon) { (self.title, self.icon) = (title(), icon()) }
    public func _nodes(_ c: StubContext) -> [StubNode] {
        [StubNode("Label", "", c.at("icon").render(icon) + c.at("title").render(title))]
    }
}
extension Label where Title == Text, Icon == Image {
    public init(_ title: LocalizedStringKey, systemImage: String) { (self.title, icon) = (Text(title), Image(systemName: systemImage)) }
    @_disfavoredOverload public init<S: StringProtocol>(_ title: S, systemImage: String) {
        (self.title, icon) = (Text(title), Image(systemName: systemImage))
    }
}
