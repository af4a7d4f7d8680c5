// The static texts, for every view below the root.
import CoreClient
import NotYetCore
import SwiftUI

private struct WordsKey: EnvironmentKey {
    static let defaultValue = Words(revision: 0, locale: "en", rightToLeft: false, texts: [:])
}

extension EnvironmentValues {
    /// Texts of the school's language, by key through typed accessors.
    public var words: Words {
        get { self[WordsKey.self] }
        set { self[WordsKey.self] = newValue }
    }
}
