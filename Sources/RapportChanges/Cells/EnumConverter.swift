import RapportCatalog
import RapportStore
import RapportSyntax
import RapportValues

/// Values of an enum under any of their names, or under those a map gives them.
final class EnumConverter: CellConverter {
  private struct Known {
    var spelling: [UInt8]
    var stored: StoredText
  }

  private let enumeration: Enumeration
  /// Folded names and what is stored for them.
  private var names: [String: StoredText] = [:]
  /// Spellings seen so far, to be compared byte by byte.
  private var seen: [Known] = []
  private static let mostSeen = 32

  init(_ enumeration: Enumeration, column: StoredColumn, mapped: [(value: String, text: String)]) {
    self.enumeration = enumeration
    super.init()
    for value in enumeration.values {
      let stored = StoredText(Self.stored(value.name, column))
      for name in [value.name] + value.labels.all { names[TextFold.fold(name)] = stored }
    }
    for (value, text) in mapped { names[TextFold.fold(text)] = StoredText(Self.stored(value, column)) }
  }

  private static func stored(_ value: String, _ column: StoredColumn) -> Value {
    guard case .mapped(let mappings) = column.encoding,
      let found = mappings.first(where: { $0.value == value })
    else {
      return .text(value)
    }
    return found.stored
  }

  override func convert(_ bytes: Bytes) throws(CellFault) -> BoundCell {
    for known in seen {
      let isSame = known.spelling.withUnsafeBufferPointer { $0.equals(bytes) }
      if isSame { return known.stored.cell }
    }
    guard let stored = names[TextFold.fold(bytes.string)] else {
      let near = Suggestions.closest(to: bytes.string, in: enumeration.values.map(\.name))
      let values = enumeration.values.map { ([$0.name] + $0.labels.all.prefix(1)).joined(separator: " ") }
      throw CellFault(
        .value, "\(Quoted.text(bytes)) is no value of \(enumeration.name)",
        help: near.map { ["did you mean `\($0)`?"] } ?? ["its values: " + values.joined(separator: ", ")])
    }
    if seen.count < Self.mostSeen { seen.append(Known(spelling: Array(bytes), stored: stored)) }
    return stored.cell
  }
}

/// A value that stays at its place as long as this object lives.
final class StoredText {
  private let scratch = Scratch()
  let cell: BoundCell

  init(_ value: Value) {
    switch value {
    case .integer(let number), .days(let number): cell = .integer(number)
    case .bool(let flag): cell = .integer(flag ? 1 : 0)
    case .float(let number): cell = .float(number)
    case .text(let text): cell = .text(scratch.take(Array(text.utf8)))
    default: cell = .missing
    }
  }
}
