package import RapportCatalog
package import RapportSyntax
import RapportStore
import RapportValues

/// What is wrong with a map as such, whatever file it is used for.
package struct ImportMapCheck {
  private let catalog: Catalog
  private var problems: [Diagnostic] = []

  /// All problems of a map against a catalog, in the order of their places. Whether a file has its columns, and
  /// whether rows are there that it names, only an import knows.
  package static func problems(of source: String, _ catalog: Catalog) -> [Diagnostic] {
    let (map, problems) = Parse.importMapWithErrors(source)
    guard let map else { return problems }
    var check = ImportMapCheck(catalog: catalog)
    check.check(map)
    return (problems + check.problems).sorted { ($0.span?.start ?? 0) < ($1.span?.start ?? 0) }
  }

  private init(catalog: Catalog) { self.catalog = catalog }

  private mutating func check(_ map: ImportMap) {
    guard let entity = catalog.entity(map.entity.text), !entity.isWrittenByRapport else {
      let names = catalog.entities.filter { !$0.isWrittenByRapport }.map(\.name)
      let near = Suggestions.closest(to: map.entity.text, in: names)
      problems.append(
        Diagnostic(
          code: ImportCode.entity.rawValue, "there is no entity `\(map.entity.text)` to import into",
          at: map.entity.span, label: near.map { "did you mean `\($0)`?" },
          help: near == nil ? ["entities: " + names.joined(separator: ", ")] : []))
      return
    }
    let names = HeaderNames(entity, in: catalog)
    var filled: Set<String> = []
    for entry in map.entries {
      do throws(Diagnostic) {
        let target = try names.target(of: entry)
        try check(entry, target)
        if let column = target.column, !filled.insert(column).inserted {
          throw Diagnostic(
            code: ImportCode.map.rawValue, "an earlier line is about `\(target.name)`", at: entry.field.span)
        }
      } catch {
        problems.append(error)
      }
    }
  }

  private func check(_ entry: ImportMap.Entry, _ target: ImportTarget) throws(Diagnostic) {
    let converter: CellConverter?
    do {
      converter = try FieldConverters(catalog: catalog, dateOrder: nil).converter(for: target, entry)
    } catch let problem as FieldConverters.Problem {
      throw Diagnostic(code: ImportCode.map.rawValue, problem.message, at: problem.span, help: problem.help)
    } catch {
      throw Diagnostic(code: ImportCode.map.rawValue, "\(error)", at: entry.field.span)
    }
    guard case .constant(let text, let span) = entry.source, let converter else { return }
    do throws(CellFault) {
      _ = try converter.constant(text)
    } catch {
      throw Diagnostic(code: error.code.rawValue, error.message, at: span, help: error.help)
    }
  }
}

extension CellConverter {
  /// What a map gives every row.
  func constant(_ text: String) throws(CellFault) -> StoredText {
    let bytes = Array(text.utf8)
    return try bytes.withUnsafeBufferPointer { bytes throws(CellFault) in StoredText(Value(try convert(bytes))) }
  }
}
