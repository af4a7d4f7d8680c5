/// What a wireframe knows of a node's looks.
public struct StubLook {
    var font: Font?
    var ink: Color?
    var fill: Color?
    var border: (color: Color?, width: Double)?
    var lineWidth = 0.0
    var width, height: Int?
    var wide = false
    var (padX, padY) = (0, 0)
    public var drawn: [StubDrawn] = []
}

/// A rough drawing of the tree, for a person to look over: what is there, in what order and colour, and
/// which words are long; not how iOS lays it out. A blue edge marks what can be tapped but has no edge.
@MainActor struct Wireframe {
    private var svg: [String] = []
    private let mirrored: Bool
    private let scale: Double
    private let page: Int

    static func draw(_ root: StubNode, _ environment: EnvironmentValues) -> String {
        let (page, type) = (Int(environment.stubSize.width), environment.dynamicTypeSize)
        let scale = type.isAccessibilitySize ? 1.9 : 1 + 0.12 * Double(type.rawValue - DynamicTypeSize.large.rawValue)
        var me = Wireframe(mirrored: environment.layoutDirection == .rightToLeft, scale: scale, page: page)
        let height = me.place(root, 8, 8, page - 16) + 16
        let ground = root.children.compactMap(\.look.fill).first?.name ?? (environment.colorScheme == .dark ? "#161512" : "#FBF9F4")
        return """
            <svg xmlns="http://www.w3.org/2000/svg" width="\(page)" height="\(height)" font-family="Roboto, Noto Sans, sans-serif">
            <rect width="\(page)" height="\(height)" fill="\(ground)"/>
            \(me.svg.joined(separator: "\n"))
            </svg>
            """
    }
    private init(mirrored: Bool, scale: Double, page: Int) { (self.mirrored, self.scale, self.page) = (mirrored, scale, page) }

    // MARK: Measuring

    private func size(_ node: StubNode) -> Double { (node.look.font ?? .body).points * scale }
    private func lines(_ node: StubNode, _ width: Int) -> [String] {
        let fits = max(4, Int(Double(width) / (size(node) * 0.53)))
        var (lines, line) = ([String](), "")
        for word in shown(node).split(separator: " ", omittingEmptySubsequences: false) {
            if !line.isEmpty, line.count + word.count + 1 > fits { (lines, line) = (lines + [line], "") }
            line += (line.isEmpty ? "" : " ") + word
        }
        return line.isEmpty ? lines : lines + [line]
    }
    /// The words that the node draws itself.
    private func shown(_ node: StubNode) -> String {
        switch node.kind {
        case "Image", "Shape", "Canvas", "Spacer", "Divider": ""
        case "SecureField" where node.value?.isEmpty == false: String(repeating: "•", count: node.value?.count ?? 0)
        case "TextField", "SecureField", "SearchField": node.value.flatMap { $0.isEmpty ? nil : $0 } ?? "(\(node.name))"
        case "Toggle": "(\(node.value ?? ""))"
        default: node.text
        }
    }
    private func drawnChildren(_ node: StubNode) -> [StubNode] {
        if ["TextField", "SecureField", "SearchField"].contains(node.kind) { return [] }
        return node.children.filter { $0.kind != "Shape" || $0.look.width != nil }
    }
    private func natural(_ node: StubNode) -> Int {
        if let width = node.look.width { return width }
        if node.kind == "Image" { return 20 }
        let own = Int(Double(shown(node).count) * size(node) * 0.55)
        let below = drawnChildren(node).map(natural)
        let across = isRow(node) ? below.reduce(0, +) + 8 * max(0, below.count - 1) : below.max() ?? 0
        return max(own, across) + 2 * node.look.padX + (node.actionable ? 8 : 0)
    }
    private func isWide(_ node: StubNode) -> Bool {
        let rest = drawnChildren(node)
        return node.look.wide || rest.count == 1 && isWide(rest[0])
    }
    private func isRow(_ node: StubNode) -> Bool { ["HStack", "TabBar", "Toolbar", "Label"].contains(node.kind) }

