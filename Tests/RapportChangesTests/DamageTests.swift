import Testing

@testable import RapportChanges

/// Files with random damage: never a trap, and every row is accounted for.
@Suite struct DamageTests {
  private static let files: [(name: String, text: String)] = [
    (
      "a.csv",
      "code,name,credit,founded,credit_limit\nC1,\"a,b\",good,2024-01-05,\"1,234.50\"\nC2,東方,最好,2024年1月5日,￥5\n\nC3,c,,,\n"
    ),
    ("a.tsv", "code\tname\nC1\ta\nC2\t\"x\ty\"\n"),
    (
      "a.ndjson",
      "{\"code\":\"C1\",\"name\":\"\\u4e1c\",\"credit_limit\":1.5}\n{\"code\":\"C2\",\"name\":\"b\",\"key_account\":true}\n"
    ),
  ]

  @Test(arguments: 0..<3) func everyRowIsAccountedFor(_ file: Int) throws {
    let fixture = try ImportFixture()
    let (name, text) = Self.files[file]
    let interesting: [UInt8] = Array("\"',;\t\r\n{}[]:\\=+-0e.".utf8) + [0, 0x80, 0xC3, 0xE4, 0xFE, 0xFF]
    for round in 0..<200 {
      var bytes = Array(text.utf8)
      for _ in 0..<Int.random(in: 1...4) {
        let position = Int.random(in: 0..<bytes.count)
        switch Int.random(in: 0..<3) {
        case 0: bytes[position] = interesting.randomElement() ?? 0
        case 1: bytes.insert(interesting.randomElement() ?? 0, at: position)
        default: bytes.remove(at: position)
        }
      }
      do {
        let report = try fixture.load("accounts", bytes, file: name) {
          $0.isPartial = true
          $0.isDryRun = true
          $0.rejects = fixture.folder + "/rejects.csv"
          $0.overwritesRejects = true
        }
        #expect(report.rejected == 0 || report.problemCount >= report.rejected, "\(file) \(round): \(bytes)")
        #expect(report.problems.allSatisfy { !$0.message.isEmpty && $0.line > 0 })
      } catch let error as ImportError {
        #expect(!error.diagnostics.isEmpty)
      }
    }
    #expect(try fixture.column("SELECT count(*) FROM accounts") == ["0"])
  }

  @Test func blankRowsAreNoRows() throws {
    let fixture = try ImportFixture()
    let report = try fixture.load("accounts", "code,name\n,\nC1,a\n , \n\n")
    #expect(report.rows == 1)
    #expect(report.isKept)
  }

  @Test func constantsOfNamesAreFound() throws {
    let fixture = try ImportFixture()
    _ = try fixture.load("accounts", "code\nC1\n") {
      $0.map = ("a.map", "import accounts { name = \"Same Name\" }")
    }
    #expect(try fixture.column("SELECT name_folded FROM accounts") == ["same name"])
  }
}
