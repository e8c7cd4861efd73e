import RapportCatalog
import RapportPlan
import RapportSyntax
import RapportValues

/// All problems of a script or catalog, without a store; nothing is run.
///
/// Columns that only data decides (of CSV files, of a pivot) are unknown here, so what depends on them is not
/// checked.
///
/// - Parameter otherFileEndings: as of `Session`.
public func check(
  _ source: SourceText, catalog: CatalogSource = .automatic, settings: Settings = Settings(),
  otherFileEndings: Set<String> = []
) -> [Diagnostic] {
  let definition: CatalogDefinition =
    switch catalog {
    // A catalog of its own stands alone.
    case .automatic where Parse.parse(source.text).script.statements.contains(where: \.declaresEntity):
      CatalogDefinition(includesStandard: false)
    case .automatic, .standard: CatalogDefinition(includesStandard: true)
    case .texts(let texts): CatalogDefinition(includesStandard: false, texts: texts)
    }
  do throws(DiagnosticsError) {
    let preparation = try Preparation(definition, settings: settings, otherFileEndings: otherFileEndings)
    _ = try preparation.prepare(source)
    return preparation.warnings
  } catch {
    return error.diagnostics
  }
}

extension Statement {
  fileprivate var declaresEntity: Bool {
    if case .entity = kind { true } else { false }
  }
}
