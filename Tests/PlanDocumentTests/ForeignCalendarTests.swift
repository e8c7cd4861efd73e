import Glibc
import RapportScheduling
import RapportValues
import Testing

/// Calendars read by parsers that others wrote (`scripts/check-icalendar`): skipped where none is installed.
@Suite struct ForeignCalendarTests {
  /// The fields that the script prints, by parser.
  private func read(_ text: String) throws -> [String: [[String]]]? {
    let path = "/tmp/rapport-calendar-\(getpid())-\(UInt64.random(in: 0 ... .max)).ics"
    let file = try #require(fopen(path, "w"))
    defer { unlink(path) }
    let bytes = Array(text.utf8)
    #expect(fwrite(bytes, 1, bytes.count, file) == bytes.count)
    fclose(file)
    let (output, status) = try run("\(Self.script) \(path)")
    // 2: a parser is missing; what the other read still counts.
    #expect(status == 0 || status == 2, "\(output)")
    let rows = output.split(separator: "\n").map {
      $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
    }
    return rows.isEmpty ? nil : Dictionary(grouping: rows) { $0[0] }
  }

  private static var script: String {
    let tests = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
    return "/\(tests)/scripts/check-icalendar"
  }

  private func run(_ command: String) throws -> (output: String, status: Int32) {
    let pipe = try #require(popen(command, "r"))
    var output: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while case let count = fread(&buffer, 1, buffer.count, pipe), count > 0 { output += buffer[..<count] }
    return (String(decoding: output, as: UTF8.self), pclose(pipe) >> 8 & 0xFF)
  }

  @Test func aPlanIsReadAsItIs() throws {
    guard let found = try read(try SamplePlan.document().iCalendar()) else { return }
    for (parser, events) in found {
      #expect(events.count == 5, "\(parser)")
      let first = try #require(events.first { $0[6].hasPrefix("上海") })
      let times = ["20261130T013000Z", "20261130T023000Z"]
      #expect(
        first[1] == "AR-01/17/3/2026-11-02@rapport.invalid" && first[2] == "3" && first[3] == "CONFIRMED")
      #expect(Array(first[4...5]) == times)
      #expect(first[7] == "上海市浦东新区世纪大道100号" && first[9] == "Visit|VC-01|AR-01" && first[10] == "张伟")
      let desk = try #require(events.first { $0[6].contains("Card") })
      #expect(desk[4] == "20261130" && desk[5].isEmpty)
    }
  }

  @Test func randomTextsSurvive() throws {
    var random = RandomTexts(seed: 11)
    var document = try SamplePlan.document()
    let day = try SamplePlan.day("2026-11-30")
    document.plan.visits = (1...200).map { number in
      let account = Int64(1_000 + number)
      document.accounts[account] = .init(
        id: account, name: random.text(), address: random.text(), phone: random.text())
      return SamplePlan.visit(
        account, 3, day, number, 480 + number, 500 + number, ["VC-01/\(account)/3/2026-11"])
    }
    guard let found = try read(document.iCalendar()) else { return }
    for (parser, events) in found {
      #expect(events.count == 200)
      // libical drops blanks at both ends of a value.
      let shown = { (text: String) in parser == "libical" ? Self.trimmed(text) : text }
      for (event, visit) in zip(events, document.plan.visits) {
        let account = try #require(document.accounts[visit.account])
        let phone = account.phone.isEmpty ? "" : "Phone: " + account.phone
        for (read, written) in zip(event[6...8], [account.name + ": Visit", account.address, phone]) {
          let isBlank = Self.trimmed(written).isEmpty
          #expect(read == (isBlank ? "" : Self.printed(shown(written))), "\(parser)")
        }
      }
    }
  }

  private static func trimmed(_ text: String) -> String {
    let isBlank = { (scalar: Unicode.Scalar) in scalar == " " || scalar == "\t" }
    let rest = text.unicodeScalars.drop(while: isBlank)
    return String(String.UnicodeScalarView(rest.reversed().drop(while: isBlank).reversed()))
  }

  /// As the readers print a text that the format can hold: line breaks are one character, and other control
  /// characters are their pictures.
  private static func printed(_ text: String) -> String {
    var out = ""
    var before: Unicode.Scalar?
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\": out += "\\\\"
      case "\t": out += "\\t"
      case "\r": out += "\\n"
      case "\n": if before != "\r" { out += "\\n" }
      case "\u{7F}": out += "\u{2421}"
      default:
        out.unicodeScalars.append(
          scalar.value < 0x20 ? Unicode.Scalar(0x2400 + scalar.value) ?? scalar : scalar)
      }
      before = scalar
    }
    return out
  }
}
