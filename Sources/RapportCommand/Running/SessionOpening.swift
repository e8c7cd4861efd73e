import Rapport

/// Opens the store and session that the options ask for.
enum SessionOpening {
  static func open(_ options: QueryOptions) throws(DiagnosticsError) -> Session {
    guard let path = options.store ?? Terminal.chosen("RAPPORT_STORE") else {
      throw DiagnosticsError(
        .usage,
        Diagnostic(
          code: "R0700", "no store is given", at: nil,
          help: [
            "name one: `rapport STORE -c QUERY`, or set RAPPORT_STORE",
            "`rapport demo demo.db` makes one to try",
          ]))
    }
    let session = Session(try store(path, catalogs: options.catalogs), settings: settings(options))
    session.otherFileEndings = ResultFile.otherEndings
    session.cacheFolder = UserFiles.cache
    for (name, value) in options.parameters { session.setParameter(name, to: value) }
    session.archive = archive(for: session, keepIn: options.keepIn)
    return session
  }

  /// Where runs of lists are kept: where the options say, in the store itself, or in the state folder.
  static func archive(for session: Session, keepIn path: String?) -> ListArchive? {
    if let path { return ListArchive(path: path) }
    return session.archive ?? StateFolder.keptRuns(of: session.store.path).map { ListArchive(path: $0) }
  }

  static func store(_ path: String, catalogs: [String]) throws(DiagnosticsError) -> Store {
    try Store(path, catalog: try catalog(catalogs))
  }

  /// The catalog that files describe; without any, the store's own.
  static func catalog(_ paths: [String]) throws(DiagnosticsError) -> CatalogSource {
    var paths = paths
    if paths.isEmpty, let path = Terminal.chosen("RAPPORT_CATALOG") { paths = [path] }
    if paths.isEmpty { return .automatic }
    var texts: [SourceText] = []
    for path in paths { texts.append(try SourceText.file(path)) }
    return .texts(texts)
  }

  private static func settings(_ options: QueryOptions) -> Settings {
    Settings(
      today: options.today, asOf: options.asOf, weekStart: options.weekStart ?? 1,
      fiscalYearStart: options.fiscalYearStart ?? 1,
      personalData: options.reveals ? .revealed(purpose: options.purpose) : .masked)
  }
}
