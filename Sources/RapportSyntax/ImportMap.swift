/// What a map says about the columns of a file: `import accounts { name from "客户名称" … }`.
package struct ImportMap: Hashable, Sendable {
  package struct Entry: Hashable, Sendable {
    package enum Source: Hashable, Sendable {
      /// A column of the file, by its name there.
      case column(Name)
      /// The same value for every row, as a cell would say it.
      case constant(String, span: SourceSpan)
    }
    package var field: Name
    package var source: Source
    /// `in 万`
    package var unit: Name?
    /// `as day/month/year`: `dmy`, `mdy` or `ymd`.
    package var dateOrder: String?
    /// `by email`: the field by which a related row is found.
    package var by: Name?
    /// `{ best = "AAA" }`: value and text of the file.
    package var values: [(value: Name, text: Name)]

    package static func == (left: Entry, right: Entry) -> Bool {
      left.field == right.field && left.source == right.source
    }
    package func hash(into hasher: inout Hasher) { hasher.combine(field) }
  }

  package var entity: Name
  package var entries: [Entry] = []
  /// `ignore "备注"`
  package var ignored: [Name] = []
  /// Where its lines begin, in bytes of the text.
  var lineStarts: [Int] = []
}

extension Parse {
  /// Whether a text is a map: it begins with `import` and what no query goes on with.
  package static func isImportMap(_ source: String) -> Bool {
    let tokens = Lexer.lex(Array(source.utf8)).tokens
    guard let first = tokens.first, first.kind == .word, first.text == "import", tokens.count > 1 else {
      return false
    }
    let next = tokens[1]
    return next.kind == .leftBrace || next.isName && !next.isFirstOnLine && !(next.keyword?.continuesStatement ?? false)
  }

  /// Parses a map; nil if it has errors.
  package static func importMap(_ source: String) -> (map: ImportMap?, diagnostics: [Diagnostic]) {
    let (map, diagnostics) = importMapWithErrors(source)
    return (diagnostics.isEmpty ? map : nil, diagnostics)
  }

  /// Parses a map; of one with errors in its lines, the other lines.
  package static func importMapWithErrors(_ source: String) -> (map: ImportMap?, diagnostics: [Diagnostic]) {
    let list = Lexer.lex(Array(source.utf8))
    var parser = ImportMapParser(list)
    let map = parser.parse()
    return (map, list.diagnostics + parser.diagnostics)
  }
}
