import RapportCatalog
import RapportSyntax
import RapportValues

/// A row of an entity that expressions can name: the pipeline's own row or one reached by to-one steps.
struct RowReference {
  var entity: Entity
  /// To-one steps from the pipeline's row, or from `origin`.
  var path: [ToOneStep]
  /// The pass that found a row by a computed key: where a tracked relation led on a day.
  var origin: AttachmentBuilder?

  /// Where the row stands in its pipeline.
  var place: RowPlace { RowPlace(origin: origin.map(ObjectIdentifier.init), path: path) }
}

struct RowPlace: Hashable {
  var origin: ObjectIdentifier?
  var path: [ToOneStep]
}

/// What bare words mean at one point of a pipeline; clauses change it as they go.
final class Scope {
  private(set) var pipeline: Pipeline
  /// Set while rows keep their entity's key.
  var row: RowReference?
  /// Columns by name: from `with`, `select … as`, groups and files. They win over fields of the same name.
  var named: [NamedColumn] = []
  /// Columns chosen by `select`; nil means the default ones.
  var shown: [NamedColumn]?
  /// Names hidden by `drop` while `shown` is nil.
  var hidden: Set<String> = []
  /// Columns made by `with`, and derived fields an `order by` or `top` mentions: shown after the default
  /// ones.
  var extra: [NamedColumn] = []
  /// Columns that a `pivot` made, one measure over all of them.
  var pivoted: Set<ColumnID> = []
  /// Only the data knows its columns, and there is none: what follows is not checked.
  var isUnknown = false
  /// Set between `group by` and the `select` that closes it.
  var pendingGroup: PendingGroup?

  /// The order asked for; empty means key order.
  var order: [SortKey] = []
  /// Whether the rows stand in `order` already.
  var isSorted = false
  /// Where the last `order by` stands, for the warning when it is discarded.
  var orderSpan: SourceSpan?
  /// Breaks ties and orders what nobody ordered; empty where there is no key.
  var tieBreak: [Expr] = []
  /// The day that the query looks back to, for what is shown.
  var horizon: Day?
  /// Passes over related rows that steps of this pipeline share.
  var attachments: [AttachmentKey: AttachmentBuilder] = [:]
  /// Definitions that were resolved for rows of this pipeline.
  var definitions: [DefinitionKey: SharedDefinition] = [:]

  init(pipeline: Pipeline, row: RowReference?) {
    self.pipeline = pipeline
    self.row = row
  }

  func column(named name: String) -> NamedColumn? {
    named.last { $0.name == name } ?? named.last { $0.heading?.isGiven == true && $0.heading?.labels.all.contains(name) == true }
  }

  /// Columns that windows over the rows computed.
  var windowColumns: Set<ColumnID> {
    var columns: Set<ColumnID> = []
    for case .window(let windows) in pipeline.steps { columns.formUnion(windows.map(\.id)) }
    for case .extend(let added) in pipeline.steps { columns.formUnion(added.map(\.id)) }
    return columns
  }

  /// Goes on with rows of the same entity in another pipeline.
  func move(to pipeline: Pipeline, row: RowReference) {
    self.pipeline = pipeline
    self.row = row
    named = []
    order = []
    isSorted = false
    attachments = [:]
    definitions = [:]
  }

  /// Goes on with the rows of another pipeline, in their order.
  func replace(_ pipeline: Pipeline, columns: [NamedColumn]) {
    self.pipeline = pipeline
    replaceRow(by: columns, order: [])
    isSorted = true
  }

  /// Later steps see only these columns: after groups, `distinct` and files there is no entity row.
  func replaceRow(by columns: [NamedColumn], order tieBreak: [Expr]) {
    row = nil
    named = columns
    shown = columns
    hidden = []
    extra = []
    pivoted = []
    pendingGroup = nil
    order = []
    isSorted = false
    orderSpan = nil
    self.tieBreak = tieBreak
    attachments = [:]
    definitions = [:]
  }
}

/// `group by K, …` waiting for its `select`.
struct PendingGroup {
  var items: [SelectItem]
  var fill: Bool
  var span: SourceSpan
}

/// Identifies a pass over other rows: the outer row and what is passed over.
struct AttachmentKey: Hashable {
  enum Pass: Hashable {
    /// Rows behind to-many relations.
    case related([String])
    /// The changes of a tracked field.
    case changes(String)
    /// The row that a tracked relation led to on a day.
    case row(String, Day)
  }
  var outer: RowPlace
  var pass: Pass
}

/// A column with the name it has in the query.
struct NamedColumn {
  var name: String
  var id: ColumnID
  var type: ValueType
  /// Its names in other languages, if the query did not name it.
  var heading: Heading?

  var expr: Expr { .column(id, type) }
}
