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
}

extension Parse {
  /// Parses a map; nil if it has errors.
  package static func importMap(_ source: String) -> (map: ImportMap?, diagnostics: [Diagnostic]) {
    let list = Lexer.lex(Array(source.utf8))
    var parser = ImportMapParser(list)
    let map = parser.parse()
    let diagnostics = list.diagnostics + parser.diagnostics
    return (diagnostics.isEmpty ? map : nil, diagnostics)
  }
}
