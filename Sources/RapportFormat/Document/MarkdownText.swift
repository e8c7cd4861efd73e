/// Text of a Markdown document that means nothing but itself, as `MarkdownWriter` writes it.
package enum MarkdownText {
  /// On one line; control characters are shown, and marks of Markdown are escaped.
  package static func escape(_ text: String) -> String {
    var shown = TerminalText.escape(text)
    var out = OutputBuffer(capacity: shown.utf8.count + 64)
    shown.withUTF8 { MarkdownEncoding.write($0, to: &out) }
    return String(decoding: out.contents, as: UTF8.self)
  }
}
