package import RapportSyntax

/// Stable codes of what can be wrong with an import.
package enum ImportCode: String, Sendable {
  case entity = "R0801"
  case columns = "R0802"
  case map = "R0803"
  case rules = "R0804"
  case malformed = "R0805"
  case encoding = "R0806"
  case value = "R0807"
  case ambiguousDate = "R0808"
  case damagedNumber = "R0809"
  case noRelation = "R0810"
  case severalRows = "R0811"
  case required = "R0812"
  case exists = "R0813"
  case noRow = "R0814"
  case twice = "R0815"
  case importedBefore = "R0816"
  case rejected = "R0817"
  case batch = "R0818"
  case fileType = "R0819"
  case foreign = "R0820"
  case undone = "R0821"
  case refused = "R0822"
  case inUse = "R0823"
  case changedMeanwhile = "R0824"
}

/// An import that cannot begin or cannot be kept.
package struct ImportError: Error {
  package enum Kind: Sendable { case query, usage, data, denied, interrupted }
  package var kind: Kind
  package var diagnostics: [Diagnostic]
  /// The text that spans refer to.
  package var source: (name: String, text: String)?

  init(_ kind: Kind, _ code: ImportCode, _ message: String, help: [String] = []) {
    self.kind = kind
    diagnostics = [Diagnostic(code: code.rawValue, message, at: nil, help: help)]
  }

  init(_ kind: Kind, _ diagnostics: [Diagnostic], source: (name: String, text: String)? = nil) {
    self.kind = kind
    self.diagnostics = diagnostics
    self.source = source
  }
}

/// Why a cell or a row is rejected.
struct CellFault: Error {
  var code: ImportCode
  var message: String
  var help: [String]

  init(_ code: ImportCode, _ message: String, help: [String] = []) {
    self.code = code
    self.message = message
    self.help = help
  }
}
