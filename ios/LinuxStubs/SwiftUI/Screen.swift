public struct StubError: Error, CustomStringConvertible { public let description: String }

/// Shows a view as a test sees it: `tap`, `type`, read `texts`. Only the topmost sheet or alert can be reached.
@MainActor public final class StubScreen {
    private let view: any View
    private let graph: StubGraph
    public var environment: EnvironmentValues { didSet { graph.flag.set() } }
    private var rendered = StubNode("Screen")
    /// How often it was rendered.
    public private(set) var renderings = 0
    /// How often something was tapped.
    public private(set) var taps = 0

    public init<V: View>(_ view: V, defaults: [String: Any] = [:], environment change: (inout EnvironmentValues) -> Void = { _ in }) {
        self.view = view
        graph = StubGraph(defaults: defaults)
        environment = EnvironmentValues()
        change(&environment)
    }

    /// The tree as it is now: rendered anew if anything that it showed has changed.
    public var tree: StubNode {
        var passes = 0
        while graph.flag.take() {
            passes += 1
            precondition(passes < 50, "each rendering changes what it shows: \(rendered.dump())")
            rendered = graph.render(view, environment)
            renderings += 1
        }
        return rendered
    }
    /// What can be reached: the topmost cover, or all.
    public var front: StubNode { tree.all.last { $0.modal } ?? tree }
    public var texts: [String] { front.all.filter { !$0.text.isEmpty }.map(\.text) }
    public var defaults: [String: Any] { graph.defaults.values }

    public func has(_ name: String) -> Bool { front.all.contains { $0.identifier == name || $0.name == name || $0.text == name } }
    /// The one element of that identifier or, if none has it, of that name.
    public func element(_ name: String, where wanted: (StubNode) -> Bool = { _ in true }) throws -> StubNode {
        let all = front.all.filter(wanted)
        let byID = all.filter { $0.identifier == name }
        var found = byID.isEmpty ? all.filter { $0.name == name } : byID
        // A button and its text, or a stack and all it holds, share a name: what can be operated, then the inmost.
        if found.contains(where: \.actionable) { found = found.filter(\.actionable) }
        found = found.filter { outer in !found.contains { inner in inner !== outer && outer.all.contains { $0 === inner } } }
        guard found.count == 1 else {
            throw StubError(description: "\(found.count) elements are called “\(name)” in\n\(front.dump())")
        }
        return found[0]
    }
    private func live(_ name: String, _ wanted: (StubNode) -> Bool) throws -> StubNode {
        let node = try element(name, where: wanted)
        if !node.enabled { throw StubError(description: "“\(name)” is disabled") }
        return node
    }
    public func tap(_ name: String) throws {
        let node = try live(name) { $0.tap != nil }
        taps += 1
        node.tap?()
    }
    public func type(_ text: String, into name: String) throws { try live(name) { $0.edit != nil }.edit?(text) }
    public func hold(_ name: String) throws { try live(name) { $0.hold != nil }.hold?() }
    /// Drags from place to place, in points from its upper left corner.
    public func drag(_ name: String, through way: [CGPoint]) throws { try live(name) { $0.drag != nil }.drag?(way) }
    /// Does what assistive technology offers under that name.
    public func act(_ action: String, on name: String) throws { try live(name) { $0.actions[action] != nil }.actions[action]?() }
    public func submit(_ name: String) throws { try live(name) { $0.submit != nil }.submit?() }
    public func adjust(_ name: String, up: Bool) throws { try live(name) { $0.adjust != nil }.adjust?(up) }
    public func refresh() async throws {
        guard let refresh = front.all.lazy.compactMap(\.refresh).first else { throw StubError(description: "nothing to pull") }
        await refresh()
    }
    /// Waits until the views' own tasks have ended.
    public func settle() async {
        _ = tree
        while let task = graph.tasks.first?.value {
            await task.value
            await Task.yield()
            _ = tree
        }
    }
    /// Waits for something that a task of the model brings about. The seconds are counted in looks, not on a clock: many
    /// screens share one main actor, and while one waits for its turn, so does what it waits for.
    public func wait(for what: String, seconds: Double = 2, until done: @MainActor (StubScreen) -> Bool) async throws {
        for _ in 0..<Int(seconds * 500) {
            if done(self) { return }
            try await Task.sleep(for: .milliseconds(2))
        }
        throw StubError(description: "no \(what) within \(seconds) s in\n\(front.dump())")
    }
    /// What can be operated but has no name for assistive technology. Ask for none.
    public var nameless: [StubNode] { front.all.filter { $0.actionable && $0.name.isEmpty } }
    /// What can be tapped and is not so many points high by what it asks for: heights, padding, and 20 for a line of text.
    /// What the system lays out by itself (bars, menus, pickers, switches, the way back) has a size of its own.
    public func cramped(below least: Int) -> [StubNode] {
        func room(_ node: StubNode) -> Int {
            let line = node.text.isEmpty ? 0 : 20
            let inside = node.children.reduce(line) { node.kind == "VStack" ? $0 + room($1) : max($0, room($1)) }
            return max(node.look.height ?? 0, inside + 2 * node.look.padY)
        }
        func tappable(_ node: StubNode) -> [StubNode] {
            let isSystems = ["TabBar", "Toolbar", "Menu", "Picker", "Toggle"].contains(node.kind) || node.text == "Back"
            if node.hidden || isSystems { return [] }
            return node.children.reduce(node.tap == nil ? [] : [node]) { $0 + tappable($1) }
        }
        return tappable(front).filter { room($0) < least }
    }
}
extension StubScreen {
    /// All that canvases drew, hidden from readers or not.
    public var drawn: [StubDrawn] {
        func below(_ node: StubNode) -> [StubDrawn] { node.children.reduce(node.look.drawn) { $0 + below($1) } }
        return below(tree)
    }
    /// Every element, hidden from readers or not.
    public var allDrawn: [StubNode] {
        func below(_ node: StubNode) -> [StubNode] { node.children.reduce([node]) { $0 + below($1) } }
        return below(tree)
    }
}
