import Synchronization

/// The values of an enum in order, and a place for stored values the catalog does not name.
///
/// A column of an enum stores indexes. Indexes below `names.count` are the declared values; a stored
/// value that no declaration names is interned behind them, so that it is shown, never lost. It has
/// no rank: it equals only itself and sorts after the declared values.
public final class EnumType: Hashable, Sendable {
  public let name: String
  /// Declared value names, in rank order.
  public let names: [String]
  /// Whether `<` and `>` compare by rank.
  public let isOrdered: Bool

  private struct Unknown {
    var texts: [String] = []
    var indexes: [String: Int64] = [:]
  }
  private let indexes: [String: Int64]
  private let unknown = Mutex(Unknown())

  public init(name: String, names: [String], isOrdered: Bool) {
    self.name = name
    self.names = names
    self.isOrdered = isOrdered
    self.indexes = Dictionary(
      names.enumerated().map { ($1, Int64($0)) }, uniquingKeysWith: { first, _ in first })
  }

  /// The index of a declared value.
  public func index(of name: String) -> Int64? { indexes[name] }

  /// The index of a value as stored, interning it if the catalog does not declare it.
  package func intern(_ stored: String) -> Int64 {
    if let known = indexes[stored] { return known }
    return unknown.withLock { table in
      if let seen = table.indexes[stored] { return seen }
      let index = Int64(names.count + table.texts.count)
      table.texts.append(stored)
      table.indexes[stored] = index
      return index
    }
  }

  /// The name at an index, declared or interned.
  public func text(at index: Int64) -> String {
    let position = Int(index)
    if names.indices.contains(position) { return names[position] }
    return unknown.withLock { table in
      let rest = position - names.count
      return table.texts.indices.contains(rest) ? table.texts[rest] : ""
    }
  }

  public static func == (left: EnumType, right: EnumType) -> Bool { left === right }
  public func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(self)) }
}
