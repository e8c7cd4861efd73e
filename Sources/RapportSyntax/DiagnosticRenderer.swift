/// Diagnostics as people read them: message, place, excerpt, carets, help.
package struct DiagnosticRenderer: Sendable {
  /// The text the spans point into.
  package var source: SourceMap
  /// Whether to use ANSI colours.
  package var colour: Bool

  package init(source: SourceMap, colour: Bool = false) {
    self.source = source
    self.colour = colour
  }

  /// All diagnostics and the closing count, each line ended.
  package func render(_ diagnostics: [Diagnostic]) -> String {
    diagnostics.map(render).joined() + (Self.summary(diagnostics).map { $0 + "\n" } ?? "")
  }

  /// "2 errors; nothing was run"; nil without errors.
  package static func summary(_ diagnostics: [Diagnostic]) -> String? {
    let errors = diagnostics.filter { $0.severity == .error }.count
    guard errors > 0 else { return nil }
    return errors == 1 ? "1 error; nothing was run" : "\(errors) errors; nothing was run"
  }

  /// One diagnostic, each line ended.
  package func render(_ diagnostic: Diagnostic) -> String {
    let tint = diagnostic.severity == .error ? "1;31" : diagnostic.severity == .warning ? "1;33" : "1;36"
    let head = paint("\(diagnostic.severity.rawValue)[\(diagnostic.code)]", tint)
    var text = head + paint(": \(Self.oneLine(diagnostic.message))", "1") + "\n"
    guard let span = diagnostic.span else {
      if let label = diagnostic.label { text += "  = \(Self.oneLine(label))\n" }
      for help in diagnostic.help { text += "  \(paint("= help:", "36")) \(Self.oneLine(help))\n" }
      return text
    }
    let position = source.position(at: span.start)
    let number = String(position.line)
    let gutter = String(repeating: " ", count: number.utf8.count + 2)
    let line = source.lineRange(position.line - 1)
    let caret =
      max(span.start, line.lowerBound)..<max(min(span.end, line.upperBound), span.start, line.lowerBound)
    let excerpt = Excerpt(source.bytes[line], caret: caret)
    text += "  \(paint("-->", "34")) \(Self.oneLine(source.file)):\(position.line):\(position.column)\n"
    text += gutter + paint("|", "34") + "\n"
    text += " " + paint("\(number) |", "34") + (excerpt.text.isEmpty ? "" : " \(excerpt.text)") + "\n"
    let carets = paint(String(repeating: "^", count: excerpt.width), tint)
    let label = diagnostic.label.map { " " + paint(Self.oneLine($0), tint) } ?? ""
    text +=
      gutter + paint("|", "34") + String(repeating: " ", count: excerpt.indent + 1) + carets + label + "\n"
    for help in diagnostic.help {
      text += gutter + paint("= help:", "36") + " \(Self.oneLine(help))\n"
    }
    return text
  }

  private func paint(_ text: String, _ code: String) -> String {
    colour ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
  }

  /// Control characters would reach the terminal through names quoted in messages, and a name may be very long.
  private static func oneLine(_ text: String) -> String {
    text.utf8.count <= longestLine && !text.unicodeScalars.contains(where: \.isHidden)
      ? text : visible(text, limit: longestLine)
  }

  private static let longestLine = 1_000
}

extension DiagnosticRenderer {
  /// One JSON object per diagnostic, without a line end; lines and columns count from 1, the end is the
  /// column behind the last character.
  package func json(_ diagnostic: Diagnostic) -> String {
    var fields = [
      ("severity", Self.string(diagnostic.severity.rawValue)), ("code", Self.string(diagnostic.code)),
      ("message", Self.string(Self.brief(diagnostic.message))), ("file", Self.string(source.file)),
    ]
    if let span = diagnostic.span {
      let start = source.position(at: span.start)
      let end = source.position(at: span.end)
      fields += [
        ("line", "\(start.line)"), ("column", "\(start.column)"), ("endLine", "\(end.line)"),
        ("endColumn", "\(end.column)"),
      ]
    }
    if let label = diagnostic.label { fields.append(("label", Self.string(label))) }
    fields.append(("help", "[" + diagnostic.help.map(Self.string).joined(separator: ",") + "]"))
    return "{" + fields.map { "\"\($0.0)\":\($0.1)" }.joined(separator: ",") + "}"
  }

  /// Text without the end of a very long name.
  private static func brief(_ text: String) -> String {
    text.utf8.count <= longestLine ? text : String(text.unicodeScalars.prefix(longestLine)) + "…"
  }

  /// Text as a JSON string.
  private static func string(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x22: result += "\\\""
      case 0x5C: result += "\\\\"
      case 0x0A: result += "\\n"
      case 0x0D: result += "\\r"
      case 0x09: result += "\\t"
      case _ where scalar.isHidden:
        let hex = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - hex.utf8.count) + hex
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
