// From the core's records to what parts draw. One line each: the core has made the sentences already.
import Foundation
import NotYetCore

extension SignState {
    init(_ sign: NotYetCore.Sign) {
        self.init(
            level: sign.level.map { Int($0) }, mastery: Int(sign.mastery), levels: Int(sign.levels),
            practiceOnly: sign.practiceOnly)
    }
}

extension LevelOption {
    init(_ level: NotYetCore.LevelOption) {
        self.init(
            id: level.level, word: level.word, sign: SignState(level.sign),
            text: level.describes.joined(separator: "\n"), spoken: level.spoken)
    }
}

extension PhotoTile {
    init(_ tile: NotYetCore.PhotoTile, jpeg: Data?, words: Words) {
        let state =
            switch tile.state {
            case .ready: ""
            case .coming: ", " + words.photoComing
            case .unreadable: ", " + words.photoUnreadable
            }
        self.init(id: tile.attachment, day: tile.day, spoken: tile.spoken + state, jpeg: jpeg)
    }
}

extension Icon {
    init(_ banner: BannerKind) {
        self =
            switch banner {
            case .notSent: .cloudOff
            case .joining: .backHand
            case .signedOut: .lock
            case .refused, .setAside: .syncProblem
            case .fetching: .cloudDownload
            }
    }
}
