@_exported import Foundation
@_exported import Observation

// A stand-in for the part of SwiftUI that this app's views use, for Linux, where there is no SwiftUI.
// Xcode never builds it. It turns a view into a tree of `StubNode`s that `StubScreen` reads and taps.
//
// What a passing test proves: the views compile as Swift 6 against these signatures; they are wired to
// their model and, through it, to the real core; @State lives as long as its place in the tree and no
// longer; a change of a State, a Binding or an @Observable model, and nothing else, renders anew;
// navigation, sheets and alerts open, cover what lies under them and close; what can be tapped has a name.
//
// What it does not prove: that Apple's overloads accept the same code (type-check against the SDK, or
// build on a Mac, for that); layout, colour, text size, animation, focus, gestures, what VoiceOver reads;
// custom styles (never called); that anything runs on iOS. A no-op modifier here is unchecked there.

@MainActor @preconcurrency public protocol View {
    associatedtype Body: View
    @ViewBuilder @MainActor @preconcurrency var body: Body { get }
}
extension Never: View { public var body: Never { fatalError() } }

/// A view that makes its nodes itself.
@MainActor public protocol _Primitive: View where Body == Never {
    func _nodes(_ c: StubContext) -> [StubNode]
}
extension _Primitive { public var body: Never { fatalError("the stub draws this") } }

/// A view that stands for several, each with what tells it from its neighbours.
@MainActor public protocol _Several: View where Body == Never {
    var _members: [(key: AnyHashable, view: any View)] { get }
}
extension _Several { public var body: Never { fatalError("the stub draws this") } }

/// A property wrapper that is joined to its place in the tree before `body` is read.
@MainActor protocol _Linked { func _link(_ c: StubContext) }

/// One element of the rendered tree.
@MainActor public final class StubNode {
    public let kind: String
    public var text: String
    public var children: [StubNode]
    public var label, value, hint, identifier: String?
    public var traits: AccessibilityTraits = []
    public var enabled = true
    public var hidden = false
    var modal = false
    public internal(set) var tap: (@MainActor () -> Void)?
    var edit: (@MainActor (String) -> Void)?
    var submit: (@MainActor () -> Void)?
    var adjust: (@MainActor (_ up: Bool) -> Void)?
    var hold: (@MainActor () -> Void)?
    var drag: (@MainActor ([CGPoint]) -> Void)?
    /// What assistive technology offers besides a tap.
    public var actions: [String: @MainActor () -> Void] = [:]
    var refresh: (@Sendable () async -> Void)?
    /// What a wireframe draws of it.
    public var look = StubLook()

    init(_ kind: String, _ text: String = "", _ children: [StubNode] = []) {
        (self.kind, self.text, self.children) = (kind, text, children)
    }

    /// What assistive technology would call it: its label, or what it shows.
    public var name: String {
        label ?? ([text] + children.filter { !$0.hidden }.map(\.name)).filter { !$0.isEmpty }.joined(separator: ", ")
    }
    /// It and all below it, but nothing hidden.
    public var all: [StubNode] { hidden ? [] : [self] + children.flatMap(\.all) }
    public var actionable: Bool { tap != nil || edit != nil || adjust != nil }

    public func dump(_ indent: String = "") -> String {
        var line = indent + kind
        if !text.isEmpty { line += " \"\(text)\"" }
        for (key, v) in [("label", label), ("value", value), ("hint", hint), ("id", identifier)] {
            if let v { line += " \(key)=\"\(v)\"" }
        }
        if !traits.isEmpty { line += " \(traits)" }
        line += (enabled ? "" : " disabled") + (hidden ? " hidden" : "") + "\n"
        return line + children.map { $0.dump(indent + "  ") }.joined()
    }
}

final class StubFlag: @unchecked Sendable {
    private let lock = NSLock()
    private var on = true
    func set() { lock.withLock { on = true } }
    func take() -> Bool {
        lock.withLock {
            defer { on = false }; return on
        }
    }
}

final class StubCell<Value> {
    var value: Value { didSet { flag?.set() } }
    private let flag: StubFlag?
    init(_ value: Value, _ flag: StubFlag? = nil) { (self.value, self.flag) = (value, flag) }
}

final class StubDefaults {
    var values: [String: Any]
    let flag: StubFlag
    init(_ values: [String: Any], _ flag: StubFlag) { (self.values, self.flag) = (values, flag) }
}

/// What outlives one rendering: state by place, and which places are on screen.
@MainActor final class StubGraph {
    struct Presence {
        var appear: () -> Void = {}
        var disappear: () -> Void = {}
        var task: (@Sendable () async -> Void)?
    }
    let flag = StubFlag()
    let defaults: StubDefaults
    private var cells: [String: AnyObject] = [:]
    private var usedCells: Set<String> = []
    private var present: [String: Presence] = [:]
    private var seen: [String: Presence] = [:]
    private(set) var tasks: [String: Task<Void, Never>] = [:]
    var afterRender: [() -> Void] = []

    init(defaults: [String: Any]) { self.defaults = StubDefaults(defaults, flag) }

