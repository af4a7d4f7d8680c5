// JPEG bytes as a picture: the one place where the screens meet the platform's decoder.
import SwiftUI

#if canImport(UIKit)
    import UIKit
#endif

extension Image {
    /// Nil where the bytes are no picture.
    init?(jpeg: Data) {
        #if canImport(UIKit)
            guard let image = UIImage(data: jpeg) else { return nil }
            self.init(uiImage: image)
        #else
            // Where nothing is drawn, a picture is what begins and ends as a JPEG.
            guard jpeg.starts(with: [0xFF, 0xD8, 0xFF]), jpeg.suffix(2) == Data([0xFF, 0xD9]) else { return nil }
            self.init(decorative: "photo")
        #endif
    }
}
