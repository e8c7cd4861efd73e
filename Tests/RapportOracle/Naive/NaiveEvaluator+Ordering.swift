import RapportPlan
import RapportValues

extension NaiveEvaluator {
  /// Stable insertion by the keys; missing last both ways.
  func sorted(_ rows: [NaiveRow], _ keys: [SortKey]) throws -> [NaiveRow] {
    if keys.isEmpty { return rows }
    let keyed = try rows.enumerated().map { position, row in
      (position: position, row: row, keys: try keys.map { try value($0.value, row) })
    }
    return try keyed.sorted { left, right in
      let order = try order(left.keys, right.keys, keys)
      return order != 0 ? order < 0 : left.position < right.position
    }.map(\.row)
  }

  private func order(_ left: [Value], _ right: [Value], _ keys: [SortKey]) throws -> Int {
    for (position, key) in keys.enumerated() {
      switch (left[position], right[position]) {
      case (.missing, .missing): continue
      case (.missing, _): return 1
      case (_, .missing): return -1
      case (let a, let b):
        let result = try NaiveValue.order(a, b, key.value.type)
        // Values without a rank stay behind the others both ways, like missing ones.
        let isRanked = NaiveValue.hasRank(a, key.value.type) && NaiveValue.hasRank(b, key.value.type)
        if result != 0 { return key.descending && isRanked ? -result : result }
      }
    }
    return 0
  }

  func top(_ rows: [NaiveRow], count: Int, keys: [SortKey], per: [Expr]) throws -> [NaiveRow] {
    let ordered = try sorted(rows, per.map { SortKey(value: $0) } + keys)
    return try grouped(ordered, by: per).flatMap { $0.rows.prefix(max(0, count)) }
  }

  /// Adds columns over the input's partitions, keeping its order.
  func window(_ rows: [NaiveRow], _ windows: [Window]) throws -> [NaiveRow] {
    var rows = rows
    for window in windows {
      let keys = try rows.map { row in try window.per.map { try value($0, row) } }
      let arguments = try rows.map { row in try window.argument.map { try value($0, row) } }
      var results: [Value] = []
      for position in rows.indices {
        let partition = try rows.indices.filter { try NaiveValue.same(keys[$0], keys[position]) }
        let place = partition.firstIndex(of: position) ?? 0
        let result = try compute(window, partition.map { arguments[$0] ?? .integer(1) }, at: place)
        results.append(try NaiveValue.conform(result, window.type))
      }
      for position in rows.indices { rows[position][window.id] = results[position] }
    }
    return rows
  }

  /// A window function for the row at `place` of its partition.
  private func compute(_ window: Window, _ values: [Value], at place: Int) throws -> Value {
    let type = window.argument?.type ?? .integer
    let own = values[place]
    switch window.function {
    case .rank:
      if own == .missing { return .missing }
      let larger = try values.filter { try $0 != .missing && NaiveValue.order($0, own, type) > 0 }
      return .integer(Int64(larger.count + 1))
    case .share:
      guard let number = NaiveValue.number(own) else { return .missing }
      let all = try reduce(.sum, values.filter { $0 != .missing }, type, type)
      guard let sum = NaiveValue.number(all)?.double, sum != 0 else { return .missing }
      return .float(number.double / sum)
    case .running:
      return try reduce(.sum, values[...place].filter { $0 != .missing }, type, window.type)
    case .previous: return place == 0 ? .missing : values[place - 1]
    case .ntile(let buckets): return try ntile(buckets, values, type, at: place)
    case .cumulativeShare:
      guard let own = amount(own) else { return .missing }
      let all = values.compactMap(amount)
      let sum = all.reduce(0, +)
      // Equal amounts count in the order of the rows.
      let before = zip(values.indices, values).reduce(0.0) { total, row in
        guard let other = amount(row.1), other > own || other == own && row.0 < place else { return total }
        return total + other
      }
      return sum > 0 ? .float((before + own) / sum) : .missing
    case .tier(let cuts, let ofRows): return tier(cuts, ofRows: ofRows, values, window.type, at: place)
    case .score(let bins, let smallIsBest):
      guard let own = NaiveValue.number(own)?.double else { return .missing }
      let sorted = values.compactMap { NaiveValue.number($0)?.double }.sorted()
      let below = (1..<bins).filter { bin in
        let position = Double((sorted.count - 1) * bin) / Double(bins)
        let (low, part) = (sorted[Int(position)], position - position.rounded(.down))
        let high = sorted[min(Int(position) + 1, sorted.count - 1)]
        return own >= low + (high - low) * part + 1
      }.count
      return .integer(Int64(smallIsBest ? bins - below : below + 1))
    case .aggregate(let function, let distinct):
      var known = values.filter { function == .any || function == .every || $0 != .missing }
      if distinct { known = try unique(known) }
      return try reduce(function, known, type, window.type)
    }
  }

  /// An amount as a class counts it.
  private func amount(_ value: Value) -> Double? { NaiveValue.number(value).map { max(0, $0.double) } }

  /// The class of a row: what all rows with larger amounts hold decides.
  private func tier(_ cuts: [Double], ofRows: Bool, _ values: [Value], _ type: ValueType, at place: Int) -> Value {
    guard let own = amount(values[place]), case .enumeration(let classes) = type else { return .missing }
    let all = values.compactMap(amount)
    let (larger, sum) = (all.filter { $0 > own }, all.reduce(0, +))
    if !ofRows, sum <= 0 { return .missing }
    let before = ofRows ? Double(larger.count) / Double(all.count) : larger.reduce(0, +) / sum
    let passed = cuts.filter { before >= $0 - 1e-12 }.count
    return .text(classes.names[classes.names.count - 1 - passed])
  }

  /// Buckets of nearly equal size over the known values, largest first; the first ones take the remainder.
  private func ntile(_ buckets: Int, _ values: [Value], _ type: ValueType, at place: Int) throws -> Value {
    guard buckets > 0, values[place] != .missing else { return .missing }
    let ranked = try values.indices.filter { values[$0] != .missing }.sorted { a, b in
      let order = try NaiveValue.order(values[a], values[b], type)
      return order != 0 ? order > 0 : a < b
    }
    guard let position = ranked.firstIndex(of: place) else { return .missing }
    let sizes = (0..<buckets).map { ranked.count / buckets + ($0 < ranked.count % buckets ? 1 : 0) }
    var end = 0
    for (bucket, size) in sizes.enumerated() {
      end += size
      if position < end { return .integer(Int64(bucket + 1)) }
    }
    return .missing
  }
}
