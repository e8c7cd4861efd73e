package import RapportPlan
package import RapportValues

/// Runs relations: sources come from a provider, everything else happens here, batch by batch.
package struct Engine: Sendable {
  package let scans: any ScanProvider
  package let context: ExecutionContext

  package init(scans: any ScanProvider, context: ExecutionContext = ExecutionContext()) {
    self.scans = scans
    self.context = context
  }

  /// The rows of a relation, with its columns in the order of `rel.columns`. Work begins with the first
  /// batch.
  package func run(_ rel: Rel) throws -> any BatchStream {
    try Builder(engine: self, measures: context.statistics != nil).open(rel, depth: 0)
  }

  /// All rows at once.
  package func collect(_ rel: Rel) throws -> Batch {
    try materialize(run(rel), types: rel.columns.map(\.type), check: context.check)
  }

  /// The value of an expression that reads no column.
  package func evaluate(_ expr: Expr) throws -> Value {
    let compiler = Builder(engine: self, measures: false).compiler(Layout([]))
    return try compiler.compile(expr).column(Batch(columns: [], count: 1)).value(at: 0)
  }
}
