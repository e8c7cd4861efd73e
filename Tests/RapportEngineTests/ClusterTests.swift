import RapportEngine
import RapportPlan
import RapportValues
import Testing

@Suite("k-means over rows")
struct ClusterTests {
  /// Rows with their group and distance.
  private func clustered(
    _ rows: [[Value]], k: Int, seed: UInt64 = 1, logarithms: Bool = false
  ) throws -> [(row: [Value], cluster: Value, distance: Value)] {
    let table = Table([.integer, .float, .decimal(1)], rows)
    let outputs = [
      TypedColumn(id: ColumnID(100), type: .integer), TypedColumn(id: ColumnID(101), type: .float),
    ]
    let how = Analysis.Clustering(count: k, seed: seed, runs: 5, logarithms: logarithms)
    let rel = Rel.analyze(
      table.rel, Analysis(method: .clusters(how), arguments: [table[1], table[2]], outputs: outputs))
    let batch = try Engine(scans: Tables(tables: [table]), context: ExecutionContext()).collect(rel)
    return (0..<batch.count).map { row in
      let values = batch.columns.map { $0.value(at: row) }
      return (Array(values.prefix(3)), values[3], values[4])
    }
  }

  private func made(_ count: Int, seed: UInt64) -> [[Value]] {
    var state = seed
    func next() -> Double {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Double(state >> 33) / 1e9
    }
    return (0..<count).map { index in
      let isMissing = index % 11 == 3
      return [
        .integer(Int64(index)), isMissing ? .missing : .float((next() * 100).rounded()),
        .decimal(Decimal(unscaled: Int128((next() * 10).rounded()), scale: 1)),
      ]
    }
  }

  @Test("Groups are numbered by the first measure of their centres, the largest first; missing has none")
  func numbers() throws {
    let rows: [[Value]] = [
      [0, 1.0, .exact("1.0")], [1, 100.0, .exact("9.0")], [2, 2.0, .exact("1.5")], [3, nil, .exact("1.0")],
      [4, 101.0, .exact("8.5")], [5, 50.0, nil],
    ]
    let found = try clustered(rows, k: 2)
    #expect(found.map(\.cluster) == [2, 1, 2, nil, 1, nil])
    #expect(found.map { $0.distance == .missing } == [false, false, false, true, false, true])
    #expect(found.map(\.row) == rows)
  }

  @Test("The order of the rows changes nothing", arguments: [1, 2, 3] as [UInt64])
  func order(seed: UInt64) throws {
    let rows = made(300, seed: seed)
    let found = try clustered(rows, k: 5, seed: seed)
    let other = try clustered(rows.reversed(), k: 5, seed: seed).reversed()
    #expect(found.map(\.cluster) == other.map(\.cluster) && found.map(\.distance) == other.map(\.distance))
    #expect(try clustered(rows, k: 5, seed: seed).map(\.distance) == found.map(\.distance))
  }

  /// Each row is at least as near to its own centre as to any other, in standardised measures.
  @Test("Rows belong to the nearest centre", arguments: [4, 5, 6] as [UInt64])
  func nearest(seed: UInt64) throws {
    let found = try clustered(made(200, seed: seed), k: 4).filter { $0.cluster != .missing }
    let points = found.map { entry in entry.row.dropFirst().map { Self.number($0) } }
    let scaled = (0..<2).map { column -> [Double] in
      let values = points.map { $0[column] }
      let mean = values.reduce(0, +) / Double(values.count)
      let deviation = (values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count)).squareRoot()
      return values.map { ($0 - mean) / deviation }
    }
    let labels = found.map { Int(Self.number($0.cluster)) }
    let centers = (1...4).map { cluster in
      scaled.map { column in
        let members = zip(column, labels).filter { $0.1 == cluster }.map(\.0)
        return members.reduce(0, +) / Double(members.count)
      }
    }
    for (row, entry) in found.enumerated() {
      let distances = centers.map { center in
        zip(center, scaled).reduce(0) { $0 + ($1.1[row] - $1.0) * ($1.1[row] - $1.0) }.squareRoot()
      }
      let own = distances[labels[row] - 1]
      #expect(abs(own - Self.number(entry.distance)) < 0.05)
      #expect(own <= (distances.min() ?? 0) + 0.05)
    }
    #expect(zip(centers, centers.dropFirst()).allSatisfy { $0[0] >= $1[0] })
  }

  @Test("Too few rows and values below 0 are told")
  func refused() throws {
    #expect(throws: EvaluationError.self) { try clustered([[0, 1.0, .exact("1.0")]], k: 2) }
    #expect(throws: EvaluationError.self) {
      try clustered([[0, -1.0, .exact("1.0")], [1, 1.0, .exact("1.0")]], k: 2, logarithms: true)
    }
    #expect(try clustered([], k: 2).isEmpty)
    // Fewer different rows than groups: the others stay empty.
    let equal = try clustered((0..<5).map { [.integer($0), 1.0, .exact("1.0")] }, k: 3)
    #expect(equal.map(\.cluster) == [1, 1, 1, 1, 1])
  }

  @Test("A run that is cancelled ends")
  func cancelled() throws {
    let table = Table([.float], (0..<50).map { [.float(Double($0))] })
    let context = ExecutionContext()
    context.cancel()
    let how = Analysis.Clustering(count: 3, seed: 1, runs: 10, logarithms: false)
    let rel = Rel.analyze(
      table.rel,
      Analysis(
        method: .clusters(how), arguments: [table[0]],
        outputs: [TypedColumn(id: ColumnID(9), type: .integer), TypedColumn(id: ColumnID(10), type: .float)]))
    #expect(throws: EvaluationError.self) {
      try Engine(scans: Tables(tables: [table]), context: context).collect(rel)
    }
  }

  private static func number(_ value: Value) -> Double {
    switch value {
    case .integer(let number): Double(number)
    case .float(let number): number
    case .decimal(let number): number.toDouble()
    default: .nan
    }
  }
}
