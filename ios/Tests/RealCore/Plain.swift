/// Without the marks that keep a right-to-left name in its place.
public func plain(_ text: String) -> String {
    String(text.unicodeScalars.filter { !("\u{2066}"..."\u{2069}").contains($0) }.map(Character.init))
}
