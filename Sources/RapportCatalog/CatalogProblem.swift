package import RapportSyntax

/// A problem of a catalog, with the text it was found in.
package struct CatalogProblem: Hashable, Sendable {
  /// Position of the text among those given.
  package var text: Int
  package var diagnostic: Diagnostic
}

/// Stable codes of catalog problems.
enum CatalogCode {
  static let duplicateDeclaration = "R0320"
  static let duplicateName = "R0321"
  static let unknownType = "R0322"
  static let typeArgument = "R0323"
  static let unknownEntity = "R0324"
  static let missingKey = "R0325"
  static let columnCount = "R0326"
  static let label = "R0327"
  static let groupClash = "R0328"
  static let unknownValue = "R0329"
  static let primary = "R0330"
  static let cycle = "R0331"
  static let unknownRule = "R0332"
  static let notADeclaration = "R0333"
  static let valueMap = "R0334"
  static let tooManyAliases = "R0335"
  static let empty = "R0336"
  static let listColumn = "R0337"
  static let ruleTarget = "R0338"
  static let ruleInput = "R0339"
  static let computedPrivacy = "R0274"
  static let trackedPrivacy = "R0275"
}

/// Collects problems while one declaration after the other is looked at.
struct ProblemLog {
  private(set) var problems: [CatalogProblem] = []
  /// The text that is being looked at.
  var text = 0

  var hasErrors: Bool { problems.contains { $0.diagnostic.severity == .error } }

  mutating func add(_ diagnostic: Diagnostic) {
    problems.append(CatalogProblem(text: text, diagnostic: diagnostic))
  }

  mutating func error(
    _ code: String, _ message: String, at span: SourceSpan?, label: String? = nil, help: [String] = []
  ) {
    add(Diagnostic(code: code, message, at: span, label: label, help: help))
  }

  /// An unknown name: the closest known one beside the caret, else all of them below.
  mutating func unknown(
    _ code: String, _ message: String, _ name: Name, known: [String], kind: String, help: [String] = []
  ) {
    let guess = Suggestions.closest(to: name.text, in: known)
    let list = known.isEmpty ? [] : ["\(kind): \(known.prefix(40).joined(separator: ", "))"]
    error(
      code, message, at: name.span, label: guess.map { "did you mean `\($0)`?" },
      help: (guess == nil ? list : []) + help)
  }
}
