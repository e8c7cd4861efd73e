import RapportStore

/// The lines of a text that are not empty.
struct LineReader {
  private(set) var text: [UInt8] = []
  /// Line on which `text` stands, from 1.
  private(set) var line = 0

  private let source: any ByteSource
  private let name: String
  private var buffer = [UInt8](repeating: 0, count: 65_536)
  private var position = 0
  private var filled = 0
  private var isAtEnd = false
  private static let longest = 64_000_000

  /// - Parameter name: of the file, for messages.
  init(_ source: any ByteSource, name: String) {
    self.source = source
    self.name = name
  }

  /// Moves to the next line that holds something; false at the end.
  mutating func next() throws -> Bool {
    repeat {
      text.removeAll(keepingCapacity: true)
      guard try read() else { return false }
      line += 1
    } while text.allSatisfy { $0 == 0x20 || $0 &- 0x09 < 5 }
    return true
  }

  private mutating func read() throws -> Bool {
    var found = false
    while true {
      if position == filled {
        if isAtEnd { return found }
        filled = try source.read(into: &buffer)
        position = 0
        isAtEnd = filled == 0
        if isAtEnd { return found }
      }
      found = true
      let end = buffer[position..<filled].firstIndex(of: UInt8(ascii: "\n"))
      text.append(contentsOf: buffer[position..<(end ?? filled)])
      position = end.map { $0 + 1 } ?? filled
      if end != nil { return true }
      if text.count > Self.longest {
        throw ImportError(
          .data, .malformed, "`\(name)` line \(line + 1): the line is longer than 64 MB",
          help: ["JSON lines hold one object each; an array of objects becomes lines with `jq -c '.[]'`"])
      }
    }
  }
}
