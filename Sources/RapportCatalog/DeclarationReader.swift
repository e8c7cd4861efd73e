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
        let declared = Declared(declaration, statement, text)
        add(declared, declaration.name.name, "enum", to: &set.enums, &set.seen.enums, &log)
      case .entity(let declaration):
        let declared = Declared(declaration, statement, text)
        add(declared, declaration.name.name, "entity", to: &set.entities, &set.seen.entities, &log)
      case .rule(let declaration):
        let declared = Declared(declaration, statement, text)
        add(declared, declaration.name.name, "rule", to: &set.rules, &set.seen.rules, &log)
      default:
        log.error(
          CatalogCode.notADeclaration, "a catalog holds only `entity`, `enum` and `rule`", at: statement.span,
          help: ["queries, `let`, `def`, `param` and `list` belong in a script"])
      }
    }
  }

  /// Adds a declaration, or puts it in the place of one that an earlier text made.
  private static func add<Declaration: Sendable>(
    _ declared: Declared<Declaration>, _ name: Name, _ what: String,
    to list: inout [Declared<Declaration>], _ seen: inout NameIndex, _ log: inout ProblemLog
  ) {
    guard let position = seen.add(name.text, list.count) else {
      list.append(declared)
      return
    }
    if list[position].text == declared.text {
      log.error(
        CatalogCode.duplicateDeclaration, "\(what) `\(name.text)` is declared twice", at: name.span,
        help: ["a later file may override an earlier one; within a file each name is declared once"])
    } else {
      var declared = declared
      declared.replaced = list[position].text
      list[position] = declared
    }
  }
}

extension Declared {
  fileprivate init(_ declaration: Declaration, _ statement: Statement, _ text: Int) {
    self.init(declaration: declaration, documentation: statement.documentation, text: text, span: statement.span)
  }
}
