public struct _Mod: _Primitive {
    let content: any View
    let nodes: @MainActor (StubContext, any View) -> [StubNode]
    var tag: AnyHashable?
    var item: (any View)?
    init(_ content: any View, _ nodes: @escaping @MainActor (StubContext, any View) -> [StubNode]) { (self.content, self.nodes) = (content, nodes) }
    public func _nodes(_ c: StubContext) -> [StubNode] { nodes(c.at("mod"), content) }
    var deepTag: AnyHashable? { tag ?? (content as? _Mod)?.deepTag }
    var deepItem: (any View)? { item ?? (content as? _Mod)?.deepItem }
}
extension View {
    func _set(_ change: @escaping @MainActor (StubNode) -> Void) -> some View {
        _Mod(self) { c, view in
            let nodes = c.render(view)
            for node in nodes { change(node) }
            return nodes
        }
    }
    func _with(_ change: @escaping @MainActor (inout StubContext) -> Void) -> some View {
        _Mod(self) { c, view in
            var inside = c
            change(&inside)
            return inside.render(view)
        }
    }
    func _add(_ kind: String, _ more: any View) -> some View {
        _Mod(self) { c, view in
            let (own, added) = (c.render(view), c.at(kind).render(more))
            if added.isEmpty { return own }
            // Into the one node there is, so that a row stays one row.
            if kind == "overlay", own.count == 1, added.allSatisfy({ $0.kind == "Shape" }) {
                if let shape = added.first { own[0].look.border = (shape.look.ink, shape.look.lineWidth) }
                return own
            }
            guard kind != "overlay", own.count == 1, !own[0].actionable else { return own + added }
            own[0].children += [StubNode(kind, "", added)]
            return own
        }
    }

    // What happens when.
    public func onAppear(perform action: (() -> Void)? = nil) -> some View {
        _Mod(self) { c, view in
            c.see("appear", .init(appear: { action?() })); return c.render(view)
        }
    }
    public func onDisappear(perform action: (() -> Void)? = nil) -> some View {
        _Mod(self) { c, view in
            c.see("disappear", .init(disappear: { action?() })); return c.render(view)
        }
    }
    public func task(priority: TaskPriority = .userInitiated, @_inheritActorContext _ action: @escaping @Sendable () async -> Void) -> some View {
        _Mod(self) { c, view in
            c.see("task", .init(task: action)); return c.render(view)
        }
    }
    public func task<ID: Equatable>(id: ID, priority: TaskPriority = .userInitiated, @_inheritActorContext _ action: @escaping @Sendable () async -> Void) -> some View {
        _Mod(self) { c, view in
            c.see("task \(id)", .init(task: action)); return c.render(view)
        }
    }
    public func onChange<V: Equatable>(of value: V, initial: Bool = false, _ action: @escaping (V, V) -> Void) -> some View {
        _Mod(self) { c, view in
            let known: StubCell<V?> = c.cell("change", nil)
            let old = known.value
            if old != value {
                known.value = value
                if old != nil || initial { c.graph.afterRender.append { action(old ?? value, value) } }
            }
            return c.render(view)
        }
    }
    public func onChange<V: Equatable>(of value: V, initial: Bool = false, _ action: @escaping () -> Void) -> some View {
        onChange(of: value, initial: initial) { _, _ in action() }
    }
    public func refreshable(@_inheritActorContext action: @escaping @Sendable () async -> Void) -> some View { _set { $0.refresh = action } }
    public func onSubmit(_ action: @escaping @MainActor () -> Void) -> some View { _with { $0.environment.submit = action } }
    public func onTapGesture(count: Int = 1, perform action: @escaping @MainActor () -> Void) -> some View { _set { $0.tap = action } }
    public func searchable(text: Binding<String>, prompt: LocalizedStringKey = "Search") -> some View {
        _Mod(self) { c, view in
            let field = StubNode("SearchField", prompt.string)
            (field.value, field.edit) = (text.wrappedValue, { text.wrappedValue = $0 })
            return (c.navigation == nil ? [] : [field]) + c.render(view)
        }
    }
    public func swipeActions<V: View>(edge: HorizontalEdge = .trailing, allowsFullSwipe: Bool = true, @ViewBuilder content: () -> V) -> some View { _add("swipe", content()) }
    public func contextMenu<V: View>(@ViewBuilder menuItems: () -> V) -> some View { _add("menu", menuItems()) }
    public func overlay<V: View>(alignment: Alignment = .center, @ViewBuilder content: () -> V) -> some View { _add("overlay", content()) }
    public func safeAreaInset<V: View>(edge: VerticalEdge, alignment: HorizontalAlignment = .center, spacing: CGFloat? = nil, @ViewBuilder content: () -> V) -> some View { _add("overlay", content()) }
    public func background<V: View>(alignment: Alignment = .center, @ViewBuilder content: () -> V) -> some View { self }
    public func overlay<S: ShapeStyle, T: Shape>(_ style: S, in shape: T) -> some View { overlay { shape.fill(style) } }
    public func simultaneousGesture(_ gesture: LongPressGesture) -> some View { _set { $0.hold = gesture.ended } }
    public func gesture(_ gesture: DragGesture) -> some View { _set { $0.drag = gesture.run } }
    public func onLongPressGesture(minimumDuration: Double = 0.5, perform action: @escaping @MainActor () -> Void) -> some View { _set { $0.hold = action } }
    public func hidden() -> some View {
        _Mod(self) { c, view in
            _ = c.render(view); return []
        }
    }
    public func id<ID: Hashable>(_ id: ID) -> some View { _Mod(self) { $0.at(id).render($1) } }

