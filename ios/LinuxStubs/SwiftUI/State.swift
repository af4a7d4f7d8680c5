@propertyWrapper public struct State<Value>: _Linked {
    final class Box { var cell: StubCell<Value>; init(_ v: Value) { cell = StubCell(v) } }
    let box: Box
    public init(wrappedValue: Value) { box = Box(wrappedValue) }
    public init(initialValue: Value) { box = Box(initialValue) }
    public var wrappedValue: Value {
        get { box.cell.value }
        nonmutating set { box.cell.value = newValue }
    }
    public var projectedValue: Binding<Value> {
        let cell = box.cell
        return Binding(get: { cell.value }, set: { cell.value = $0 })
    }
    func _link(_ c: StubContext) { box.cell = c.cell("state", box.cell.value) }
}
extension State where Value: ExpressibleByNilLiteral { public init() { self.init(wrappedValue: nil) } }
@propertyWrapper @dynamicMemberLookup public struct Binding<Value>: @unchecked Sendable {
    let read: () -> Value
    let write: (Value) -> Void
    public init(get: @escaping () -> Value, set: @escaping (Value) -> Void) { (read, write) = (get, set) }
    public init(projectedValue: Binding<Value>) { self = projectedValue }
    public init?(_ base: Binding<Value?>) {
        guard let first = base.wrappedValue else { return nil }
        self.init(get: { base.wrappedValue ?? first }, set: { base.wrappedValue = $0 })
    }
    public static func constant(_ v: Value) -> Binding { .init(get: { v }, set: { _ in }) }
    public var wrappedValue: Value {
        get { read() }
        nonmutating set { write(newValue) }
    }
    public var projectedValue: Binding<Value> { self }
    public subscript<S>(dynamicMember path: WritableKeyPath<Value, S>) -> Binding<S> {
        .init(get: { wrappedValue[keyPath: path] }, set: { wrappedValue[keyPath: path] = $0 })
    }
    public func animation(_ animation: Animation? = .default) -> Binding { self }
}
@propertyWrapper @dynamicMemberLookup public struct Bindable<Value> {
    public var wrappedValue: Value
    public var projectedValue: Bindable<Value> { self }
    public init(wrappedValue: Value) where Value: AnyObject, Value: Observable { self.wrappedValue = wrappedValue }
    public init(_ value: Value) where Value: AnyObject, Value: Observable { wrappedValue = value }
    public subscript<S>(dynamicMember path: ReferenceWritableKeyPath<Value, S>) -> Binding<S> where Value: AnyObject {
        let object = wrappedValue
        return .init(get: { object[keyPath: path] }, set: { object[keyPath: path] = $0 })
    }
}
/// Keeps its size, whatever the text's.
@propertyWrapper public struct ScaledMetric<Value: BinaryFloatingPoint> {
    public let wrappedValue: Value
    public init(wrappedValue: Value) { self.wrappedValue = wrappedValue }
    public init(wrappedValue: Value, relativeTo style: Font.TextStyle) { self.wrappedValue = wrappedValue }
}
/// In memory, for one `StubScreen`: its `defaults`.
@propertyWrapper public struct AppStorage<Value>: _Linked {
    final class Box { var defaults: StubDefaults? }
    let box = Box()
    let key: String
    let initial: Value
    let decode: (Any) -> Value?
    let encode: (Value) -> Any
    public init(wrappedValue: Value, _ key: String, store: UserDefaults? = nil) where Value: _Storable {
        (self.key, initial, decode, encode) = (key, wrappedValue, { $0 as? Value }, { $0 })
    }
    public init(wrappedValue: Value, _ key: String, store: UserDefaults? = nil)
    where Value: RawRepresentable, Value.RawValue: _Storable {
        (self.key, initial) = (key, wrappedValue)
        (decode, encode) = ({ ($0 as? Value.RawValue).flatMap(Value.init(rawValue:)) }, { $0.rawValue })
    }
    public var wrappedValue: Value {
        get { box.defaults?.values[key].flatMap(decode) ?? initial }
        nonmutating set {
            box.defaults?.values[key] = encode(newValue)
            box.defaults?.flag.set()
        }
    }
    public var projectedValue: Binding<Value> { Binding(get: { wrappedValue }, set: { wrappedValue = $0 }) }
    func _link(_ c: StubContext) { box.defaults = c.graph.defaults }
}
public protocol _Storable {}
extension Bool: _Storable {}
extension Int: _Storable {}
extension Double: _Storable {}
extension String: _Storable {}
extension Data: _Storable {}

// MARK: Environment

public protocol EnvironmentKey {
    associatedtype Value
    static var defaultValue: Value { get }
}
public enum ColorScheme: Sendable, CaseIterable { case light, dark }
public enum ScenePhase: Sendable, Comparable { case background, inactive, active }
public enum UserInterfaceSizeClass: Sendable { case compact, regular }
public enum DynamicTypeSize: Int, Sendable, CaseIterable, Comparable {
    case xSmall, small, medium, large, xLarge, xxLarge, xxxLarge
    case accessibility1, accessibility2, accessibility3, accessibility4, accessibility5
    public var isAccessibilitySize: Bool { self >= .accessibility1 }
    public static func < (a: Self, b: Self) -> Bool { a.rawValue < b.rawValue }
}
public struct DismissAction {
    var action: @MainActor () -> Void = {}
    @MainActor public func callAsFunction() { action() }
}
public struct OpenURLAction {
    var action: @MainActor (URL) -> Void = { _ in }
    @MainActor public func callAsFunction(_ url: URL) { action(url) }
}
public enum LayoutDirection: Sendable, CaseIterable { case leftToRight, rightToLeft }
public struct EnvironmentValues {
    var custom: [ObjectIdentifier: Any] = [:]
    var font = Font.body
    var ink: Color?
    /// The window, as `GeometryReader` reports it.
    public var stubSize = CGSize(width: 390, height: 844)
    public var layoutDirection = LayoutDirection.leftToRight
    public var openURL = OpenURLAction()
    var submit: (@MainActor () -> Void)?
    public init() {}
    public subscript<K: EnvironmentKey>(key: K.Type) -> K.Value {
        get { custom[ObjectIdentifier(key)] as? K.Value ?? K.defaultValue }
        set { custom[ObjectIdentifier(key)] = newValue }
    }
    public var dismiss = DismissAction()
    public var isEnabled = true
    public var isPresented = false
    public var colorScheme = ColorScheme.light
    public var dynamicTypeSize = DynamicTypeSize.large
    public var scenePhase = ScenePhase.active
    public var horizontalSizeClass: UserInterfaceSizeClass? = .compact
    public var verticalSizeClass: UserInterfaceSizeClass? = .regular
    public var locale = Locale(identifier: "en_US")
    public var accessibilityReduceMotion = false
    public var accessibilityVoiceOverEnabled = false
}
@propertyWrapper public struct Environment<Value>: _Linked {
    final class Box { var values = EnvironmentValues() }
    let box = Box()
    let read: (EnvironmentValues) -> Value
    public init(_ path: KeyPath<EnvironmentValues, Value>) { read = { $0[keyPath: path] } }
    public init(_ type: Value.Type) where Value: AnyObject, Value: Observable {
        read = { $0.custom[ObjectIdentifier(type)] as? Value ?? { fatalError("no \(type) in the environment") }() }
    }
    public init<T: AnyObject & Observable>(_ type: T.Type) where Value == T? {
        read = { $0.custom[ObjectIdentifier(type)] as? T }
    }
    public var wrappedValue: Value { read(box.values) }
    func _link(_ c: StubContext) { box.values = c.environment }
}
