import RapportPlan
import RapportValues

extension Builder {
  /// Reads and groups a relation when called; given a table, only the groups it has.
  typealias Grouping = (_ only: GroupTable?) throws -> Grouper

  func grouping(
    of input: Rel, keys: [Expr], keyTypes: [ValueType], _ aggregates: [Aggregate], _ depth: Int
  ) throws -> Grouping {
    guard input.leafSource?.keyed != nil else {
      return try wholeGrouping(of: input, keys: keys, keyTypes: keyTypes, aggregates, depth)
    }
    let check = context.check
    // Which statement is opened depends on the keys asked for.
    return { table in
      guard let table, let few = try input.limited(to: table, by: keys, keyTypes) else {
        return try wholeGrouping(of: input, keys: keys, keyTypes: keyTypes, aggregates, depth)(table)
      }
      let nodes = try groupingNodes(of: few, keys: keys, keyTypes: keyTypes, aggregates)
      let grouper = try Grouper(nodes, only: table, check: check)
      try grouper.read(try open(few, depth: depth))
      return grouper
    }
  }

  private func wholeGrouping(
    of input: Rel, keys: [Expr], keyTypes: [ValueType], _ aggregates: [Aggregate], _ depth: Int
  ) throws -> Grouping {
    let check = context.check
    let parts = try self.parts(of: input, limit: context.threads)
    if parts.count > 1 {
      let reader = undivided
      let grouping = ParallelGrouping(parts: parts) { part, table, shouldStop in
        let nodes = try reader.groupingNodes(of: part, keys: keys, keyTypes: keyTypes, aggregates)
        let grouper = try Grouper(nodes, only: table, check: check)
        try grouper.read(try reader.open(part, depth: 0), until: shouldStop)
        return grouper
      }
      return { try grouping.run(only: $0) }
    }
    let nodes = try groupingNodes(of: input, keys: keys, keyTypes: keyTypes, aggregates)
    let stream = try eager.open(input, depth: depth)
    return { table in
      let grouper = try Grouper(nodes, only: table, check: check)
      try grouper.read(stream)
      return grouper
    }
  }

  private func groupingNodes(
    of input: Rel, keys: [Expr], keyTypes: [ValueType], _ aggregates: [Aggregate]
  ) throws -> GroupingNodes {
    let compiler = compiler(Layout(input.columns))
    return GroupingNodes(
      keys: try zip(keys, keyTypes).map { try compiler.converted(compiler.compile($0), to: $1) },
      keyTypes: keyTypes, aggregates: try aggregates.map { try CompiledAggregate($0, compiler) })
  }

  func attach(_ input: Rel, _ attachment: Attachment, _ depth: Int) throws -> any BatchStream {
    let outer = compiler(Layout(input.columns))
    let inner = Layout(attachment.inner.columns)
    var outerKeys: [ExprNode] = []
    var innerKeys: [Expr] = []
    var types: [ValueType] = []
    for key in attachment.keys {
      let innerType = inner.columns[try inner.position(of: key.inner)].type
      let type = outer.commonType(key.outer.type, innerType)
      outerKeys.append(try outer.converted(outer.compile(key.outer), to: type))
      innerKeys.append(.column(key.inner, innerType))
      types.append(type)
    }
    let stream = try open(input, depth: depth + 1)
    // Streams over parts of one input share the groups, which are read by several threads once.
    if !divides, attachment.isLookup {
      let (whole, keys, keyTypes) = (self.whole, innerKeys, types)
      return AttachStream(stream, keys: outerKeys, areShared: true, check: context.check) { _ in
        try whole.tables.groups(of: attachment) {
          try AttachedGroups(
            whole.grouping(of: attachment.inner, keys: keys, keyTypes: keyTypes, attachment.aggregates, 1)(nil))
        }
      }
    }
    let group = try grouping(
      of: attachment.inner, keys: innerKeys, keyTypes: types, attachment.aggregates, depth + 1)
    return AttachStream(stream, keys: outerKeys, check: context.check) { try AttachedGroups(group($0)) }
  }

  /// The distinct keys of a relation, for membership in it.
  func table(of rel: Rel, _ columns: [ColumnID], _ types: [ValueType]) throws -> GroupTable {
    let layout = Layout(rel.columns)
    let keys = try columns.map { Expr.column($0, layout.columns[try layout.position(of: $0)].type) }
    return try tables.table(of: rel, columns, types) {
      try grouping(of: rel, keys: keys, keyTypes: types, [], 1)(nil).table
    }
  }

