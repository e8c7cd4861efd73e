import RapportEngine
import RapportPlan
import RapportValues
import Testing

@Suite struct ParallelTests {
  let table = Table(
    [.integer, .integer, .text],
    (0..<20_000).map { [.integer($0), $0 % 9 == 0 ? nil : .integer($0 % 100), .text("n\($0 % 50)")] },
    batchSize: 100)

  private func filtered(_ bound: Int64) -> Rel { .filter(table.rel, .op(.less, table[1], .int(bound))) }

  @Test(arguments: [2, 3, 8])
  func rowsKeepTheirOrder(threads: Int) throws {
    #expect(try rows(table.rel, table, threads: threads) == rows(table.rel, table))
    #expect(try rows(filtered(30), table, threads: threads) == rows(filtered(30), table))
    let sorted = Rel.sort(filtered(30), [SortKey(value: table[2])])
    #expect(try rows(sorted, table, threads: threads) == rows(sorted, table))
    let first = Rel.slice(filtered(30), skip: 5, take: 7)
    #expect(try rows(first, table, threads: threads) == rows(first, table))
  }

  @Test func lessRowsThanParts() throws {
    let small = Table([.integer], [[1], [2]])
    #expect(try rows(small.rel, small, threads: 8) == [[1], [2]])
    let empty = Table([.integer], [])
    #expect(try rows(empty.rel, empty, threads: 8).isEmpty)
  }

  @Test func errorsOfAnyPartEndTheRun() throws {
    let risky = Expr.op(.multiply, table[0], .int(Int64.max / 15_000), type: .integer)
    let extended = Rel.extend(table.rel, [Computed(id: ColumnID(9), value: risky)])
    #expect(fails("R0501") { _ = try rows(extended, table, threads: 3) })
    let total = Rel.aggregate(table.rel, keys: [], aggregates: [aggregate(9, .max, risky, .integer)])
    #expect(fails("R0501") { _ = try rows(total, table, threads: 3) })
  }

  @Test func abandonedStreamsStop() throws {
    let engine = Engine(scans: Tables(tables: [table]), context: ExecutionContext(threads: 2))
    for _ in 0..<20 {
      let stream = try engine.run(table.rel)
      #expect(try stream.next()?.count == 100)
    }
  }

  @Test func cancellingReachesWorkers() throws {
    let context = ExecutionContext(threads: 2)
    let stream = try Engine(scans: Tables(tables: [table]), context: context).run(table.rel)
    _ = try stream.next()
    context.cancel()
    #expect(fails("R0502") { while try stream.next() != nil {} })
  }

  @Test func membershipTablesAreShared() throws {
    let other = Table("other", first: 20, [.integer], (0..<50).map { [.integer($0 * 2)] })
    let member = Expr.inRelation([table[1]], other.rel, columns: [other.id(0)])
    let rel = Rel.aggregate(
      .filter(table.rel, member), keys: [Computed(id: ColumnID(80), value: table[2])],
      aggregates: [aggregate(90, .count, nil, .integer)])
    #expect(try rows(rel, table, other, threads: 2) == rows(rel, table, other))
    let twice = Rel.filter(table.rel, .op(.and, member, .not(.not(member))))
    #expect(try rows(twice, table, other, threads: 2) == rows(.filter(table.rel, member), table, other))
  }
}
