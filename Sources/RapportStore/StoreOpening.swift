import RapportCatalog

/// Opens and creates stores.
enum StoreOpening {
  static func openForeign(
    _ opened: StoreFile, catalog: Catalog, smallestDivided: Int64 = Store.worthDividing
  ) throws -> (store: Store, problems: [SchemaProblem]) {
    let file = opened.path
    // SQLite looks into views to name their columns, so the first look needs them open.
    let first = try opened.opened(.foreign(views: true))
    let schema = try DatabaseSchema.read(first)
    let problems = CatalogCheck.problems(of: catalog, in: schema)
    if problems.contains(where: { !$0.isWarning }) { throw SchemaMismatch(problems: problems) }
    let usesViews = catalog.entities.contains { schema.table($0.table)?.kind == .view }
    let pool = ConnectionPool(
      file, role: .foreign(views: usesViews), first: usesViews ? first : nil)
    let store = Store(
      pool: pool, catalog: CatalogBinding.bind(catalog, to: schema), isOwn: false,
      isImmutable: first.isImmutable, smallestDivided: smallestDivided)
    return (store, problems)
  }

  static func openOwn(
    _ opened: StoreFile, catalog: Catalog, schema: StoreSchema, checksCatalog: Bool
  ) throws -> Store {
    let file = opened.path
    var first = try opened.opened(.reader)
    let version = try Migrations.version(of: first)
    if version > schema.version { throw newer(file.shown) }
    if version < schema.version {
      try Migrations.run(schema, from: version, on: ConnectionOpening.open(file, .writer))
      first = try ConnectionOpening.open(file, .reader)
    }
    var catalog = catalog
    if checksCatalog {
      let tables = try DatabaseSchema.read(first)
      let problems = CatalogCheck.problems(of: catalog, in: tables)
      if problems.contains(where: { !$0.isWarning }) { throw SchemaMismatch(problems: problems) }
      catalog = CatalogBinding.bind(catalog, to: tables)
    }
    return Store(
      pool: ConnectionPool(file, role: .reader, first: first), catalog: catalog, isOwn: true,
      isImmutable: first.isImmutable)
  }

  private static func newer(_ path: String) -> StoreError {
    StoreError(
      .version, "`\(path)` was written by a newer version of Rapport", help: ["update Rapport to open it"])
  }

  /// Makes the file, readable by its owner only, which appears under its name when it is a store; a failure leaves no
  /// file behind.
  static func create(_ path: String, schema: StoreSchema) throws {
    try DatabasePath.free(path).filling { file in
      let writer = try ConnectionOpening.open(file, .writer)
      try writer.execute("PRAGMA journal_mode=WAL")
      try Migrations.run(schema, from: 0, on: writer)
    }
  }

  /// The same, with what the body writes; it holds a lock of its own and needs no journal on the disk.
  static func create<Result>(
    _ path: String, schema: StoreSchema, filling body: (Connection) throws -> Result
  ) throws -> Result {
    try DatabasePath.free(path).filling { file in
      let writer = try ConnectionOpening.open(file, .writer)
      try Migrations.run(schema, from: 0, on: writer)
      // Until it has its name nobody else knows the file, and a failure throws it away.
      try writer.execute("PRAGMA journal_mode=MEMORY; PRAGMA synchronous=OFF")
      let result = try body(writer)
      try writer.execute("PRAGMA journal_mode=WAL")
      return result
    }
  }
}
