import Glibc
import RapportValues
import Testing

@testable import RapportChanges

/// Files in the encodings people have: imported equal, or rejected with a reason.
@Suite struct EncodingTests {
  static let names = ["北京東方集团", "龍鳳", "Zoë & Söhne", "𠮷野家", "ｶﾀｶﾅ", "한국", "㐀㐁", "€100", "a"]

  /// The text in an encoding; nil if it cannot be written in it.
  private func encoded(_ text: String, _ encoding: String) -> [UInt8]? {
    let handle = iconv_open(encoding, "UTF-8")
    defer { iconv_close(handle) }
    var input = Array(text.utf8).map { CChar(bitPattern: $0) }
    var output = [CChar](repeating: 0, count: input.count * 4 + 16)
    var (inputLeft, outputLeft) = (input.count, output.count)
    let result = input.withUnsafeMutableBufferPointer { source in
      output.withUnsafeMutableBufferPointer { target in
        var (from, to) = (source.baseAddress, target.baseAddress)
        return iconv(handle, &from, &inputLeft, &to, &outputLeft)
      }
    }
    guard result != -1, inputLeft == 0 else { return nil }
    return output.prefix(output.count - outputLeft).map { UInt8(bitPattern: $0) }
  }

  private func table(_ names: [String]) -> String {
    "代码,名称\n" + names.enumerated().map { "C\($0),\($1)\n" }.joined()
  }

  @Test(arguments: [
    ("UTF-8", [UInt8]()), ("UTF-8", [0xEF, 0xBB, 0xBF]), ("UTF-16LE", [0xFF, 0xFE]),
    ("UTF-16BE", [0xFE, 0xFF]),
    ("GB18030", []), ("GB18030", [0x84, 0x31, 0x95, 0x33]),
  ]) func everythingIsEqual(_ encoding: String, _ mark: [UInt8]) throws {
    let fixture = try ImportFixture()
    let report = try fixture.load("accounts", mark + (encoded(table(Self.names), encoding) ?? []))
    #expect(report.problems == [])
    #expect(try fixture.column("SELECT name FROM accounts ORDER BY id") == Self.names)
    #expect(report.files.first?.encoding == encoding)
  }

  @Test(arguments: ["GBK", "BIG5", "BIG5-HKSCS", "EUC-KR", "WINDOWS-1252", "utf-16", "UTF-32LE"])
  func encodingsThatAreAskedFor(_ encoding: String) throws {
    let names = Self.names.filter { encoded($0, encoding) != nil }
    let header = "code,name\n"
    let text = header + names.enumerated().map { "C\($0),\($1)\n" }.joined()
    let fixture = try ImportFixture()
    let bytes = try #require(encoded(text, encoding))
    let report = try fixture.load("accounts", bytes) { $0.encoding = encoding }
    #expect(report.problems == [])
    #expect(try fixture.column("SELECT name FROM accounts ORDER BY id") == names)
  }

  @Test func plainGBKIsFoundOut() throws {
    let fixture = try ImportFixture()
    let report = try fixture.load("accounts", encoded(table(["北京东方集团", "上海"]), "GBK") ?? [])
    #expect(report.files.first?.encoding == "GB18030")
    #expect(try fixture.column("SELECT name FROM accounts ORDER BY id") == ["北京东方集团", "上海"])
  }

  /// Cut after every byte: each name that is stored is one of the file's, and nothing is replaced.
  @Test(arguments: ["UTF-8", "GB18030", "UTF-16LE"])
  func cutAnywhere(_ encoding: String) throws {
    let names = ["北京東方集团", "𠮷野家", "龍鳳"]
    let mark: [UInt8] = encoding == "UTF-16LE" ? [0xFF, 0xFE] : []
    let whole = mark + (encoded(table(names), encoding) ?? [])
    let header = mark.count + (encoded("代码,名称\n", encoding)?.count ?? 0)
    let fixture = try ImportFixture()
    for length in stride(from: header + 1, to: whole.count, by: 1) {
      let report = try fixture.load("accounts", Array(whole[..<length])) {
        $0.encoding = encoding == "GB18030" ? encoding : nil
        $0.isPartial = true
        $0.repeatsFiles = true
      }
      let stored = try fixture.column("SELECT name FROM accounts ORDER BY id").compactMap(\.self)
      for (position, name) in stored.enumerated() {
        let isLast = position == stored.count - 1
        let isFaithful = names[position] == name || isLast && names[position].hasPrefix(name)
        #expect(isFaithful, "\(encoding) cut at \(length): \(name)")
      }
      #expect(report.problems.allSatisfy { !$0.message.isEmpty })
      try fixture.execute("DELETE FROM accounts")
    }
  }

  @Test func brokenCharactersAreRejectedWithTheirColumn() throws {
    let fixture = try ImportFixture()
    let bytes = Array("代码,名称\nC1,北京\nC2,上".utf8) + [0xE6, 0xB5] + Array("\nC3,广州\n".utf8)
    let report = try fixture.load("accounts", bytes) {
      $0.isPartial = true
      $0.rejects = fixture.folder + "/rejects.csv"
    }
    #expect(report.files.first?.reason == "UTF-8 with broken characters")
    #expect(report.problems.map(\.code) == ["R0806"])
    #expect(report.problems.first?.line == 3)
    #expect(report.problems.first?.column == "名称")
    #expect(try fixture.column("SELECT name FROM accounts ORDER BY id") == ["北京", "广州"])
    #expect(fixture.text("rejects.csv").contains(#"C2,上\xE6\xB5"#))
  }

  @Test func lostCharactersAndZeros() throws {
    let fixture = try ImportFixture()
    let report = try fixture.load("accounts", "code,name\nC1,a\u{FFFD}b\nC2,a\0b\n")
    #expect(report.problems.map(\.code) == ["R0806", "R0806"])
    #expect(!report.isKept)
  }

  @Test func unknownEncodings() throws {
    let fixture = try ImportFixture()
    #expect(throws: ImportError.self) {
      try fixture.load("accounts", "code,name\nC1,a\n") { $0.encoding = "klingon" }
    }
    #expect(throws: ImportError.self) {
      try fixture.load("accounts", "code,name\nC1,a\n") { $0.encoding = "GBK//IGNORE" }
    }
  }

  @Test func decodingDoesNotDependOnPieces() throws {
    // Longer than every buffer on the way, so that characters lie across their ends.
    let fixture = try ImportFixture()
    let names = (0..<40_000).map { "客户𠮷\($0)" }
    for encoding in ["GB18030", "UTF-16LE"] {
      let mark: [UInt8] = encoding == "UTF-16LE" ? [0xFF, 0xFE] : []
      let report = try fixture.load("accounts", mark + (encoded(table(names), encoding) ?? []))
      #expect(report.inserted == names.count)
      #expect(try fixture.column("SELECT name FROM accounts ORDER BY id") == names)
      _ = try fixture.undo(try #require(report.batch))
    }
  }
}
