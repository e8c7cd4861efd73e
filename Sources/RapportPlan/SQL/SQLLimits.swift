/// What a statement may at most be; the engine computes what does not fit.
package struct SQLLimits: Sendable {
  /// Levels of the tree of one condition or column.
  var depth: Int
  /// Placeholders of one statement.
  var bindings: Int
  /// Bytes of one statement.
  var length: Int
  /// Result columns of one statement.
  var columns: Int
}

/// What may still be added to a statement.
struct SQLRoom {
  private let depth: Int
  private var bindings: Int
  private var length: Int
  private var columns: Int

  init(in draft: SelectDraft, _ limits: SQLLimits) {
    depth = limits.depth
    (bindings, length) = (limits.bindings, limits.length)
    columns = limits.columns - draft.order.count
    for condition in draft.conditions { use(condition.sql) }
    for id in draft.order { if let column = draft.columns[id] { use(column.sql) } }
    if let source = draft.source { use(source.statement) }
  }

  private mutating func use(_ sql: SQL) {
    bindings -= sql.bindings.count
    length -= sql.text.utf8.count
  }

  /// Whether a condition fits, which then counts.
  mutating func takes(_ sql: SQL) -> Bool {
    guard sql.bindings.count <= bindings, sql.text.utf8.count <= length, sql.depth <= depth else { return false }
    use(sql)
    return true
  }

  /// Whether a result column fits, which then counts.
  mutating func takes(column sql: SQL) -> Bool {
    guard columns > 0, takes(sql) else { return false }
    columns -= 1
    return true
  }
}

extension SQL {
  /// At least the depth of the tree an engine reads this as: brackets and `CASE` are levels, and so is each further
  /// operand of a chain of `AND` or `OR`.
  var depth: Int {
    var groups = [Group()]
    let bytes = Array(text.utf8)
    for (index, byte) in bytes.enumerated() {
      switch byte {
      case UInt8(ascii: "("): groups.append(Group())
      case UInt8(ascii: ")"):
        guard groups.count > 1, let closed = groups.popLast() else { continue }
        groups[groups.count - 1].inside = max(groups[groups.count - 1].inside, closed.depth)
      case UInt8(ascii: " "), UInt8(ascii: "C"):
        let isLink = Self.links.contains { bytes[index...].starts(with: $0) }
        if isLink { groups[groups.count - 1].links += 1 }
      default: break
      }
    }
    return groups.reduce(0) { $0 + $1.depth }
  }

  private struct Group {
    var inside = 0
    var links = 0
    var depth: Int { inside + links + 1 }
  }

  private static let links = [Array(" AND ".utf8), Array(" OR ".utf8), Array("CASE ".utf8)]
}
