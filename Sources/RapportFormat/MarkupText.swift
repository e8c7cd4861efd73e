/// Text between the tags of HTML and SVG, as `HTMLWriter` writes it.
package enum MarkupText {
  /// Control characters and marks that turn the reading direction are shown, `&`, `<`, `>` and quotes are
  /// entities.
  package static func escape(_ text: String) -> String {
    var shown = TerminalText.escape(text)
    var out = OutputBuffer(capacity: shown.utf8.count + 64)
    shown.withUTF8 { HTMLEncoding.write($0, to: &out) }
    return String(decoding: out.contents, as: UTF8.self)
  }
}
