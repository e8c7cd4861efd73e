import RapportPlan
import RapportValues

extension ExprCompiler {
  func text(_ operation: Operation, _ operands: Operands, _ type: ValueType) throws -> ExprNode {
    switch operation {
    case .lower: return TextMapNode(type: type, try operands.text(0)) { TextFunctions.lower($0, &$1) }
    case .upper: return TextMapNode(type: type, try operands.text(0)) { TextFunctions.upper($0, &$1) }
    case .trim: return TextMapNode(type: type, try operands.text(0)) { TextFunctions.trim($0, &$1) }
    case .length: return TextLengthNode(type: type, try operands.text(0), cost: 10)
    case .substring: return try substring(operands, type)
    case .replace:
      let nodes = [try operands.text(0), try operands.text(1), try operands.text(2)]
      return TextRowNode(type: type, nodes) { columns, row, result in
        columns[0].withBytes(row) { text in
          columns[1].withBytes(row) { old in
            columns[2].withBytes(row) { new in TextFunctions.replace(text, old, new, &result) }
          }
        }
      }
    case .written: return WrittenNode(type: type, try operands[0], cost: 30)
    case .parsedNumber: return ParsedNumberNode(type: type, try operands.text(0), cost: 60)
    case .parsedDay: return ParsedDayNode(type: type, try operands.text(0), cost: 30)
    default:
      let nodes = try operands.nodes.indices.map { try operands.text($0) }
      return TextRowNode(type: type, nodes) { columns, row, result in
        for column in columns { column.withBytes(row) { result.append(contentsOf: $0) } }
      }
    }
  }

  private func substring(_ operands: Operands, _ type: ValueType) throws -> ExprNode {
    var nodes = [try operands.text(0), try converted(operands[1], to: .integer)]
    let hasLength = operands.nodes.count > 2
    if hasLength { nodes.append(try converted(operands[2], to: .integer)) }
    return TextRowNode(type: type, nodes) { columns, row, result in
      guard case .int64(let starts) = columns[1].storage else { return }
      var length: Int64?
      if hasLength, case .int64(let lengths) = columns[2].storage { length = lengths[row] }
      columns[0].withBytes(row) {
        TextFunctions.substring($0, start: starts[row], length: length, &result)
      }
    }
  }
}
