import RapportEngine
import RapportPlan
import RapportValues
import Testing

@Suite struct ArithmeticTests {
  let table = Table(
    [.integer, .integer, .decimal(2), .float],
    [
      [1, 2, .exact("1.50"), 0.5], [3, nil, .exact("2.25"), 2.0], [5, 0, nil, nil],
      [-7, 2, .exact("-0.05"), 0.0],
    ])

  @Test func integers() throws {
    #expect(try values(.op(.add, table[0], table[1], type: .integer), table) == [3, nil, 5, -5])
    #expect(try values(.op(.subtract, .int(10), table[0], type: .integer), table) == [9, 7, 5, 17])
    #expect(try values(.op(.multiply, table[0], table[1], type: .integer), table) == [2, nil, 0, -14])
    #expect(try values(.op(.negate, table[0], type: .integer), table) == [-1, -3, -5, 7])
    #expect(try values(.op(.abs, table[0], type: .integer), table) == [1, 3, 5, 7])
    #expect(try values(.op(.divide, table[0], table[1], type: .float), table) == [0.5, nil, nil, -3.5])
  }

  @Test func decimals() throws {
    let product = Expr.op(.multiply, table[0], table[2], type: .decimal(2))
    #expect(try values(product, table) == [.exact("1.50"), .exact("6.75"), nil, .exact("0.35")])
    let square = Expr.op(.multiply, table[2], table[2], type: .decimal(4))
    #expect(try values(square, table) == [.exact("2.2500"), .exact("5.0625"), nil, .exact("0.0025")])
    let rounded = Expr.op(.multiply, table[2], table[2], type: .decimal(2))
    #expect(try values(rounded, table) == [.exact("2.25"), .exact("5.06"), nil, .exact("0.00")])
    let mixed = Expr.op(.add, table[2], table[0], type: .decimal(3))
    #expect(try values(mixed, table) == [.exact("2.500"), .exact("5.250"), nil, .exact("-7.050")])
    let ratio = Expr.op(.divide, table[2], .decimal("0.5", 1), type: .float)
    #expect(try values(ratio, table) == [3.0, 4.5, nil, -0.1])
  }

  @Test func floats() throws {
    #expect(try values(.op(.multiply, table[3], table[2], type: .float), table) == [0.75, 4.5, nil, -0.0])
    #expect(try values(.op(.divide, .float(1), table[3], type: .float), table) == [2.0, 0.5, nil, nil])
    #expect(try values(.op(.add, table[3], table[0], type: .float), table) == [1.5, 5.0, nil, -7.0])
    #expect(fails("R0501") { _ = try value(.op(.multiply, .float(1e300), .float(1e300), type: .float)) })
  }

  @Test func overflowIsAnError() throws {
    let limit = Expr.int(Int64.max)
    #expect(fails("R0501") { _ = try value(.op(.add, limit, .int(1), type: .integer)) })
    #expect(fails("R0501") { _ = try value(.op(.subtract, .int(Int64.min), .int(1), type: .integer)) })
    #expect(fails("R0501") { _ = try value(.op(.multiply, limit, .int(2), type: .integer)) })
    #expect(fails("R0501") { _ = try value(.op(.negate, .int(Int64.min), type: .integer)) })
    #expect(fails("R0501") { _ = try value(.op(.abs, .int(Int64.min), type: .integer)) })
    #expect(fails("R0501") { _ = try value(.op(.convert, limit, type: .decimal(2))) })
    #expect(fails("R0501") { _ = try value(.op(.convert, .float(1e19), type: .integer)) })
    #expect(fails("R0501") { _ = try values(.op(.multiply, table[0], limit, type: .integer), table) })
  }

  @Test func overflowInRowsWithoutValueIsNone() throws {
    let table = Table([.integer, .integer], [[9_223_372_036_854_775_807, nil], [1, 2]])
    // Adding to a missing sum whose stored value is large.
    let sum = Expr.op(.add, table[0], table[1], type: .integer)
    #expect(try values(.op(.add, sum, table[0], type: .integer), table) == [nil, 4])
  }

