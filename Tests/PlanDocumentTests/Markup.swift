/// A strict reader of the tags of a page: every element is closed by its own end, attributes are in quotes.
enum Markup {
  private static let empty: Set<String> = ["meta", "br", "!DOCTYPE"]

  /// What is wrong; nil for a well-formed page.
  static func problem(in html: String) -> String? {
    var open: [String] = []
    var rest = html[...]
    while let start = rest.firstIndex(of: "<") {
      guard let end = rest[start...].firstIndex(of: ">") else { return "a tag without an end" }
      let tag = rest[rest.index(after: start)..<end]
      rest = rest[rest.index(after: end)...]
      if tag.hasPrefix("/") {
        guard open.popLast() == String(tag.dropFirst()) else { return "</\(tag.dropFirst())> closes nothing" }
        continue
      }
      let name = String(tag.prefix { !$0.isWhitespace && $0 != "/" })
      if tag.filter({ $0 == "\"" }).count % 2 != 0 { return "quotes in <\(tag)>" }
      if tag.hasSuffix("/") || empty.contains(name) { continue }
      open.append(name)
      if name == "style", let close = rest.range(of: "</style>") { rest = rest[close.lowerBound...] }
    }
    return open.isEmpty ? nil : "open: \(open)"
  }
}

extension Substring {
  /// Where a text begins and ends first.
  fileprivate func range(of text: String) -> Range<Index>? { firstRange(of: text) }
}
