import RapportValues

/// The written form of any value.
final class WrittenNode: UnaryNode {
  override func compute(_ operand: Operand, _ count: Int, missing: MissingFlags) throws -> Column {
    var texts = TextStorage()
    for row in 0..<(operand.isConstant ? 1 : count) {
      operand.column.appendText(at: row, to: &texts.bytes)
      texts.offsets.append(texts.bytes.count)
    }
    return Column(type: type, storage: .text(texts), missing: missing)
  }
}

/// The number that a text says: digits with or without a sign and a point, white space around them allowed.
final class ParsedNumberNode: UnaryNode {
  override func compute(_ operand: Operand, _ count: Int, missing: MissingFlags) throws -> Column {
    var builder = ColumnBuilder(type: type, capacity: count)
    let column = operand.column
    let texts = try column.textValues()
    for row in 0..<(operand.isConstant ? 1 : count) {
      let number = column.isMissing(row) ? nil : texts.withBytes(row, NumberText.parse)
      if let number { builder.append(number) } else { builder.appendMissing() }
    }
    return builder.finish()
  }
}

/// The ISO date that a text begins with.
final class ParsedDayNode: UnaryNode {
  override func compute(_ operand: Operand, _ count: Int, missing: MissingFlags) throws -> Column {
    var builder = ColumnBuilder(type: type, capacity: count)
    let column = operand.column
    let texts = try column.textValues()
    for row in 0..<(operand.isConstant ? 1 : count) {
      let day = column.isMissing(row) ? nil : texts.withBytes(row) { Day.parse($0.trimmed) }
      if let day { builder.append(day) } else { builder.appendMissing() }
    }
    return builder.finish()
  }
}