  @Test func guardedByWhen() throws {
    let product = Expr.op(.multiply, table[0], .int(Int64.max / 3), type: .integer)
    let guarded = Expr.when(
      [Expr.Branch(condition: .op(.less, table[0], .int(4)), value: product)], otherwise: .int(0), .integer)
    #expect(fails("R0501") { _ = try values(guarded, table) })
    let safe = Expr.when(
      [
        Expr.Branch(condition: .op(.less, table[0], .int(0)), value: .int(-1)),
        Expr.Branch(condition: .op(.less, table[0], .int(4)), value: product),
      ], otherwise: nil, .integer)
    #expect(try values(safe, table) == [.integer(Int64.max / 3), .integer(Int64.max / 3 * 3), nil, -1])
  }

  @Test func conversions() throws {
    #expect(try value(.op(.convert, .decimal("2.5", 1), type: .integer)) == 3)
    #expect(try value(.op(.convert, .decimal("-2.5", 1), type: .integer)) == -3)
    #expect(try value(.op(.convert, .decimal("2.449", 3), type: .decimal(1))) == .exact("2.4"))
    #expect(try value(.op(.convert, .decimal("2.4", 1), type: .decimal(3))) == .exact("2.400"))
    #expect(try value(.op(.convert, .decimal("2.4", 1), type: .float)) == 2.4)
    #expect(try value(.op(.convert, .float(2.675), type: .decimal(2))) == .exact("2.68"))
    #expect(try value(.op(.convert, .float(-0.5), type: .integer)) == -1)
    #expect(try value(.op(.convert, .literal(nil, .float), type: .integer)) == nil)
  }

  @Test func rounding() throws {
    #expect(try value(.op(.round, .decimal("2.345", 3), .int(2), type: .decimal(2))) == .exact("2.35"))
    #expect(try value(.op(.round, .decimal("-2.345", 3), .int(2), type: .decimal(3))) == .exact("-2.350"))
    #expect(try value(.op(.round, .decimal("2.3", 1), .int(2), type: .decimal(1))) == .exact("2.3"))
    #expect(try value(.op(.round, .int(1_250), .int(-2), type: .integer)) == 1_300)
    #expect(try value(.op(.round, .float(2.675), .int(2), type: .float)) == 2.68)
    #expect(try value(.op(.round, .float(-2.5), .int(0), type: .float)) == -3.0)
    #expect(try value(.op(.round, .float(1_234.5), .int(-2), type: .float)) == 1_200.0)
    #expect(try value(.op(.round, .float(2.5), type: .integer)) == 3)
    #expect(try value(.op(.round, .float(1e300), .int(300), type: .float)) == .float(1e300))
  }

  @Test func leastAndGreatest() throws {
    #expect(try values(.op(.least, table[0], table[1], type: .integer), table) == [1, 3, 0, -7])
    #expect(
      try values(.op(.greatest, table[0], table[2], type: .decimal(2)), table)
        == [.exact("1.50"), .exact("3.00"), .exact("5.00"), .exact("-0.05")])
    #expect(try value(.op(.greatest, .text("b"), .text("ab"), type: .text)) == "b")
    #expect(try value(.op(.least, .int(nil), .int(nil), type: .integer)) == nil)
  }

  @Test func coalesce() throws {
    #expect(try values(.op(.coalesce, table[1], table[0], type: .integer), table) == [2, 3, 0, 2])
    #expect(
      try values(.op(.coalesce, table[2], table[3], .float(9), type: .float), table) == [
        1.5, 2.25, 9.0, -0.05,
      ])
    let names = Table([.text, .text], [[nil, "b"], ["a", nil], [nil, nil], ["c", "d"]])
    #expect(try values(.op(.coalesce, names[0], names[1], type: .text), names) == ["b", "a", nil, "c"])
    #expect(try values(.op(.coalesce, names[0], .text("–"), type: .text), names) == ["–", "a", "–", "c"])
  }

  @Test func whenPicksTheFirstBranch() throws {
    let names = Expr.when(
      [
        Expr.Branch(condition: .op(.greater, table[1], .int(1)), value: .text("some")),
        Expr.Branch(condition: .op(.equal(folded: false), table[1], .int(0)), value: .text("none")),
      ], otherwise: nil, .text)
    #expect(try values(names, table) == ["some", nil, "none", "some"])
    let numbers = Expr.when(
      [Expr.Branch(condition: .op(.isMissing, table[1]), value: table[0])], otherwise: table[1], .integer)
    #expect(try values(numbers, table) == [2, 3, 0, 2])
  }
}
