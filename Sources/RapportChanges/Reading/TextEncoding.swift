import Glibc

/// How the bytes of a file become text.
struct TextEncoding: Equatable {
  /// As `iconv` knows it.
  var name: String
  /// Why it was chosen.
  var reason: String
  /// Bytes of the mark at the file's start.
  var mark = 0

  var isUTF8: Bool { name == "UTF-8" }
  /// Bytes skipped behind one that means nothing.
  var unit: Int { name.hasPrefix("UTF-16") ? 2 : name.hasPrefix("UTF-32") ? 4 : 1 }

  /// Byte order mark, then strict UTF-8, then GB18030.
  static func find(for file: FilePreview, asked: String?) throws -> TextEncoding {
    if let asked { return try named(asked, file) }
    if let marked = marked(file) { return marked }
    if file.brokenBytes == 0, !file.endsInsideSequence {
      return TextEncoding(name: "UTF-8", reason: "valid UTF-8")
    }
    // Text in another encoding hardly ever forms sequences of UTF-8: so this is UTF-8 that was damaged or cut.
    if file.sequences > file.brokenBytes || file.brokenBytes == 0 {
      return TextEncoding(name: "UTF-8", reason: "UTF-8 with broken characters")
    }
    // Text in GB18030 reads like that once in ten thousand lines, and then by chance.
    if file.linesOfUTF8 * 1_000 > file.foreignLines { throw try mixed(file) }
    return TextEncoding(name: "GB18030", reason: "not UTF-8")
  }

  private static func mixed(_ file: FilePreview) throws -> ImportError {
    ImportError(
      .data, .encoding, "`\(file.name)` line \(try file.firstLineOfUTF8()): it is written in UTF-8, other lines are not",
      help: ["save the file in one encoding; `--encoding gb18030` takes all of it as GB18030"])
  }

  private static func marked(_ file: FilePreview) -> TextEncoding? {
    let start = file.start
    if start.starts(with: [0xEF, 0xBB, 0xBF]) {
      return TextEncoding(name: "UTF-8", reason: "byte order mark", mark: 3)
    }
    if start.starts(with: [0xFF, 0xFE]) {
      return TextEncoding(name: "UTF-16LE", reason: "byte order mark", mark: 2)
    }
    if start.starts(with: [0xFE, 0xFF]) {
      return TextEncoding(name: "UTF-16BE", reason: "byte order mark", mark: 2)
    }
    return start.starts(with: [0x84, 0x31, 0x95, 0x33])
      ? TextEncoding(name: "GB18030", reason: "byte order mark", mark: 4) : nil
  }

  private static func named(_ asked: String, _ file: FilePreview) throws -> TextEncoding {
    var name = asked.uppercased()
    if name == "UTF8" { name = "UTF-8" }
    if name == "UTF-16" || name == "UTF16" {
      name = file.start.starts(with: [0xFE, 0xFF]) ? "UTF-16BE" : "UTF-16LE"
    }
    let plain = name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "-_.:".contains($0)) }
    guard plain, let converter = Converter(from: name) else {
      throw ImportError(
        .usage, .encoding, "`\(asked)` is no encoding that is known here",
        help: ["for example utf-8, utf-16, gb18030, gbk, big5, big5-hkscs, windows-1252"])
    }
    _ = converter
    let mark = marked(file).flatMap { $0.name == name ? $0.mark : nil } ?? 0
    return TextEncoding(name: name, reason: "as asked", mark: mark)
  }
}

/// One `iconv` conversion to UTF-8.
final class Converter {
  private let handle: iconv_t

  enum Stop { case inputUsed, outputFull, meaningless, incomplete }

  init?(from name: String) {
    handle = iconv_open("UTF-8", name)
    if handle == iconv_t(bitPattern: -1) { return nil }
  }

  deinit { iconv_close(handle) }

  /// Converts until something stops it; gives how many bytes were read and written.
  func run(
    _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
  ) -> (read: Int, written: Int, stop: Stop) {
    var source = UnsafeMutableRawPointer(mutating: input.baseAddress)?.assumingMemoryBound(to: CChar.self)
    var target = output.baseAddress?.assumingMemoryBound(to: CChar.self)
    var (inputLeft, outputLeft) = (input.count, output.count)
    let result = iconv(handle, &source, &inputLeft, &target, &outputLeft)
    let stop: Stop =
      if result != -1 {
        .inputUsed
      } else {
        switch errno {
        case E2BIG: .outputFull
        case EINVAL: .incomplete
        default: .meaningless
        }
      }
    return (input.count - inputLeft, output.count - outputLeft, stop)
  }

  func reset() { _ = iconv(handle, nil, nil, nil, nil) }
}
