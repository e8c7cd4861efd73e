import RapportEngine
import RapportPlan
import RapportValues
import Testing

@Suite struct TextTests {
  let table = Table(
    [.text, .integer], [["Müller AG", 2], ["  华为\u{3000}", -1], [nil, 1], ["abc", 0], ["", 5]])

  @Test func letters() throws {
    #expect(
      try values(.op(.lower, table[0], type: .text), table) == ["müller ag", "  华为\u{3000}", nil, "abc", ""])
    #expect(
      try values(.op(.upper, table[0], type: .text), table) == ["MÜLLER AG", "  华为\u{3000}", nil, "ABC", ""])
    #expect(try values(.op(.trim, table[0], type: .text), table) == ["Müller AG", "华为", nil, "abc", ""])
    #expect(try values(.op(.length, table[0], type: .integer), table) == [9, 5, nil, 3, 0])
  }

  @Test func parts() throws {
    func part(_ text: String, _ start: Int64, _ length: Int64? = nil) throws -> Value {
      let operands = [Expr.text(text), .int(start)] + (length.map { [.int($0)] } ?? [])
      return try value(.apply(.substring, operands, .text))
    }
    #expect(try part("Müller", 2) == "üller")
    #expect(try part("Müller", 2, 3) == "üll")
    #expect(try part("Müller", -3) == "ler")
    #expect(try part("Müller", -3, 2) == "le")
    #expect(try part("Müller", 0, 2) == "Mü")
    #expect(try part("Müller", 5, 100) == "er")
    #expect(try part("Müller", 50, 1) == "")
    #expect(try part("Müller", -50, 48) == "Müll")
    #expect(try part("Müller", 2, -1) == "")
    #expect(try part("Müller", Int64.min, Int64.max).isText)
    #expect(
      try values(.op(.substring, table[0], table[1], type: .text), table) == [
        "üller AG", "\u{3000}", nil, "abc", "",
      ])
  }

  @Test func replacing() throws {
    func replaced(_ text: String, _ old: String, _ new: String) throws -> Value {
      try value(.op(.replace, .text(text), .text(old), .text(new), type: .text))
    }
    #expect(try replaced("a-b-c", "-", "--") == "a--b--c")
    #expect(try replaced("aaa", "aa", "b") == "ba")
    #expect(try replaced("abc", "", "x") == "abc")
    #expect(try replaced("华为", "华", "") == "为")
    #expect(try replaced("Abc", "a", "x") == "Abc")
  }

  @Test func endToEnd() throws {
    let joined = Expr.op(.concatenate, table[0], .text("/"), table[0], type: .text)
    #expect(
      try values(joined, table) == ["Müller AG/Müller AG", "  华为\u{3000}/  华为\u{3000}", nil, "abc/abc", "/"])
  }
}

extension Value {
  var isText: Bool { if case .text = self { true } else { false } }
}

@Suite struct DateTests {
  let table = Table(
    [.day, .dateTime],
    [
      [.day("2026-01-31"), .moment("2026-01-31T23:30")], [.day("2024-02-29"), nil],
      [nil, .moment("1969-12-31T23:59:59")], [.day("2021-01-01"), .moment("2021-07-15")],
    ])

  @Test func parts() throws {
    func part(_ operation: Operation, _ column: Int = 0) throws -> [Value] {
      try values(.op(operation, table[column], type: .integer), table)
    }
    #expect(try part(.year) == [2026, 2024, nil, 2021])
    #expect(try part(.half, 1) == [1, nil, 2, 2])
    #expect(try part(.quarter) == [1, 1, nil, 1])
    #expect(try part(.month, 1) == [1, nil, 12, 7])
    #expect(try part(.week) == [5, 9, nil, 53])
    #expect(try part(.dayOfMonth, 1) == [31, nil, 31, 15])
    #expect(try part(.weekday) == [6, 4, nil, 5])
    #expect(try values(.op(.dayOf, table[1], type: .day), table)[2] == .day("1969-12-31"))
  }

  @Test func periods() throws {
    let quarters = Expr.op(.periodOf, table[0], type: .period(.quarter))
    #expect(
      try values(quarters, table).map { if case .period(_, let start) = $0 { start.description } else { "" } }
        == ["2026-01-01", "2024-01-01", "", "2021-01-01"])
    let weeks = Expr.op(.periodOf, table[1], type: .period(.week))
    #expect(
      try values(weeks, table).map { if case .period(_, let start) = $0 { start.description } else { "" } }
        == ["2026-01-26", "", "1969-12-29", "2021-07-12"])
  }

  @Test func manyDaysUseATable() throws {
    let days = Table(
      [.day], (0..<500).map { [.day(Day(number: Int32(20_000 + $0 % 60)))] }, batchSize: 200)
    let months = try values(.op(.month, days[0], type: .integer), days)
    #expect(months == (0..<500).map { .integer(Int64(Day(number: Int32(20_000 + $0 % 60)).month)) })
  }

  @Test func moving() throws {
    let month = Expr.op(.addSpan(CalendarSpan(count: 1, unit: .month)), table[0], type: .day)
    #expect(try values(month, table) == [.day("2026-02-28"), .day("2024-03-29"), nil, .day("2021-02-01")])
    let hour = Expr.op(.addSpan(CalendarSpan(count: 45, unit: .minute)), table[1], type: .dateTime)
    #expect(try values(hour, table)[0] == .moment("2026-02-01T00:15"))
    let far = Expr.op(.addSpan(CalendarSpan(count: 9_000, unit: .year)), table[0], type: .day)
    #expect(try values(far, table) == [nil, nil, nil, nil])
    let days = Table(
      [.day, .integer], [[.day("2026-01-01"), 31], [.day("2026-01-01"), 4_000_000], [nil, 1]])
    #expect(
      try values(.op(.addDays, days[0], days[1], type: .day), days) == [.day("2026-02-01"), nil, nil])
    #expect(
      try values(.op(.subtractDays, days[0], days[1], type: .day), days) == [.day("2025-12-01"), nil, nil])
    #expect(
      try values(.op(.subtractDays, days[0], .literal(.integer(Int64.min), .integer), type: .day), days)
        == [nil, nil, nil])
    #expect(
      try values(.op(.daysBetween, .day("2026-03-01"), table[0], type: .days), table)
        == [.days(29), .days(731), nil, .days(1_885)])
  }

  @Test func daysAgainstMoments() throws {
    #expect(try values(.op(.lessOrEqual, table[0], table[1]), table) == [true, false, false, true])
  }
}
