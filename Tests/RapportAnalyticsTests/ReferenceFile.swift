import Glibc

/// Published data beside the repository, never part of it: `$RAPPORT_REFERENCE` or `../shared`.
enum ReferenceFile {
  private static let tests = String(#filePath.split(separator: "/").dropLast().joined(separator: "/"))

  /// The text of a file, or nil where it is absent; the caller says that it skipped the test.
  static func read(_ path: String) -> String? {
    let folders = [getenv("RAPPORT_REFERENCE").map { String(cString: $0) }].compactMap { $0 }
    for folder in folders + ["/\(tests)/../../../shared", "/\(tests)/../../../../shared"] {
      if let text = contents("\(folder)/\(path)") { return text }
    }
    print("skipped: \(path) is not on this machine")
    return nil
  }

  /// Rows of cells of a file without quoting, less the header.
  static func rows(_ path: String) -> [[String]]? {
    read(path).map { text in
      text.split(whereSeparator: \.isNewline).dropFirst().map { line in
        line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      }
    }
  }

  private static func contents(_ path: String) -> String? {
    guard let file = fopen(path, "r") else { return nil }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var block = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = fread(&block, 1, block.count, file)
      if count == 0 { return String(decoding: bytes, as: UTF8.self) }
      bytes += block[0..<count]
    }
  }
}
