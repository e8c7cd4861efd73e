import RapportEngine
import RapportPlan
import RapportValues
import Testing

@Suite struct WindowTests {
  let table = Table(
    [.code, .integer],
    [["a", 3], ["b", 10], ["a", 5], ["a", nil], ["b", 10], ["a", 3], ["b", 1], [nil, 4]])

  private func window(_ function: Window.Function, _ type: ValueType, per: Bool = true) throws -> [Value] {
    let rel = Rel.window(
      table.rel,
      [
        Window(
          id: ColumnID(9), function: function, argument: table[1], per: per ? [table[0]] : [], type: type)
      ])
    return try rows(rel, table).map { $0[2] }
  }

  @Test func ranks() throws {
    #expect(try window(.rank, .integer) == [2, 1, 1, nil, 1, 2, 3, 1])
    #expect(try window(.rank, .integer, per: false) == [5, 1, 3, nil, 1, 5, 7, 4])
  }

  @Test func buckets() throws {
    #expect(try window(.ntile(2), .integer) == [1, 1, 1, nil, 1, 2, 2, 1])
    #expect(try window(.ntile(3), .integer, per: false) == [2, 1, 1, nil, 1, 3, 3, 2])
    #expect(try window(.ntile(100), .integer, per: false) == [5, 1, 3, nil, 2, 6, 7, 4])
    #expect(try window(.ntile(0), .integer) == [nil, nil, nil, nil, nil, nil, nil, nil])
  }

  @Test func shares() throws {
    #expect(try window(.share, .float, per: false)[1] == .float(10.0 / 36))
    #expect(try window(.share, .float)[3] == nil)
    #expect(try window(.share, .float)[7] == 1.0)
    let zero = Table([.integer], [[1], [-1]])
    let rel = Rel.window(
      zero.rel, [Window(id: ColumnID(9), function: .share, argument: zero[0], per: [], type: .float)])
    #expect(try rows(rel, zero).map { $0[1] } == [nil, nil])
  }

  @Test func runningAndPrevious() throws {
    #expect(try window(.running, .integer) == [3, 10, 8, 8, 20, 11, 21, 4])
    #expect(try window(.running, .decimal(1), per: false).last == .exact("36.0"))
    #expect(try window(.previous, .integer) == [nil, nil, 3, 5, 10, nil, 10, nil])
  }

  @Test func aggregates() throws {
    #expect(try window(.aggregate(.sum, distinct: false), .integer) == [11, 21, 11, 11, 21, 11, 21, 4])
    #expect(
      try window(.aggregate(.count, distinct: true), .integer, per: false) == [Value](repeating: 5, count: 8))
    #expect(try window(.aggregate(.max, distinct: false), .integer)[0] == 5)
  }

  @Test func nothing() throws {
    let empty = Table([.code, .integer], [])
    for function: Window.Function in [.rank, .ntile(3), .previous, .aggregate(.max, distinct: false)] {
      let rel = Rel.window(
        empty.rel, [Window(id: ColumnID(9), function: function, argument: empty[1], per: [], type: .integer)])
      #expect(try rows(rel, empty).isEmpty)
    }
  }
}

@Suite struct FillTests {
  private func month(_ text: String) -> Value {
    Day(iso: text + "-01").map { .period(.month, start: $0) } ?? .missing
  }

  @Test func periodsPerCombination() throws {
    let table = Table(
      [.code, .period(.month), .integer, .text],
      [
        ["a", month("2026-03"), 3, "x"], ["b", month("2026-01"), 1, "y"], ["a", month("2025-12"), 2, "z"],
        ["b", nil, 9, "w"],
      ])
    let fill = Fill(
      key: table.id(1), others: [table.id(0)], defaults: [Fill.Default(id: table.id(2), value: 0)])
    #expect(
      try rows(.fill(table.rel, fill), table) == [
        ["a", month("2025-12"), 2, "z"], ["a", month("2026-01"), 0, nil], ["a", month("2026-02"), 0, nil],
        ["a", month("2026-03"), 3, "x"], ["b", month("2025-12"), 0, nil], ["b", month("2026-01"), 1, "y"],
        ["b", month("2026-02"), 0, nil], ["b", month("2026-03"), 0, nil], ["b", nil, 9, "w"],
      ])
  }

  @Test func integersAndDays() throws {
    let table = Table([.integer, .integer], [[5, 1], [2, 2]])
    let fill = Fill(key: table.id(0), others: [], defaults: [])
    #expect(try rows(.fill(table.rel, fill), table) == [[2, 2], [3, nil], [4, nil], [5, 1]])
    let far = Table([.integer], [[0], [.integer(Int64.max)]])
    #expect(
      fails("R0503") { _ = try rows(.fill(far.rel, Fill(key: far.id(0), others: [], defaults: [])), far) })
    let days = Table([.day], [[.day("2026-02-27")], [.day("2026-03-01")]])
    #expect(try rows(.fill(days.rel, Fill(key: days.id(0), others: [], defaults: [])), days).count == 3)
    let empty = Table([.integer], [])
    #expect(try rows(.fill(empty.rel, Fill(key: empty.id(0), others: [], defaults: [])), empty).isEmpty)
    let names = Table([.float], [[1.0]])
    #expect(
      fails("R0508") {
        _ = try rows(.fill(names.rel, Fill(key: names.id(0), others: [], defaults: [])), names)
      })
  }
}
