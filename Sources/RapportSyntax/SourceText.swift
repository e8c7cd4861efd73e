/// Syntax trees as source text in one canonical form; columns without a name are called by it.
///
/// Brackets are printed where the author wrote them, and where a tree put together by a program needs them.
package enum SourceText {
  /// `sum(amount of orders)`
  package static func text(of expression: Expression) -> String {
    text(expression, within: .loosest)
  }

  /// `orders in last 90 days where status = won`
  package static func text(of query: Query) -> String {
    ([text(of: query.source)] + query.clauses.map(text)).joined(separator: " ")
  }

  package static func text(of source: Query.Source) -> String {
    switch source.kind {
    case .path(let names, let all): (all ? "all " : "") + path(names)
    case .query(let query): "(\(text(of: query)))"
    case .file(let file): quoted(file)
    case .call(let call): text(of: call)
    }
  }

  /// `f(a, label: b) per K`
  package static func text(of call: Call) -> String {
    let arguments = call.arguments.map { argument in
      (argument.label.map { label($0) + ": " } ?? "") + text(of: argument.value)
    }
    let distinct = call.distinct ? "distinct " : ""
    var result = "\(function(call.name))(\(distinct)\(arguments.joined(separator: ", ")))"
    if call.per.count == 1, let key = call.per.first {
      result += " per \(text(key, within: .primary))"
    } else if !call.per.isEmpty {
      result += " per (\(items(call.per)))"
    }
    return result
  }

  /// Text in double quotes with its escapes.
  package static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\t": result += "\\t"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }

  /// A name, in back-ticks if it needs them.
  package static func name(_ name: Name) -> String {
    name.quoted || needsQuoting(name.text) ? backTicked(name.text) : name.text
  }

  /// A bare name, in back-ticks if it needs them.
  package static func name(_ text: String) -> String { needsQuoting(text) ? backTicked(text) : text }

  /// `account.owner.region`
  package static func path(_ names: [Name]) -> String {
    names.enumerated().map { index, part in
      index == 0 ? name(part) : part.quoted || !isPlain(part.text) ? backTicked(part.text) : part.text
    }.joined(separator: ".")
  }

  static func items(_ values: [Expression]) -> String {
    values.map { text(of: $0) }.joined(separator: ", ")
  }

  private static func label(_ name: Name) -> String {
    name.quoted || !isPlain(name.text) ? backTicked(name.text) : name.text
  }

  private static func function(_ name: Name) -> String { label(name) }

  static func backTicked(_ text: String) -> String {
    "`" + text.split(separator: "`", omittingEmptySubsequences: false).joined(separator: "``") + "`"
  }

  private static func needsQuoting(_ text: String) -> Bool {
    !isPlain(text) || (Keyword.named(text)?.isReserved ?? false)
  }

  /// Begins with a letter and goes on with letters and digits.
  private static func isPlain(_ text: String) -> Bool {
    guard let first = text.unicodeScalars.first, Lexer.isLetter(first.value) else { return false }
    return text.unicodeScalars.allSatisfy { Lexer.isNamePart($0.value) }
  }
}