    // Environment.
    public func environment<V>(_ path: WritableKeyPath<EnvironmentValues, V>, _ value: V) -> some View { _with { $0.environment[keyPath: path] = value } }
    public func environment<T: AnyObject & Observable>(_ object: T?) -> some View { _with { $0.environment.custom[ObjectIdentifier(T.self)] = object } }
    public func disabled(_ disabled: Bool) -> some View { _with { if disabled { $0.environment.isEnabled = false } } }
    public func dynamicTypeSize(_ size: DynamicTypeSize) -> some View { environment(\.dynamicTypeSize, size) }
    public func dynamicTypeSize<R: RangeExpression>(_ range: R) -> some View where R.Bound == DynamicTypeSize {
        _with { c in
            if !range.contains(c.environment.dynamicTypeSize) { c.environment.dynamicTypeSize = DynamicTypeSize.allCases.last(where: range.contains) ?? .large }
        }
    }
    public func modifier<M: ViewModifier>(_ modifier: M) -> some View {
        _Mod(self) { c, view in
            let inside = c.at(M.self)
            inside.link(modifier)
            return inside.render(modifier.body(content: .init(view: view)))
        }
    }
}

@MainActor @preconcurrency public protocol ViewModifier {
    associatedtype Body: View
    typealias Content = _ModifiedView
    @ViewBuilder @MainActor @preconcurrency func body(content: Content) -> Body
}
public struct _ModifiedView: _Several {
    let view: any View
    public var _members: [(key: AnyHashable, view: any View)] { [("content", view)] }
}
/// Types alone, but for a drag and a long press by themselves: tests use the accessible action beside all others.
@MainActor @preconcurrency public protocol Gesture<Value> { associatedtype Value }
public struct GestureMask: Sendable {
    public static let all = GestureMask(), subviews = GestureMask()
}
public struct SequenceGesture<First: Gesture, Second: Gesture>: Gesture {
    public enum Value { case first(First.Value), second(First.Value, Second.Value?) }
    public func onChanged(_ action: @escaping @MainActor (Value) -> Void) -> some Gesture<Value> { self }
}
extension Gesture {
    public func onEnded(_ action: @escaping @MainActor (Value) -> Void) -> some Gesture<Value> { self }
}
extension LongPressGesture: Gesture {
    public typealias Value = Bool
    public func sequenced<Other: Gesture>(before other: Other) -> SequenceGesture<Self, Other> { .init() }
}
extension View {
    public func simultaneousGesture(_ gesture: some Gesture, including mask: GestureMask = .all) -> some View { self }
}
/// `StubScreen.hold` ends it; nothing is timed.
public struct LongPressGesture {
    var ended: (@MainActor () -> Void)?
    public init(minimumDuration: Double = 0.5, maximumDistance: CGFloat = 10) {}
    public func onEnded(_ action: @escaping @MainActor (Bool) -> Void) -> LongPressGesture {
        var me = self
        me.ended = { action(true) }
        return me
    }
}
/// `StubScreen.drag` moves it from place to place, a second from one to the next.
public struct DragGesture: Gesture {
    public struct Value: Equatable, Sendable {
        public var startLocation, location: CGPoint
        public var time = Date(timeIntervalSinceReferenceDate: 0)
    }
    private var changed: (@MainActor (Value) -> Void)?
    private var ended: (@MainActor (Value) -> Void)?
    public init(minimumDistance: CGFloat = 10, coordinateSpace: CoordinateSpace = .local) {}
    public func onChanged(_ action: @escaping @MainActor (Value) -> Void) -> DragGesture {
        var me = self
        me.changed = action
        return me
    }
    public func onEnded(_ action: @escaping @MainActor (Value) -> Void) -> DragGesture {
        var me = self
        me.ended = action
        return me
    }
    var run: @MainActor ([CGPoint]) -> Void {
        { [changed, ended] way in
            guard let first = way.first, let last = way.last else { return }
            func moment(_ at: Int) -> Date { Date(timeIntervalSinceReferenceDate: Double(at)) }
            for (at, place) in way.enumerated() {
                changed?(Value(startLocation: first, location: place, time: moment(at)))
            }
            ended?(Value(startLocation: first, location: last, time: moment(way.count - 1)))
        }
    }
}
