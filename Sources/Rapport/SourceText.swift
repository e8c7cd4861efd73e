import Glibc

/// A text to run, with the name that diagnostics show for it.
public struct SourceText: Sendable {
  /// Path of the file, or a word such as `query`; diagnostics print `name:line:column`.
  public let name: String
  public let text: String
  /// Directory that relative `use` paths start from; the working directory for texts without a file.
  public let directory: String

  /// A text that did not come from a file.
  public init(_ text: String, name: String = "query") {
    self.name = name
    self.text = text
    directory = "."
  }

  /// Bytes read from somewhere; they must be UTF-8. A byte order mark at the start is dropped.
  public init(bytes: [UInt8], name: String) throws(DiagnosticsError) {
    let content = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
    guard let text = String(validating: content, as: UTF8.self) else {
      throw DiagnosticsError(
        .query, [Self.invalidUTF8(in: content)],
        source: SourceText(String(decoding: content, as: UTF8.self), name: name))
    }
    self.name = name
    self.text = text
    directory = Self.directory(of: name)
  }

  /// Reads a whole file. Fails when it cannot be read, is larger than 64 MiB or is not UTF-8.
  public static func file(_ path: String) throws(DiagnosticsError) -> SourceText {
    switch FileBytes.read(path) {
    case .success(let bytes): try SourceText(bytes: bytes, name: path)
    case .failure(let problem):
      throw DiagnosticsError(
        .data,
        Diagnostic(code: "R0507", "cannot read `\(path)`: \(problem.reason)", at: nil, help: problem.help))
    }
  }

  /// Path of a file named in this text.
  func resolve(_ path: String) -> String {
    path.hasPrefix("/") || directory == "." ? path : directory + "/" + path
  }

  private static func directory(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  private static func invalidUTF8(in bytes: [UInt8]) -> Diagnostic {
    // Repaired text keeps its length up to the first bad byte, so this offset is right in both.
    let offset = firstInvalidByte(in: bytes)
    return Diagnostic(
      code: "R0001", "the text is not valid UTF-8 (byte \(offset + 1))",
      at: SourceSpan(start: offset, end: offset + 1),
      help: ["save the file as UTF-8, or convert it: iconv -f GB18030 -t UTF-8"])
  }

  private static func firstInvalidByte(in bytes: [UInt8]) -> Int {
    var decoder = UTF8()
    var iterator = bytes.makeIterator()
    var offset = 0
    while true {
      switch decoder.decode(&iterator) {
      case .scalarValue(let scalar): offset += UTF8.width(scalar)
      case .emptyInput, .error: return min(offset, max(bytes.count - 1, 0))
      }
    }
  }
}

extension SourceText {
  /// Everything that standard input holds.
  public static func standardInput() throws(DiagnosticsError) -> SourceText {
    switch FileBytes.read(descriptor: STDIN_FILENO) {
    case .success(let bytes): try SourceText(bytes: bytes, name: "standard input")
    case .failure(let problem):
      throw DiagnosticsError(
        .data, Diagnostic(code: "R0507", "cannot read standard input: \(problem.reason)", at: nil))
    }
  }

  /// A file, or standard input for `-`.
  public static func fileOrInput(_ path: String) throws(DiagnosticsError) -> SourceText {
    path == "-" ? try standardInput() : try file(path)
  }
}
