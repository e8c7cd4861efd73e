import RapportPlan
import RapportValues

/// Turns expressions over a layout into nodes that evaluate batches.
struct ExprCompiler {
  let layout: Layout
  let context: ExecutionContext
  /// Runs a relation and groups its rows by these columns, for membership in it.
  let loadTable: (Rel, [ColumnID], [ValueType]) throws -> GroupTable
  /// Runs the relation of a lookup by day.
  let loadDated: (DatedLookup) throws -> DatedTable

  /// Deeper expressions are refused; texts cannot nest that deep by themselves.
  static let depthLimit = 1_000

  func compile(_ expr: Expr) throws -> ExprNode { try compile(expr, depth: 0) }

  func compile(_ expr: Expr, depth: Int) throws -> ExprNode {
    guard depth < ExprCompiler.depthLimit else {
      throw EvaluationError(
        code: "R0503", message: "an expression is nested more than \(ExprCompiler.depthLimit) deep")
    }
    switch expr {
    case .column(let id, let type):
      return ColumnNode(type: type, position: try layout.position(of: id))
    case .literal(let value, let type):
      return ConstantNode(value, type: type)
    case .apply(.and, let operands, _):
      return AndNode(try flatten(operands, .and, depth))
    case .apply(.or, let operands, _):
      return OrNode(try flatten(operands, .or, depth))
    case .apply(let operation, let operands, let type):
      let nodes = try operands.map { try compile($0, depth: depth + 1) }
      let node = try apply(operation, nodes, type)
      node.origin = expr
      return folded(node)
    case .when(let branches, let otherwise, let type):
      return WhenNode(
        type: type,
        branches: try branches.map {
          WhenNode.Branch(
            condition: try compile($0.condition, depth: depth + 1),
            value: try converted(compile($0.value, depth: depth + 1), to: type))
        }, otherwise: try otherwise.map { try converted(compile($0, depth: depth + 1), to: type) })
    case .inValues(let operand, let values, let exact):
      return try member(of: values, compile(operand, depth: depth + 1), exact: exact)
    case .inRelation(let keys, let rel, let columns):
      return try member(of: rel, columns, keys.map { try compile($0, depth: depth + 1) })
    case .dated(let lookup):
      let loadDated = loadDated
      return DatedLookupNode(
        type: lookup.type, key: try converted(compile(lookup.key, depth: depth + 1), to: .code),
        day: try converted(compile(lookup.day, depth: depth + 1), to: .day)
      ) { try loadDated(lookup) }
    }
  }

  /// The operands of a chain of one logical operation, however deep its tree leans to one side.
  private func flatten(_ operands: [Expr], _ operation: Operation, _ depth: Int) throws -> [ExprNode] {
    var pending = Array(operands.reversed())
    var nodes: [ExprNode] = []
    while let next = pending.popLast() {
      if case .apply(operation, let inner, _) = next {
        pending.append(contentsOf: inner.reversed())
      } else {
        nodes.append(try compile(next, depth: depth + 1))
      }
    }
    return nodes
  }

  /// Computes a node over constants once; what fails is left to fail when it runs.
  private func folded(_ node: ExprNode) -> ExprNode {
    guard node.inputs.isEmpty, !(node is RelationMemberNode), !(node is DatedLookupNode), node.constant == nil,
      let row = try? node.column(Batch(columns: [], count: 1)), row.count == 1
    else { return node }
    return ConstantNode(row, type: node.type)
  }

  // MARK: - Membership

  private func member(of values: [Value], _ operand: ExprNode, exact: Bool) throws -> ExprNode {
    switch operand.type.storageKind {
    case .int64:
      return IntegerMemberNode(operand, members: Set(values.compactMap { operand.type.exactly($0) }))
    case .float:
      return FloatMemberNode(operand, members: Set(values.compactMap(\.toDouble)))
    case .text:
      let texts = values.compactMap { if case .text(let text) = $0 { text } else { nil } }
      return TextMemberNode(operand, members: texts, isFolded: operand.type == .text && !exact)
    case .list:
      let candidates = values.map { ConstantNode($0, type: operand.type) }
      return OrNode(candidates.map { CompareListsNode(.equal, operand, $0) })
    }
  }

  private func member(of rel: Rel, _ columns: [ColumnID], _ keys: [ExprNode]) throws -> ExprNode {
    let inner = Layout(rel.columns)
    guard keys.count == columns.count else {
      throw EvaluationError.mismatch("a key and the relation it is looked up in differ in width")
    }
    var types: [ValueType] = []
    var outer: [ExprNode] = []
    for (key, id) in zip(keys, columns) {
      let type = commonType(key.type, inner.columns[try inner.position(of: id)].type)
      types.append(type)
      outer.append(try converted(key, to: type))
    }
    let loadTable = loadTable
    return RelationMemberNode(outer) { try loadTable(rel, columns, types) }
  }
}

extension ValueType {
  /// The stored integer of a constant that a value of this type can equal; nil if none can.
  func exactly(_ value: Value) -> Int64? {
    if case .decimal(let scale, _) = self {
      guard let number = value.exactNumber, let fitted = number.rescaled(to: scale),
        fitted.order(against: number) == 0
      else { return nil }
      return Int64(exactly: fitted.unscaled)
    }
    if case .enumeration(let names) = self, case .text(let name) = value { return names.intern(name) }
    return stored(value)
  }
}
