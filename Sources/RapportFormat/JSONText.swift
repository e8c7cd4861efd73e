/// Strings of JSON, as `JSONWriter` writes them.
package enum JSONText {
  /// The text in quotes, with what could do harm as `\\u….`.
  package static func quote(_ text: String) -> String {
    var text = text
    var out = OutputBuffer(capacity: text.utf8.count + 64)
    text.withUTF8 { JSONEncoding.write($0, to: &out) }
    return String(decoding: out.contents, as: UTF8.self)
  }
}
