import Glibc
import RapportOracle
import Testing

/// A `.rap` file of the corpus with the snapshots beside it.
struct CorpusFile: CustomTestStringConvertible, Sendable {
  let directory: String
  /// Without `.rap`.
  let name: String

  var testDescription: String { name }

  /// The corpus directory `name`.
  static func directory(_ name: String) -> String { "\(SourceFile.tests)/Corpus/\(name)" }

  static func all(in directory: String) -> [CorpusFile] { all(at: self.directory(directory)) }

  static func all(at path: String) -> [CorpusFile] {
    names(at: path, ending: ".rap").map { CorpusFile(directory: path, name: String($0.dropLast(4))) }
  }

  /// The files of a directory with one ending, in order.
  static func names(at path: String, ending: String) -> [String] {
    guard let handle = opendir(path) else { return [] }
    defer { closedir(handle) }
    var names: [String] = []
    while let entry = readdir(handle) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name.hasSuffix(ending) { names.append(name) }
    }
    return names.sorted()
  }

  var text: String { SourceFile.readAbsolute("\(directory)/\(name).rap") ?? "" }

  /// The value of a `# key: value` comment at the top.
  func header(_ key: String) -> String? {
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      guard line.hasPrefix("#") else { return nil }
      let words = line.drop { $0 == "#" || $0 == " " }
      if words.hasPrefix(key + ": ") { return String(words.dropFirst(key.count + 2)) }
    }
    return nil
  }

  /// Compares with the snapshot, or writes it when `RAPPORT_RECORD` is set; an empty text has no snapshot.
  func expect(
    _ actual: String, inSnapshot suffix: String, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let path = "\(directory)/\(name).\(suffix)"
    if Self.isRecording {
      if actual.isEmpty { unlink(path) } else { Self.write(actual, to: path) }
      return
    }
    let expected = SourceFile.readAbsolute(path) ?? ""
    guard expected != actual else { return }
    Issue.record(
      "\(name).\(suffix) differs; RAPPORT_RECORD=1 writes it anew\n\(Self.difference(expected, actual))",
      sourceLocation: sourceLocation)
  }

  /// The lines that differ, with the sign of the side they stand on.
  private static func difference(_ expected: String, _ actual: String) -> String {
    let old = expected.split(separator: "\n", omittingEmptySubsequences: false)
    let new = actual.split(separator: "\n", omittingEmptySubsequences: false)
    return new.difference(from: old).prefix(40).map { change in
      switch change {
      case .remove(_, let line, _): "- \(line)"
      case .insert(_, let line, _): "+ \(line)"
      }
    }.joined(separator: "\n")
  }

  // MARK: Files

  static var isRecording: Bool { getenv("RAPPORT_RECORD") != nil }

  static func write(_ text: String, to path: String) {
    guard let file = fopen(path, "wb") else {
      Issue.record("cannot write \(path)")
      return
    }
    defer { fclose(file) }
    let bytes = Array(text.utf8)
    fwrite(bytes, 1, bytes.count, file)
  }
}
