// A photo that a finger, a pencil or a pointer changes. Never mirrored: left is the photo's own left.
import NotYetCore
import SwiftUI

/// What a drag over the picture does.
enum MarkupTool: Equatable {
    /// Frames what stays.
    case crop
    /// Draws; the width is in parts of the picture's long side.
    case draw(colour: UInt32, width: Double)
    /// Hides what it goes over.
    case rub(width: Double)

    func edit(_ points: [PhotoSpot]) -> PhotoEdit {
        switch self {
        case .crop: .crop(area: PhotoArea(from: points[0], to: points[points.count - 1]))
        case .draw(let colour, let width): .draw(line: PhotoLine(points: points, width: width), colour: colour)
        case .rub(let width): .rub(line: PhotoLine(points: points, width: width))
        }
    }
}

@MainActor
struct MarkupPicture: View {
    let screen: MarkupScreen
    let tool: MarkupTool
    /// Changes that the picture does not show yet: lines among them are drawn over it.
    let pending: [PhotoEdit]
    /// Hears of a change when the finger is lifted.
    let onEdit: @MainActor (PhotoEdit) -> Void
    @State private var drag: [PhotoSpot] = []

    var body: some View {
        GeometryReader { box in
            ZStack {
                if let image = Image(jpeg: screen.picture) { image.resizable() }
                Canvas { context, size in
                    let now = drag.isEmpty ? pending : pending + [tool.edit(drag)]
                    for edit in now { draw(edit, &context, size) }
                }
            }
            .background(.tone(\.soft))
            .accessibilityElement()
            .accessibilityLabel(screen.spoken)
            .accessibilityAddTraits(.isImage)
            .contentShape(Rectangle())
            .gesture(
                DragGesture(minimumDistance: 0)
                    .onChanged { drag.append(spot($0.location, box.size)) }
                    .onEnded { _ in
                        if !drag.isEmpty { onEdit(tool.edit(drag)) }
                        drag = []
                    }
            )
        }
        .aspectRatio(CGFloat(screen.width) / CGFloat(screen.height), contentMode: .fit)
        .environment(\.layoutDirection, .leftToRight)
    }
    private func spot(_ at: CGPoint, _ size: CGSize) -> PhotoSpot {
        PhotoSpot(x: at.x / max(size.width, 1), y: at.y / max(size.height, 1))
    }

    /// What of a change can be shown before the core has made its picture.
    private func draw(_ edit: PhotoEdit, _ context: inout GraphicsContext, _ size: CGSize) {
        switch edit {
        case .draw(let line, let colour): stroke(line, .color(Color(rgb: colour)), &context, size)
        case .rub(let line): stroke(line, .style(.tone(\.ink2)), &context, size)
        case .crop(let area):
            let (from, to) = (point(area.from, size), point(area.to, size))
            let kept = CGRect(
                x: min(from.x, to.x), y: min(from.y, to.y), width: abs(to.x - from.x), height: abs(to.y - from.y))
            context.stroke(Path(kept), with: .style(.tone(\.primary)), lineWidth: 3)
        case .cut, .turn, .ring, .blur: break
        }
    }
    private func stroke(
        _ line: PhotoLine, _ paint: GraphicsContext.Shading, _ context: inout GraphicsContext, _ size: CGSize
    ) {
        let points = line.points.map { point($0, size) }
        let wide = line.width * max(size.width, size.height)
        if points.count == 1 {
            let dot = CGRect(x: points[0].x - wide / 2, y: points[0].y - wide / 2, width: wide, height: wide)
            return context.fill(Path(ellipseIn: dot), with: paint)
        }
        var path = Path()
        path.move(to: points[0])
        // As the core draws it: through the middles, bent towards the points.
        for (bend, next) in zip(points.dropFirst(), points.dropFirst(2)) {
            path.addQuadCurve(to: CGPoint(x: (bend.x + next.x) / 2, y: (bend.y + next.y) / 2), control: bend)
        }
        path.addLine(to: points[points.count - 1])
        context.stroke(path, with: paint, style: StrokeStyle(lineWidth: wide, lineCap: .round))
    }
    private func point(_ spot: PhotoSpot, _ size: CGSize) -> CGPoint {
        CGPoint(x: spot.x * size.width, y: spot.y * size.height)
    }
}

extension Color {
    /// 0xRRGGBB, opaque.
    init(rgb: UInt32) {
        let part = { (shift: UInt32) in Double((rgb >> shift) & 0xFF) / 255 }
        self.init(red: part(16), green: part(8), blue: part(0))
    }
}
