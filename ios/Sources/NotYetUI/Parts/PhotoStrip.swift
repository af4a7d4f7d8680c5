// Photos of work, 4 : 3, with a soft box and the date until each is there.
import SwiftUI

/// One photo as a strip shows it.
struct PhotoTile: Equatable, Identifiable, Sendable {
    let id: String
    /// What the box shows until the photo is there: "12 Nov".
    let day: String
    /// What a reader hears: "Photo of 12 Nov".
    let spoken: String
    /// JPEG bytes of the thumbnail; nil while it is on its way.
    let jpeg: Data?
}

@MainActor
struct PhotoStrip: View {
    let photos: [PhotoTile]
    var onTap: (@MainActor (String) -> Void)?

    var body: some View {
        Flow {
            ForEach(photos) { photo in
                if let onTap {
                    Button {
                        onTap(photo.id)
                    } label: {
                        PhotoBox(photo: photo)
                    }
                    .buttonStyle(.plain)
                    .accessibilityLabel(photo.spoken)
                } else {
                    PhotoBox(photo: photo)
                }
            }
        }
    }
}

@MainActor
struct PhotoBox: View {
    let photo: PhotoTile
    var width = Size.thumb * 4 / 3
    var height = Size.thumb

    var body: some View {
        Group {
            if let image = photo.jpeg.flatMap(Image.init(jpeg:)) {
                image.resizable().scaledToFill()
            } else {
                Text(photo.day).font(TypeScale.small).foregroundStyle(.tone(\.onSoft)).padding(Space.x4)
            }
        }
        .frame(width: width, height: height)
        .background(.tone(\.soft))
        .clipShape(RoundedRectangle(cornerRadius: Corner.photo))
        .accessibilityElement()
        .accessibilityLabel(photo.spoken)
        .accessibilityAddTraits(.isImage)
    }
}
