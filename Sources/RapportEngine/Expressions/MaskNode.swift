import RapportValues

/// What a mask shows of texts, or of the texts of lists.
final class MaskNode: UnaryNode {
  private let form: MaskForm

  init(type: ValueType, _ operand: ExprNode, _ form: MaskForm) {
    self.form = form
    super.init(type: type, operand, cost: 60)
  }

  override func compute(_ operand: Operand, _ count: Int, missing: MissingFlags) throws -> Column {
    guard case .list(let lists) = operand.column.storage else {
      return Column(type: type, storage: .text(texts(of: operand.column)), missing: missing)
    }
    let elements = Column(type: .text, storage: .text(texts(of: lists.elements)), missing: lists.elements.missing)
    return Column(
      type: type, storage: .list(ListStorage(offsets: lists.offsets, elements: elements)), missing: missing)
  }

  private func texts(of column: Column) -> TextStorage {
    var result = TextStorage()
    for row in 0..<column.count {
      if !column.isMissing(row) {
        column.withBytes(row) { result.bytes.append(contentsOf: form.masked(String(decoding: $0, as: UTF8.self)).utf8) }
      }
      result.appendEmpty()
    }
    return result
  }
}
