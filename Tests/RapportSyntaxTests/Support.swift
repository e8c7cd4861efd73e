import RapportSyntax
import Testing

/// The outline of a text that must have no errors.
func outline(_ source: String, sourceLocation: SourceLocation = #_sourceLocation) -> String {
  let (script, diagnostics) = Parse.parse(source)
  for diagnostic in diagnostics {
    Issue.record("\(diagnostic.code) \(diagnostic.message) in \(source)", sourceLocation: sourceLocation)
  }
  return SyntaxOutline.outline(script)
}

/// The codes and messages of a text's errors, in order.
func problems(_ source: String) -> [String] {
  Parse.parse(source).diagnostics.map { "\($0.code) \($0.message)" }
}
