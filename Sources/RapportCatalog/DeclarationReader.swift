import RapportSyntax

/// Reads the declarations of one text into the set of all.
enum DeclarationReader {
  static func read(
    _ source: String, _ text: Int, into set: inout DeclarationSet, _ log: inout ProblemLog
  ) {
    let parsed = Parse.parse(source)
    for diagnostic in parsed.diagnostics { log.add(diagnostic) }
    for statement in parsed.script.statements {
      switch statement.kind {
      case .enumeration(let declaration):
        add(declaration, statement, text, name: declaration.name.name, what: "enum", to: &set.enums, &log) {
          $0.name.name.text
        }
      case .entity(let declaration):
        add(declaration, statement, text, name: declaration.name.name, what: "entity", to: &set.entities, &log) {
          $0.name.name.text
        }
      case .rule(let declaration):
        add(declaration, statement, text, name: declaration.name.name, what: "rule", to: &set.rules, &log) {
          $0.name.name.text
        }
      default:
        log.error(
          CatalogCode.notADeclaration, "a catalog holds only `entity`, `enum` and `rule`", at: statement.span,
          help: ["queries, `let`, `def`, `param` and `list` belong in a script"])
      }
    }
  }

  /// Adds a declaration, or puts it in the place of one that an earlier text made.
  private static func add<Declaration: Sendable>(
    _ declaration: Declaration, _ statement: Statement, _ text: Int, name: Name, what: String,
    to list: inout [Declared<Declaration>], _ log: inout ProblemLog, nameOf: (Declaration) -> String
  ) {
    let declared = Declared(
      declaration: declaration, documentation: statement.documentation, text: text)
    guard let position = list.firstIndex(where: { nameOf($0.declaration) == name.text }) else {
      list.append(declared)
      return
    }
    if list[position].text == text {
      log.error(
        CatalogCode.duplicateDeclaration, "\(what) `\(name.text)` is declared twice", at: name.span,
        help: ["a later file may override an earlier one; within a file each name is declared once"])
    } else {
      list[position] = declared
    }
  }
}
