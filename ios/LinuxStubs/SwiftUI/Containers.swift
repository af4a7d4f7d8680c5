@MainActor public protocol _Container: _Primitive {
    var _content: any View { get }
}
extension _Container {
    public func _nodes(_ c: StubContext) -> [StubNode] {
        let kind = "\(type(of: self))".prefix { $0 != "<" }
        return [StubNode(String(kind), "", c.render(_content))]
    }
}
public enum HorizontalAlignment: Sendable { case leading, center, trailing }
public enum VerticalAlignment: Sendable { case top, center, bottom, firstTextBaseline, lastTextBaseline }
public enum Alignment: Sendable {
    case center, leading, trailing, top, bottom, topLeading, topTrailing, bottomLeading, bottomTrailing
}
public enum Axis: Int8, Sendable, CaseIterable {
    case horizontal, vertical
    public struct Set: OptionSet, Sendable {
        public let rawValue: Int8
        public init(rawValue: Int8) { self.rawValue = rawValue }
        public static let horizontal = Self(rawValue: 1), vertical = Self(rawValue: 2)
    }
}
public struct VStack<Content: View>: _Container {
    public let _content: any View
    public init(alignment: HorizontalAlignment = .center, spacing: CGFloat? = nil, @ViewBuilder content: () -> Content) { _content = content() }
}
public struct HStack<Content: View>: _Container {
    public let _content: any View
    public init(alignment: VerticalAlignment = .center, spacing: CGFloat? = nil, @ViewBuilder content: () -> Content) { _content = content() }
}
public struct ZStack<Content: View>: _Container {
    public let _content: any View
    public init(alignment: Alignment = .center, @ViewBuilder content: () -> Content) { _content = content() }
}
public struct LazyVStack<Content: View>: _Container {
    public let _content: any View
    public init(alignment: HorizontalAlignment = .center, spacing: CGFloat? = nil, @ViewBuilder content: () -> Content) { _content = content() }
}
public struct GridItem: Sendable {
    public enum Size: Sendable { case fixed(CGFloat), flexible(minimum: CGFloat = 10, maximum: CGFloat = .infinity), adaptive(minimum: CGFloat, maximum: CGFloat = .infinity) }
    public init(_ size: Size = .flexible(), spacing: CGFloat? = nil, alignment: Alignment? = nil) {}
}
public struct LazyVGrid<Content: View>: _Container {
    public let _content: any View
    public init(columns: [GridItem], alignment: HorizontalAlignment = .center, spacing: CGFloat? = nil, @ViewBuilder content: () -> Content) { _content = content() }
}
public struct ScrollView<Content: View>: _Container {
    public let _content: any View
    public init(_ axes: Axis.Set = .vertical, showsIndicators: Bool = true, @ViewBuilder content: () -> Content) { _content = content() }
}
public struct Form<Content: View>: _Container {
    public let _content: any View
    public init(@ViewBuilder content: () -> Content) { _content = content() }
}
public struct List<Selection, Content: View>: _Container {
    public let _content: any View
}
extension List where Selection == Never {
    public init(@ViewBuilder content: () -> Content) { _content = content() }
    public init<D: RandomAccessCollection, Row: View>(_ data: D, @ViewBuilder rowContent: @escaping (D.Element) -> Row)
    where Content == ForEach<D, D.Element.ID, Row>, D.Element: Identifiable { _content = ForEach(data, content: rowContent) }
    public init<D: RandomAccessCollection, ID: Hashable, Row: View>(_ data: D, id: KeyPath<D.Element, ID>, @ViewBuilder rowContent: @escaping (D.Element) -> Row)
    where Content == ForEach<D, ID, Row> { _content = ForEach(data, id: id, content: rowContent) }
}
public struct Section<Parent: View, Content: View, Footer: View>: _Primitive {
    let parent: Parent
    let content: Content
    let footer: Footer
    public init(@ViewBuilder content: () -> Content, @ViewBuilder header: () -> Parent, @ViewBuilder footer: () -> Footer) {
        (self.content, parent, self.footer) = (content(), header(), footer())
    }
    public func _nodes(_ c: StubContext) -> [StubNode] {
        let head = c.at("header").render(parent)
        head.forEach { $0.traits.insert(.isHeader) }
        return [StubNode("Section", "", head + c.at("content").render(content) + c.at("footer").render(footer))]
    }
}
extension Section where Footer == EmptyView {
    public init(@ViewBuilder content: () -> Content, @ViewBuilder header: () -> Parent) {
        self.init(content: content, header: header, footer: { EmptyView() })
    }
}
extension Section where Parent == EmptyView {
    public init(@ViewBuilder content: () -> Content, @ViewBuilder footer: () -> Footer) {
        self.init(content: content, header: { EmptyView() }, footer: footer)
    }
}
extension Section where Parent == EmptyView, Footer == EmptyView {
    public init(@ViewBuilder content: () -> Content) { self.init(content: content, header: { EmptyView() }, footer: { EmptyView() }) }
}
extension Section where Parent == Text, Footer == EmptyView {
    public init(_ title: LocalizedStringKey, @ViewBuilder content: () -> Content) { self.init(content: content, header: { Text(title) }) }
    @_disfavoredOverload public init<S: StringProtocol>(_ title: S, @ViewBuilder content: () -> Content) {
        self.init(content: content, header: { Text(title) })
    }
}
public struct ForEach<Data: RandomAccessCollection, ID: Hashable, Content: View>: _Several {
    let data: Data
    let id: (Data.Element) -> ID
    let content: (Data.Element) -> Content
    var delete: ((IndexSet) -> Void)?
    public init(_ data: Data, id: KeyPath<Data.Element, ID>, @ViewBuilder content: @escaping (Data.Element) -> Content) {
        (self.data, self.id, self.content) = (data, { $0[keyPath: id] }, content)
    }
    public init(_ data: Data, @ViewBuilder content: @escaping (Data.Element) -> Content) where Data.Element: Identifiable, ID == Data.Element.ID {
        (self.data, id, self.content) = (data, { $0.id }, content)
    }
    public init(_ data: Range<Int>, @ViewBuilder content: @escaping (Int) -> Content) where Data == Range<Int>, ID == Int {
        (self.data, id, self.content) = (data, { $0 }, content)
    }
    public var _members: [(key: AnyHashable, view: any View)] {
        data.enumerated().map { i, element in
            let row = content(element)
            guard let delete else { return (id(element), row) }
            return (id(element), row.swipeActions { Button("Delete", role: .destructive) { delete([i]) } })
        }
    }
    public func onDelete(perform action: ((IndexSet) -> Void)?) -> Self { var me = self; me.delete = action; return me }
    public func onMove(perform action: ((IndexSet, Int) -> Void)?) -> Self { self }
}
public struct Spacer: _Primitive {
    public init(minLength: CGFloat? = nil) {}
    public func _nodes(_ c: StubContext) -> [StubNode] { [_silent("Spacer")] }
}
public struct Divider: _Primitive {
    public init() {}
    public func _nodes(_ c: StubContext) -> [StubNode] { [_silent("Divider")] }
}
@MainActor private func _silent(_ kind: String) -> StubNode {
    let node = StubNode(kind)
    node.hidden = true
    return node
}
public struct GeometryProxy {
    public let size: CGSize
    public func frame(in space: CoordinateSpace) -> CGRect { CGRect(origin: .zero, size: size) }
}
public enum CoordinateSpace: Sendable { case global, local }
/// Reports the window's size, whatever lies around it.
public struct GeometryReader<Content: View>: _Primitive {
    let content: (GeometryProxy) -> Content
    public init(@ViewBuilder content: @escaping (GeometryProxy) -> Content) { self.content = content }
    public func _nodes(_ c: StubContext) -> [StubNode] { c.render(content(GeometryProxy(size: c.environment.stubSize))) }
}
/// Takes its children in order; its arithmetic is never run here.
public protocol Layout: Sendable {
    associatedtype Cache = Void
    typealias Subviews = LayoutSubviews
    func sizeThatFits(proposal: ProposedViewSize, subviews: LayoutSubviews, cache: inout Cache) -> CGSize
    func placeSubviews(in bounds: CGRect, proposal: ProposedViewSize, subviews: LayoutSubviews, cache: inout Cache)
}
extension Layout {
    @MainActor public func callAsFunction<V: View>(@ViewBuilder _ content: () -> V) -> some View { _Flow(_content: content()) }
}
public struct _Flow: _Container { public let _content: any View }
public struct ProposedViewSize: Equatable, Sendable {
    public var width, height: CGFloat?
    public init(width: CGFloat?, height: CGFloat?) { (self.width, self.height) = (width, height) }
    public static let unspecified = Self(width: nil, height: nil)
}
public struct UnitPoint: Hashable, Sendable { public static let topLeading = Self(), center = Self() }
public struct LayoutSubview {
    public func sizeThatFits(_ proposal: ProposedViewSize) -> CGSize { .zero }
    public func place(at position: CGPoint, anchor: UnitPoint = .topLeading, proposal: ProposedViewSize) {}
}
public struct LayoutSubviews: RandomAccessCollection {
    public var startIndex: Int { 0 }
    public var endIndex: Int { 0 }
    public subscript(index: Int) -> LayoutSubview { LayoutSubview() }
}
