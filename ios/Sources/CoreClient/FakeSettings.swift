// What one person chooses on a device in memory.
import NotYetCore

extension FakeCoreClient {
    public var preferences: Preferences {
        let state = state
        return Preferences(hand: state.hand, still: state.isStill, wordsRevision: state.wordsRevision)
    }
    public func settings() async throws -> SettingsScreen {
        let state = try read()
        let words = words
        let language = { (tag: String, name: String) in
            LanguageChoice(
                tag: tag, name: name, note: tag == "en" ? nil : words.settingsLanguageUnread,
                chosen: state.language == tag)
        }
        let hands: [(Hand, String)] = [
            (.left, words.settingsHandLeft), (.table, words.settingsHandTable), (.right, words.settingsHandRight),
        ]
        return SettingsScreen(
            revision: state.wordsRevision,
            languages: [
                LanguageChoice(
                    tag: nil, name: "Same as this tablet", note: "English", chosen: state.language == nil),
                language("en", "English"), language("es", "Español"), language("ar", "العربية"),
            ],
            hands: state.session == .teaching
                ? hands.map { HandChoice(hand: $0.0, text: $0.1, chosen: state.hand == $0.0) } : [],
            motions: [
                MotionChoice(still: false, text: words.settingsMotionUsual, chosen: !state.isStill),
                MotionChoice(still: true, text: words.settingsMotionLess, chosen: state.isStill),
            ],
            kept: "This stays on this tablet, for you alone.")
    }
    public func setLanguage(_ tag: String?) async throws {
        try intend { ($0.language, $0.wordsRevision) = (tag, $0.wordsRevision + 1) }
    }
    public func setHand(_ hand: Hand) async throws { try intend { $0.hand = hand } }
    public func setStill(_ still: Bool) async throws { try intend { $0.isStill = still } }
}
