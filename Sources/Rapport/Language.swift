import RapportCatalog
import RapportPlan
import RapportValues

/// A language for headings and for the values of enums. Queries understand the names of all of them.
public enum Language: String, Sendable, CaseIterable {
  /// The catalog's own names, whatever language the query was written in.
  case english = "en"
  case simplified = "zh-Hans"
  case traditional = "zh-Hant"

  /// The name of a thing that has others.
  ///
  /// - Parameter aliases: Simplified, then Traditional where it differs.
  public func choose(_ name: String, aliases: [String]) -> String {
    switch self {
    case .english: name
    case .simplified: aliases.first ?? name
    case .traditional: aliases.dropFirst().first ?? aliases.first ?? name
    }
  }
}

/// What a column and its values are called in other languages.
struct ColumnLabels: Sendable {
  var heading: Heading?
  /// Of the values of the column's enum, in their order.
  var values: [Labels]?

  init(heading: Heading?, type: ValueType, _ catalog: Catalog) {
    self.heading = heading
    guard case .enumeration(let type) = type.element, let known = catalog.enumeration(type.name), known.type == type
    else { return }
    values = known.values.map(\.labels)
  }

  func name(_ name: String, in language: Language) -> String {
    heading.map { language.choose($0.english, aliases: $0.labels.all) } ?? name
  }

  /// The enum with its values in the language; nil if they stay what they are.
  func values(of type: EnumType, in language: Language) -> EnumType? {
    guard language != .english, let values, values.count == type.names.count else { return nil }
    let names = zip(type.names, values).map { language.choose($0, aliases: $1.all) }
    return EnumType(name: type.name, names: names, isOrdered: type.isOrdered)
  }
}

extension ValueType {
  /// Of a list what it is a list of, else the type itself.
  fileprivate var element: ValueType { if case .list(let inner) = self { inner } else { self } }

  fileprivate func replacing(_ type: EnumType) -> ValueType {
    if case .list(let inner) = self { .list(inner.replacing(type)) } else { .enumeration(type) }
  }
}

extension Rows {
  /// The same rows with headings of plain fields and values of enums in a language. Columns that the query names keep
  /// those names.
  public func translated(to language: Language) -> Rows {
    var types: [EnumType?] = []
    // Two columns may not have one name: what the query named keeps it.
    var taken = Set(columns.filter { $0.labels?.heading == nil }.map(\.name))
    let translated = columns.map { column in
      var values: EnumType?
      if case .enumeration(let type) = column.type.element { values = column.labels?.values(of: type, in: language) }
      types.append(values)
      var name = column.labels?.name(column.name, in: language) ?? column.name
      if column.labels?.heading != nil, !taken.insert(name).inserted { name = column.name }
      return ResultColumn(
        name: name, type: values.map { column.type.replacing($0) } ?? column.type)
    }
    return Rows(TranslatedBatches(self, types), columns: translated, drawing: drawing)
  }
}

/// Batches whose enums have other names.
private final class TranslatedBatches: BatchSource {
  private let rows: Rows
  private let types: [EnumType?]

  init(_ rows: Rows, _ types: [EnumType?]) {
    self.rows = rows
    self.types = types
  }

  func next() throws(DiagnosticsError) -> Batch? {
    guard var batch = try rows.next() else { return nil }
    for (position, type) in types.enumerated() {
      if let type { batch.columns[position].rename(to: type) }
    }
    return batch
  }
}

extension Column {
  /// Takes over the names of another enum with as many values; stored values that no declaration names stay.
  fileprivate mutating func rename(to new: EnumType) {
    switch storage {
    case .list(let lists):
      var elements = lists.elements
      elements.rename(to: new)
      storage = .list(ListStorage(offsets: lists.offsets, elements: elements))
    case .int64(let indexes):
      if case .enumeration(let old) = type, indexes.contains(where: { $0 >= old.names.count }) {
        storage = .int64(indexes.map { $0 < old.names.count ? $0 : new.intern(old.text(at: $0)) })
      }
    case .float, .text: return
    }
    type = type.replacing(new)
  }
}
