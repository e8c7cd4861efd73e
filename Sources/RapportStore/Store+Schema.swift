package import RapportCatalog

extension Store {
  /// Whether a database is a store of our own, of any version.
  package static func isOwn(_ path: String) throws -> Bool {
    try StoreFile(path).isOwn
  }

  /// Makes a new store of our own under a name that is free.
  package static func create(_ path: String, schema: StoreSchema) throws {
    try StoreOpening.create(path, schema: schema)
  }

  /// The same, with what the body writes into it; if that fails no store is made.
  package static func create<Result>(
    _ path: String, schema: StoreSchema, filling body: (Connection) throws -> Result
  ) throws -> Result {
    try StoreOpening.create(path, schema: schema, filling: body)
  }

  /// As `openForeign`, also handing out what is doubtful about the catalog.
  package static func openForeignReporting(
    _ file: StoreFile, catalog: Catalog
  ) throws -> (store: Store, warnings: [SchemaProblem]) {
    let opened = try StoreOpening.openForeign(file, catalog: catalog)
    return (opened.store, opened.problems)
  }

  /// The tables and views that are there.
  package func schema() throws -> DatabaseSchema { try pool.use { try DatabaseSchema.read($0) } }

  /// Whether the catalog fits the database: missing tables (R0401) and columns (R0402), doubtful keys
  /// (R0415).
  package func problems(of catalog: Catalog) throws -> [SchemaProblem] {
    CatalogCheck.problems(of: catalog, in: try schema())
  }

  /// The catalog with what only the database knows: columns that are never missing, types of keys.
  package func bound(_ catalog: Catalog) throws -> Catalog {
    let schema = try schema()
    let problems = CatalogCheck.problems(of: catalog, in: schema)
    if problems.contains(where: { !$0.isWarning }) { throw SchemaMismatch(problems: problems) }
    return CatalogBinding.bind(catalog, to: schema)
  }

  /// What SQLite finds wrong with the file's structure; empty if nothing.
  package func quickCheck() throws -> [String] {
    try pool.use { connection in
      try connection.rows("PRAGMA quick_check(20)") { $0.text(0) ?? "" }.filter { $0 != "ok" }
    }
  }
}