  /// The rows of a lookup by day, read once per run.
  func dated(_ lookup: DatedLookup) throws -> DatedTable {
    let layout = Layout(lookup.relation.columns)
    let (key, day) = (try layout.position(of: lookup.keyColumn), try layout.position(of: lookup.dayColumn))
    let value = try layout.position(of: lookup.valueColumn)
    let columns = [lookup.keyColumn, lookup.dayColumn, lookup.valueColumn]
    return try tables.dated(lookup.relation, columns) {
      let rows = try materialize(
        undivided.open(lookup.relation, depth: 1), types: lookup.relation.types, check: context.check)
      return DatedTable(rows, key: key, day: day, value: value)
    }
  }

  func window(_ input: Rel, _ windows: [Window], _ depth: Int) throws -> any BatchStream {
    let compiler = compiler(Layout(input.columns))
    let compiled = try windows.map { window in
      var argument = try window.argument.map { try compiler.compile($0) }
      var aggregate: CompiledAggregate?
      if case .aggregate(let function, let distinct) = window.function {
        aggregate = try CompiledAggregate(
          Aggregate(
            id: window.id, function: function, argument: window.argument, distinct: distinct,
            type: window.type), compiler)
      } else if case .running = window.function, let node = argument {
        argument = try compiler.converted(node, to: window.type)
      }
      return WindowStream.Compiled(
        id: window.id, function: window.function, argument: argument,
        per: try window.per.map { try compiler.compile($0) },
        type: window.type, aggregate: aggregate)
    }
    return WindowStream(try eager.open(input, depth: depth + 1), types: input.types, windows: compiled,
      check: context.check)
  }

  func fill(_ input: Rel, _ fill: Fill, _ depth: Int) throws -> any BatchStream {
    let layout = Layout(input.columns)
    var defaults: [Int: Value] = [:]
    for item in fill.defaults { defaults[try layout.position(of: item.id)] = item.value }
    let positions = FillStream.Positions(
      key: try layout.position(of: fill.key), others: try fill.others.map { try layout.position(of: $0) },
      defaults: defaults)
    return FillStream(try eager.open(input, depth: depth + 1), types: input.types, positions: positions,
      check: context.check)
  }

  func combine(
    _ kind: SetKind, _ left: Rel, _ right: Rel, _ combination: Combination, _ depth: Int
  ) throws -> any BatchStream {
    let (leftLayout, rightLayout) = (Layout(left.columns), Layout(right.columns))
    let (leftSide, rightSide) = (compiler(leftLayout), compiler(rightLayout))
    func node(_ id: ColumnID, _ compiler: ExprCompiler, as type: ValueType?) throws -> ExprNode {
      let source = compiler.layout.columns[try compiler.layout.position(of: id)].type
      let node = try compiler.compile(.column(id, source))
      return try type.map { try compiler.converted(node, to: $0) } ?? node
    }
    guard !combination.match.isEmpty else {
      throw EvaluationError.mismatch("`\(kind.rawValue)` without columns to match by")
    }
    var leftKeys: [ExprNode] = []
    var rightKeys: [ExprNode] = []
    for pair in combination.match {
      let (a, b) = (try node(pair.left, leftSide, as: nil), try node(pair.right, rightSide, as: nil))
      let type = leftSide.commonType(a.type, b.type)
      leftKeys.append(try leftSide.converted(a, to: type))
      rightKeys.append(try rightSide.converted(b, to: type))
    }
    let leftColumns = try combination.columns.map { try node($0.left, leftSide, as: $0.type) }
    let rightColumns = try combination.columns.map { merged -> ExprNode in
      guard kind == .union, let id = merged.right else { return ConstantNode(.missing, type: merged.type) }
      return try node(id, rightSide, as: merged.type)
    }
    return try CombineStream(
      kind, check: context.check,
      left: CombineStream.Side(
        rows: try open(left, depth: depth + 1), keys: leftKeys, columns: leftColumns),
      right: CombineStream.Side(
        rows: try open(right, depth: depth + 1), keys: rightKeys, columns: rightColumns))
  }
}

extension Rel {
  /// The same rows as far as they belong to the groups of a table, found by their key; nil if they are not searched.
  fileprivate func limited(to table: GroupTable, by keys: [Expr], _ types: [ValueType]) throws -> Rel? {
    guard let query = leafSource, let keyed = query.keyed, keys.count == 1, types.count == 1,
      keys[0] == .column(keyed.key, types[0]), table.count <= keyed.mostKeys,
      let column = try table.keyColumns().first
    else { return nil }
    let values = (0..<table.count).map { column.value(at: $0) }.filter { $0 != .missing }
    return query.limited(to: values).map(replacingSource)
  }
}
