import Rapport
import Testing

@testable import RapportCommand

/// What a terminal makes of candidates.
@Suite struct CompletionChoiceTests {
  private func candidate(_ text: String, _ detail: String = "", expected: Bool = false)
    -> Completion.Candidate
  {
    Completion.Candidate(text: text, kind: .field, detail: detail, isOpen: false, isExpected: expected)
  }

  @Test func commonBeginning() {
    #expect(CompletionChoice.common(["credit", "credit_limit"], written: "cre") == "credit")
    #expect(CompletionChoice.common(["revenue"], written: "REV") == "revenue")
    #expect(CompletionChoice.common(["last_visit", "visits"], written: "vis") == "vis")
    #expect(CompletionChoice.common(["客户", "客戶"], written: "客") == "客")
    #expect(CompletionChoice.common([], written: "x") == "x")
  }

  @Test func whatBeginsSoComesAlone() {
    let all = [candidate("visits"), candidate("last_visit")]
    #expect(CompletionChoice.candidates(all, written: "vis").map(\.text) == ["visits"])
    #expect(CompletionChoice.candidates(all, written: "VIS").map(\.text) == ["visits"])
    #expect(
      CompletionChoice.candidates([candidate("loyalty")], written: "loyality").map(\.text) == ["loyalty"])
    let values = [candidate("good", expected: true), candidate("count(")]
    #expect(CompletionChoice.candidates(values, written: "").map(\.text) == ["good"])
  }

  /// What stands behind the cursor is not written again.
  @Test func closingMarksThatAreThere() {
    let file = candidate("customers.rap\"")
    #expect(CompletionChoice.fitting(file, before: UInt8(ascii: "\"")).text == "customers.rap")
    #expect(CompletionChoice.fitting(file, before: 0).text == "customers.rap\"")
    #expect(CompletionChoice.fitting(file, before: UInt8(ascii: "`")).text == "customers.rap\"")
  }

  @Test func fewAreDescribed() {
    let list = CompletionChoice.list([candidate("信用", "credit"), candidate("size", "how large")], width: 13)
    #expect(list == "信用  credit\nsize  how l…")
  }

  @Test func manyStandInColumns() {
    let names = (10..<30).map { candidate("n\($0)", "detail") }
    let lines = CompletionChoice.list(names, width: 26).split(separator: "\n")
    #expect(lines.count == 4)
    #expect(lines.first == "n10  n14  n18  n22  n26")
  }
}
