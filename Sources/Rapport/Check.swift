import RapportCatalog
import RapportChanges
import RapportPlan
import RapportSyntax
import RapportValues

/// All problems of a script, a catalog or a map of an import, without a store; nothing is run.
///
/// What only data decides is unknown here (kept runs, the columns of a pivot); a note says what is not checked on
/// that account. `Session.check` checks everything.
///
/// - Parameters:
///   - otherFileEndings: as of `Session`.
///   - parameters: values for `$name` as text, as `Session.setParameter` takes them.
public func check(
  _ source: SourceText, catalog: CatalogSource = .automatic, settings: Settings = Settings(),
  otherFileEndings: Set<String> = [], parameters: [String: String] = [:]
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
    if Parse.isImportMap(source.text) { return ImportMapCheck.problems(of: source.text, try definition.catalog()) }
    let preparation = try Preparation(
      definition, settings: settings, otherFileEndings: otherFileEndings, givenValues: parameters)
    _ = try preparation.prepare(source)
    return preparation.warnings.withoutRepetitions
  } catch {
    return error.diagnostics.withoutRepetitions
  }
}

extension Session {
  /// All problems of a script, a catalog or a map of an import, against this store, kept runs and whatever else its
  /// data decides included. No statement is run, and nothing is declared.
  public func check(_ source: SourceText) -> [Diagnostic] {
    if Parse.isImportMap(source.text) { return ImportMapCheck.problems(of: source.text, catalog) }
    let preparation = Preparation(session: self, values: [:], context: Cancellation().context)
    do throws(DiagnosticsError) {
      _ = try preparation.prepare(source)
      return preparation.warnings.withoutRepetitions
    } catch {
      return error.diagnostics.withoutRepetitions
    }
  }
}

extension [Diagnostic] {
  /// What a binding is made of is met again wherever it is used.
  fileprivate var withoutRepetitions: [Diagnostic] {
    var seen: Set<Diagnostic> = []
    return filter { seen.insert($0).inserted }
  }
}

extension Statement {
  fileprivate var declaresEntity: Bool {
    if case .entity = kind { true } else { false }
  }
}