    func cell<Value>(_ path: String, _ initial: @autoclosure () -> Value) -> StubCell<Value> {
        usedCells.insert(path)
        if let cell = cells[path] as? StubCell<Value> { return cell }
        let cell = StubCell(initial(), flag)
        cells[path] = cell
        return cell
    }
    func see(_ path: String, _ presence: Presence) { seen[path] = presence }

    func render(_ view: any View, _ environment: EnvironmentValues) -> StubNode {
        (seen, usedCells, afterRender) = ([:], [], [])
        let c = StubContext(graph: self, environment: environment)
        let root = withObservationTracking {
            StubNode("Screen", "", c.render(view))
        } onChange: { [flag] in
            flag.set()
        }
        cells = cells.filter { usedCells.contains($0.key) }
        let (before, now) = (present, seen)
        present = seen
        for (path, p) in before where now[path] == nil {
            tasks.removeValue(forKey: path)?.cancel()
            p.disappear()
        }
        for path in now.keys.sorted() where before[path] == nil {
            now[path]?.appear()
            if let work = now[path]?.task {
                tasks[path] = Task { [weak self] in
                    await work()
                    self?.tasks[path] = nil
                }
            }
        }
        afterRender.forEach { $0() }
        return root
    }
}

/// Where in the tree a view is being rendered, and what it inherits there.
@MainActor public struct StubContext {
    let graph: StubGraph
    var path = ""
    var environment: EnvironmentValues
    /// False for what is kept alive under a pushed screen or in another tab.
    var shown = true
    var navigation: StubNavigation?
    /// The size that the nearest frame gives, for what draws itself.
    var frame: CGSize?
    /// What a button of an alert does besides its action.
    var afterTap: (() -> Void)?

    func at(_ key: Any) -> StubContext {
        var c = self
        c.path += "/\(key)"
        return c
    }
    func cell<Value>(_ key: String, _ initial: @autoclosure () -> Value) -> StubCell<Value> {
        graph.cell(path + "#" + key, initial())
    }
    func see(_ key: String, _ presence: StubGraph.Presence) {
        if shown { graph.see(path + "#" + key, presence) }
    }
    func render(_ view: any View) -> [StubNode] {
        if let primitive = view as? any _Primitive { return primitive._nodes(self) }
        if let several = view as? any _Several {
            return several._members.flatMap { at($0.key).render($0.view) }
        }
        let c = at(type(of: view))
        c.link(view)
        return c.render(view.body)
    }
    func link(_ holder: Any) {
        for (i, child) in Mirror(reflecting: holder).children.enumerated() {
            (child.value as? any _Linked)?._link(at(".\(i)"))
        }
    }
    func flatten(_ view: any View, _ key: AnyHashable = 0) -> [(key: AnyHashable, view: any View)] {
        guard let several = view as? any _Several else { return [(key, view)] }
        return several._members.flatMap { flatten($0.view, $0.key) }
    }
}

@MainActor @resultBuilder public struct ViewBuilder {
    public static func buildBlock() -> EmptyView { EmptyView() }
    public static func buildBlock<C: View>(_ c: C) -> C { c }
    public static func buildBlock<each C: View>(_ c: repeat each C) -> TupleView<(repeat each C)> {
        var views: [any View] = []
        repeat views.append(each c)
        return TupleView(value: (repeat each c), views: views)
    }
    public static func buildExpression<C: View>(_ c: C) -> C { c }
    public static func buildIf<C: View>(_ c: C?) -> C? { c }
    public static func buildEither<T: View, F: View>(first: T) -> _ConditionalContent<T, F> { .init(yes: first) }
    public static func buildEither<T: View, F: View>(second: F) -> _ConditionalContent<T, F> { .init(no: second) }
    public static func buildLimitedAvailability<C: View>(_ c: C) -> AnyView { AnyView(c) }
}
public struct TupleView<T>: _Several {
    public var value: T
    let views: [any View]
    public var _members: [(key: AnyHashable, view: any View)] { views.enumerated().map { ($0.offset, $0.element) } }
}
public struct _ConditionalContent<T: View, F: View>: _Several {
    var yes: T?
    var no: F?
    public var _members: [(key: AnyHashable, view: any View)] {
        if let yes { [("yes", yes)] } else if let no { [("no", no)] } else { [] }
    }
}
extension Optional: View, _Several where Wrapped: View {
    public var _members: [(key: AnyHashable, view: any View)] { map { [("some", $0)] } ?? [] }
}
public struct EmptyView: _Several {
    public init() {}
    public var _members: [(key: AnyHashable, view: any View)] { [] }
}
public struct AnyView: _Several {
    let view: any View
    public init<V: View>(_ view: V) { self.view = view }
    public var _members: [(key: AnyHashable, view: any View)] { [("\(type(of: view))", view)] }
}
public struct Group<Content: View>: _Several {
    let content: Content
    public init(@ViewBuilder content: () -> Content) { self.content = content() }
    public var _members: [(key: AnyHashable, view: any View)] { [(0, content)] }
}