    // MARK: Drawing

    private mutating func place(_ node: StubNode, _ x: Int, _ y: Int, _ width: Int) -> Int {
        if node.kind == "Divider" { svg.append(rect(x, y, width, 1, "#00000022", nil)); return 1 }
        if node.kind == "Canvas" { return canvas(node, x, y) }
        if node.kind == "Image" { return symbol(node, x, y) }
        if node.kind == "Shape", let side = node.look.width {
            let color = node.look.ink?.name ?? "#888888"
            svg.append("<circle cx=\"\(x + side / 2)\" cy=\"\(y + side / 2)\" r=\"\(side / 2 - 1)\" fill=\"none\" stroke=\"\(color)\" stroke-dasharray=\"3 3\"/>")
            return node.look.height ?? side
        }
        let at = svg.count
        let edge = node.actionable && node.look.fill == nil && node.look.border == nil ? 4 : 0
        let (padX, padY) = (node.look.padX + edge, node.look.padY + edge)
        let used = inside(node, x + padX, y + padY, width - 2 * padX) + 2 * padY
        let height = max(used, node.look.height ?? 0)
        let border = node.look.border.map { ($0.color?.name ?? "#888", $0.width) } ?? (edge > 0 ? ("#3B7DD8", 0.75) : nil)
        let fill = node.look.fill?.name ?? (node.modal ? "#FFFFFF" : nil)
        if height > used + 1 {
            svg.insert("<g transform=\"translate(0 \((height - used) / 2))\">", at: at)
            svg.append("</g>")
        }
        if fill != nil || border != nil { svg.insert(rect(x, y, width, height, fill ?? "none", border), at: at) }
        return height
    }
    private mutating func inside(_ node: StubNode, _ x: Int, _ y: Int, _ width: Int) -> Int {
        var used = 0
        for line in lines(node, width) {
            used += Int(size(node) * 1.35)
            text(line, node, x, y + used - Int(size(node) * 0.35), width)
        }
        let rest = drawnChildren(node)
        if isRow(node) { return used + row(rest, x, y + used, width) }
        if node.kind == "_Flow" || node.kind == "LazyVGrid" { return used + flow(rest, x, y + used, width) }
        if node.kind == "ZStack" { return used + (rest.map { place($0, x, y + used, width) }.max() ?? 0) }
        for (i, child) in rest.enumerated() { used += place(child, x, y + used, min(width, child.look.width ?? width)) + (i < rest.count - 1 ? 6 : 0) }
        return used
    }
    private mutating func row(_ nodes: [StubNode], _ x: Int, _ y: Int, _ width: Int) -> Int {
        let wanted = nodes.map { $0.kind == "Spacer" ? 0 : natural($0) }
        let room = width - 8 * max(0, nodes.count - 1)
        let fixed = zip(nodes, wanted).map { $0.look.width ?? ($1 <= 48 ? $1 : 0) }
        let flexible = max(1, zip(wanted, fixed).map { $1 == 0 ? $0 : 0 }.reduce(0, +))
        let left = room - fixed.reduce(0, +)
        let stretch = nodes.contains { $0.kind == "Spacer" } ? nil : nodes.allSatisfy({ isWide($0) }) ? left / max(1, nodes.count) : nil
        let slack = max(0, left - flexible)
        var (at, height) = (x, 0)
        let last = nodes.lastIndex { natural($0) > 48 && $0.look.width == nil && $0.kind != "Spacer" }
        let spacers = nodes.filter { $0.kind == "Spacer" }.count
        for (i, node) in nodes.enumerated() {
            var w = fixed[i] > 0 ? fixed[i] : stretch ?? (flexible > left ? wanted[i] * left / flexible : wanted[i])
            if node.kind == "Spacer" { w = slack / spacers } else if spacers == 0, stretch == nil, i == last { w += slack }
            if node.kind != "Spacer" { height = max(height, place(node, mirrored ? 2 * x + width - at - w : at, y, w)) }
            at += w + 8
        }
        return height
    }
    private mutating func flow(_ nodes: [StubNode], _ x: Int, _ y: Int, _ width: Int) -> Int {
        var (at, top, height) = (x, y, 0)
        for node in nodes {
            let w = min(width, natural(node) + 8)
            if at > x, at + w > x + width { (at, top, height) = (x, top + height + 6, 0) }
            height = max(height, place(node, at, top, w))
            at += w + 8
        }
        return top + height - y
    }
    private mutating func text(_ s: String, _ node: StubNode, _ x: Int, _ y: Int, _ width: Int) {
        let escaped = s.replacingOccurrences(of: "&", with: "&amp;").replacingOccurrences(of: "<", with: "&lt;")
        let weight = node.look.font?.heavy == true || node.traits.contains(.isHeader) ? " font-weight=\"600\"" : ""
        let faint = node.look.ink?.name ?? "#8A8578"
        let (left, anchor) = mirrored ? (x + width, " text-anchor=\"end\"") : (x, "")
        svg.append("<text x=\"\(left)\" y=\"\(y)\" font-size=\"\(size(node))\" fill=\"\(faint)\"\(weight)\(anchor)>\(escaped)</text>")
    }
    private func rect(_ x: Int, _ y: Int, _ w: Int, _ h: Int, _ fill: String, _ border: (String, Double)?) -> String {
        let line = border.map { " stroke=\"\($0.0)\" stroke-width=\"\($0.1)\"" } ?? ""
        return "<rect x=\"\(x)\" y=\"\(y)\" width=\"\(max(0, w))\" height=\"\(max(1, h))\" rx=\"8\" fill=\"\(fill)\"\(line)/>"
    }
    /// A symbol is a box with the beginning of its name; pictures fill their frame.
    private mutating func symbol(_ node: StubNode, _ x: Int, _ y: Int) -> Int {
        svg.append(rect(x, y, node.look.width ?? 20, node.look.height ?? 20, node.look.fill?.name ?? "none", (node.look.ink?.name ?? "#888888", 1)))
        svg.append("<text x=\"\(x + 2)\" y=\"\(y + 12)\" font-size=\"6\" fill=\"\(node.look.ink?.name ?? "#888888")\">\((node.value ?? "").prefix(7))</text>")
        return node.look.height ?? 20
    }
    private mutating func canvas(_ node: StubNode, _ x: Int, _ y: Int) -> Int {
        for drawn in node.look.drawn {
            let color = drawn.color?.name ?? "#444444"
            let dash = drawn.stroke.map { $0.dash.isEmpty ? "" : " stroke-dasharray=\"\($0.dash.map { "\($0)" }.joined(separator: " "))\"" } ?? ""
            let paint = drawn.stroke.map { "fill=\"none\" stroke=\"\(color)\" stroke-width=\"\($0.lineWidth)\"" + dash } ?? "fill=\"\(color)\""
            svg.append("<path transform=\"translate(\(x) \(y))\" d=\"\(data(drawn.path))\" \(paint)/>")
        }
        return node.look.height ?? 200
    }
    private func data(_ path: Path) -> String {
        path.steps.map { step in
            switch step {
            case .move(let p): "M\(p.x) \(p.y)"
            case .line(let p), .quad(let p), .curve(let p): "L\(p.x) \(p.y)"
            case .arc(let c, let r, let from, let to):
                "M\(c.x + r * cos(from)) \(c.y + r * sin(from))A\(r) \(r) 0 \(to - from > .pi ? 1 : 0) 1 \(c.x + r * cos(to)) \(c.y + r * sin(to))"
            case .rect(let r): "M\(r.minX) \(r.minY)h\(r.width)v\(r.height)h\(-r.width)z"
            case .ellipse(let r): "M\(r.minX) \(r.midY)a\(r.width / 2) \(r.height / 2) 0 1 0 \(r.width) 0a\(r.width / 2) \(r.height / 2) 0 1 0 \(-r.width) 0z"
            case .close: "z"
            }
        }.joined()
    }
}
extension StubScreen {
    public var wireframe: String { Wireframe.draw(tree, environment) }
}
