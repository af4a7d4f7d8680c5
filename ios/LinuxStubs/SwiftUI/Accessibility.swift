extension View {
    // Accessibility.
    public func accessibilityLabel(_ label: Text) -> some View { _set { $0.label = label.string } }
    public func accessibilityLabel(_ label: LocalizedStringKey) -> some View { _set { $0.label = label.string } }
    @_disfavoredOverload public func accessibilityLabel<S: StringProtocol>(_ label: S) -> some View { _set { $0.label = String(label) } }
    public func accessibilityValue(_ value: Text) -> some View { _set { $0.value = value.string } }
    public func accessibilityValue(_ value: LocalizedStringKey) -> some View { _set { $0.value = value.string } }
    @_disfavoredOverload public func accessibilityValue<S: StringProtocol>(_ value: S) -> some View { _set { $0.value = String(value) } }
    public func accessibilityHint(_ hint: LocalizedStringKey) -> some View { _set { $0.hint = hint.string } }
    @_disfavoredOverload public func accessibilityHint<S: StringProtocol>(_ hint: S) -> some View { _set { $0.hint = String(hint) } }
    public func accessibilityIdentifier(_ identifier: String) -> some View { _set { $0.identifier = identifier } }
    public func accessibilityAddTraits(_ traits: AccessibilityTraits) -> some View { _set { $0.traits.formUnion(traits) } }
    public func accessibilityRemoveTraits(_ traits: AccessibilityTraits) -> some View { _set { $0.traits.subtract(traits) } }
    public func accessibilityHidden(_ hidden: Bool) -> some View { _set { $0.hidden = hidden } }
    public func accessibilityElement(children: AccessibilityChildBehavior = .ignore) -> some View {
        _Mod(self) { c, view in
            let (node, nodes) = (StubNode("Element"), c.render(view))
            node.children = nodes
            if children == .contain { return [node] }
            if children == .combine {
                node.label = nodes.filter { !$0.hidden }.map(\.name).filter { !$0.isEmpty }.joined(separator: ", ")
                node.tap = nodes.flatMap(\.all).first { $0.tap != nil }?.tap
            }
            nodes.forEach { $0.hidden = true }  // drawn, but not heard on their own
            return [node]
        }
    }
    public func accessibilityAdjustableAction(_ handler: @escaping @MainActor (AccessibilityAdjustmentDirection) -> Void) -> some View {
        _set { $0.adjust = { handler($0 ? .increment : .decrement) } }
    }
    public func accessibilityAction(named name: LocalizedStringKey, _ handler: @escaping @MainActor () -> Void) -> some View { _set { $0.actions[name.string] = handler } }
    @_disfavoredOverload public func accessibilityAction<S: StringProtocol>(named name: S, _ handler: @escaping @MainActor () -> Void) -> some View { _set { $0.actions[String(name)] = handler } }
    public func accessibilityAction(_ kind: AccessibilityActionKind = .default, _ handler: @escaping @MainActor () -> Void) -> some View { _set { $0.tap = handler } }
    public func accessibilitySortPriority(_ priority: Double) -> some View { self }
    public func accessibilityInputLabels<S: StringProtocol>(_ labels: [S]) -> some View { self }
}

public struct AccessibilityTraits: OptionSet, Sendable, CustomStringConvertible {
    public let rawValue: Int
    public init(rawValue: Int) { self.rawValue = rawValue }
    public static let isButton = Self(rawValue: 1), isHeader = Self(rawValue: 2), isSelected = Self(rawValue: 4), isImage = Self(rawValue: 8)
    public static let isToggle = Self(rawValue: 16), isStaticText = Self(rawValue: 32), updatesFrequently = Self(rawValue: 64), isModal = Self(rawValue: 128)
    public var description: String {
        let names = ["button", "header", "selected", "image", "toggle", "text", "updates", "modal"]
        return "[" + names.enumerated().filter { rawValue & (1 << $0.offset) != 0 }.map(\.element).joined(separator: " ") + "]"
    }
}
/// What a reader's double tap does.
public enum AccessibilityActionKind: Sendable { case `default` }
public enum AccessibilityChildBehavior: Sendable { case ignore, contain, combine }
public enum AccessibilityAdjustmentDirection: Sendable { case increment, decrement }
/// Says something at once. `StubScreen` cannot hear it.
public enum AccessibilityNotification {
    public struct Announcement: Sendable {
        public init(_ text: String) {}
        public func post() {}
    }
}
