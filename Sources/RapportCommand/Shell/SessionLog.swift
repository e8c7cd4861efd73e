import Rapport

/// The statements of this session.
struct SessionLog {
  private var texts: [(text: String, isQuery: Bool)] = []
  /// What was last entered, even if it had errors.
  private(set) var last: String?

  mutating func willRun(_ text: String) { last = EntryText.trimmed(text) }

  mutating func didRun(_ text: String, isQuery: Bool) {
    texts.append((EntryText.trimmed(text), isQuery))
  }

  /// A script of everything that ran without error, or of the last query with what was declared; nil if there is
  /// nothing.
  func script(all: Bool) -> String? {
    let lastQuery = texts.lastIndex(where: \.isQuery)
    let chosen = texts.enumerated().filter { all || !$0.element.isQuery || $0.offset == lastQuery }
    if chosen.isEmpty { return nil }
    let text = chosen.map(\.element.text).joined(separator: "\n\n") + "\n"
    return (try? format(SourceText(text))) ?? text
  }
}
