public struct ButtonRole: Equatable, Sendable {
    let name: String
    public static let destructive = Self(name: "destructive"), cancel = Self(name: "cancel")
}
public struct Button<Title: View>: _Primitive {
    let role: ButtonRole?
    let action: @MainActor () -> Void
    let label: Title
    public init(role: ButtonRole? = nil, action: @escaping @MainActor () -> Void, @ViewBuilder label: () -> Title) {
        (self.role, self.action, self.label) = (role, action, label())
    }
    public func _nodes(_ c: StubContext) -> [StubNode] {
        let node = StubNode("Button", "", c.render(label))
        (node.enabled, node.value, node.traits) = (c.environment.isEnabled, role?.name, .isButton)
        node.tap = { [action] in
            action(); c.afterTap?()
        }
        return [node]
    }
}
extension Button where Title == Text {
    public init(_ title: LocalizedStringKey, role: ButtonRole? = nil, action: @escaping @MainActor () -> Void) {
        self.init(role: role, action: action) { Text(title) }
    }
    @_disfavoredOverload public init<S: StringProtocol>(_ title: S, role: ButtonRole? = nil, action: @escaping @MainActor () -> Void) {
        self.init(role: role, action: action) { Text(title) }
    }
}
extension Button where Title == Label<Text, Image> {
    public init(_ title: LocalizedStringKey, systemImage: String, role: ButtonRole? = nil, action: @escaping @MainActor () -> Void) {
        self.init(role: role, action: action) { Label(title, systemImage: systemImage) }
    }
}
/// Shows what it holds at once: there is no opening to simulate.
public struct Menu<Title: View, Content: View>: _Container {
    public let _content: any View
    public init(@ViewBuilder content: () -> Content, @ViewBuilder label: () -> Title) { _content = TupleView<Void>(value: (), views: [label(), content()]) }
    public init(_ title: LocalizedStringKey, @ViewBuilder content: () -> Content) where Title == Text { self.init(content: content) { Text(title) } }
}
public struct Toggle<Title: View>: _Primitive {
    let isOn: Binding<Bool>
    let label: Title
    public init(isOn: Binding<Bool>, @ViewBuilder label: () -> Title) { (self.isOn, self.label) = (isOn, label()) }
    public init(_ title: LocalizedStringKey, isOn: Binding<Bool>) where Title == Text { (self.isOn, label) = (isOn, Text(title)) }
    public func _nodes(_ c: StubContext) -> [StubNode] {
        let node = StubNode("Toggle", "", c.render(label))
        (node.enabled, node.value, node.traits) = (c.environment.isEnabled, isOn.wrappedValue ? "on" : "off", .isToggle)
        node.tap = { [isOn] in isOn.wrappedValue.toggle() }
        return [node]
    }
}
public struct TextField<Title: View>: _Primitive {
    let kind: String
    let label: Title
    let text: Binding<String>
    public func _nodes(_ c: StubContext) -> [StubNode] {
        let node = StubNode(kind, "", c.render(label))
        (node.enabled, node.value, node.look.ink) = (c.environment.isEnabled, text.wrappedValue, c.environment.ink)
        (node.edit, node.submit) = ({ [text] in text.wrappedValue = $0 }, c.environment.submit)
        return [node]
    }
}
extension TextField where Title == Text {
    public init(_ title: LocalizedStringKey, text: Binding<String>, axis: Axis = .horizontal) { (kind, label, self.text) = ("TextField", Text(title), text) }
    public init(_ title: LocalizedStringKey, text: Binding<String>, prompt: Text?) { (kind, label, self.text) = ("TextField", Text(title), text) }
    @_disfavoredOverload public init<S: StringProtocol>(_ title: S, text: Binding<String>) { (kind, label, self.text) = ("TextField", Text(title), text) }
    @_disfavoredOverload public init<S: StringProtocol>(_ title: S, text: Binding<String>, axis: Axis) { (kind, label, self.text) = ("TextField", Text(title), text) }
}
public struct SecureField<Title: View>: _Primitive {
    let field: TextField<Title>
    public func _nodes(_ c: StubContext) -> [StubNode] { field._nodes(c) }
}
extension SecureField where Title == Text {
    @_disfavoredOverload public init<S: StringProtocol>(_ title: S, text: Binding<String>) { field = TextField(kind: "SecureField", label: Text(title), text: text) }
}
public struct Picker<Title: View, Selection: Hashable, Content: View>: _Primitive {
    let selection: Binding<Selection>
    let label: Title
    let content: Content
    public init(selection: Binding<Selection>, @ViewBuilder content: () -> Content, @ViewBuilder label: () -> Title) {
        (self.selection, self.content, self.label) = (selection, content(), label())
    }
    public init(_ title: LocalizedStringKey, selection: Binding<Selection>, @ViewBuilder content: () -> Content) where Title == Text {
        self.init(selection: selection, content: content) { Text(title) }
    }
    public func _nodes(_ c: StubContext) -> [StubNode] {
        let options = c.flatten(content).map { key, view in
            let option = StubNode("Option", "", c.at(key).render(view))
            option.enabled = c.environment.isEnabled
            // As in SwiftUI, an option without a tag of the selection's own type can't be chosen.
            guard let tag = ((view as? _Mod)?.deepTag ?? key).base as? Selection else { return option }
            if tag == selection.wrappedValue { option.traits.insert(.isSelected) }
            option.tap = { [selection] in selection.wrappedValue = tag }
            return option
        }
        return [StubNode("Picker", "", c.at("label").render(label) + options)]
    }
}
public struct ProgressView<Title: View>: _Primitive {
    var label: Title?
    var value: String?
    public init() where Title == EmptyView {}
    public init(_ title: LocalizedStringKey) where Title == Text { label = Text(title) }
    public init<V: BinaryFloatingPoint>(value: V?, total: V = 1) where Title == EmptyView { self.value = value.map { "\($0)/\(total)" } }
    public func _nodes(_ c: StubContext) -> [StubNode] {
        let node = StubNode("ProgressView", "", label.map { c.render($0) } ?? [])
        node.value = value
        return [node]
    }
}
