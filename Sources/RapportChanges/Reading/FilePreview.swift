import RapportStore
import RapportValues

/// What a first look through a whole file tells: its marks, whether it is UTF-8, and a fingerprint to know it again.
struct FilePreview {
  let name: String
  private let path: String
  private(set) var size = 0
  /// The first bytes, for marks of encodings and of other kinds of files.
  private(set) var start: [UInt8] = []
  /// 32 hexadecimal digits; the same bytes have the same. It recognises files and protects from nothing.
  private(set) var fingerprint = ""
  /// Well-formed UTF-8 sequences of more than one byte.
  private(set) var sequences = 0
  /// Bytes that belong to no well-formed sequence.
  private(set) var brokenBytes = 0
  /// The file ends inside a sequence.
  private(set) var endsInsideSequence = false
  private(set) var hasZero = false
  /// Lines that hold more than ASCII.
  private(set) var foreignLines = 0
  /// Those of them that are words of three-byte sequences and nothing else, as Chinese is in UTF-8.
  private(set) var linesOfUTF8 = 0
  /// Where the first of them ends, in bytes.
  private var firstOfUTF8 = 0
  private var line = LineLook()

  private static let chunk = 1 << 20

  /// Whether the text begins like a JSON object.
  var beginsWithObject: Bool { start.first { ![0x20, 0x09, 0x0A, 0x0D].contains($0) } == UInt8(ascii: "{") }

  /// - Parameter name: of the file, for messages.
  init(_ path: String, name: String, isCancelled: () -> Bool) throws {
    self.name = name
    self.path = path
    let file = try InputFile(path)
    var buffer = [UInt8](repeating: 0, count: Self.chunk)
    var hash = FileHash()
    var left: [UInt8] = []
    while true {
      if isCancelled() { throw ImportRun.cancelled }
      let count = try Self.fill(&buffer, from: file)
      if count == 0 { break }
      if size == 0 { start = Array(buffer.prefix(min(count, 4_096))) }
      size += count
      buffer.withUnsafeBufferPointer { all in
        let bytes = Bytes(rebasing: all[..<count])
        hash.add(bytes)
        if left.isEmpty, UTF8Scan.isASCII(bytes) {
          if line.isForeign, bytes.contains(UInt8(ascii: "\n")) { endLine(at: size - count) }
          return
        }
        left = look(at: left + Array(bytes))
      }
    }
    if !left.isEmpty { endsInsideSequence = true }
    endLine(at: size)
    hasZero = start.contains(0)
    fingerprint = hash.text(size)
  }

  /// As full as the file allows, so that pieces do not depend on what the system hands out.
  private static func fill(_ buffer: inout [UInt8], from file: InputFile) throws -> Int {
    let first = try file.read(into: &buffer)
    guard first > 0, first < buffer.count else { return first }
    var rest = [UInt8](repeating: 0, count: buffer.count - first)
    let more = try file.read(into: &rest)
    for index in 0..<more { buffer[first + index] = rest[index] }
    return first + more
  }

  /// Counts sequences; hands back the bytes of one that is not complete.
  private mutating func look(at bytes: [UInt8]) -> [UInt8] {
    bytes.withUnsafeBufferPointer { bytes in
      var position = 0
      while position < bytes.count {
        if bytes[position] < 0x80 {
          if bytes[position] == UInt8(ascii: "\n") { endLine(at: size - bytes.count + position) }
          position &+= 1
          continue
        }
        let step = UTF8Scan.step(bytes, position)
        if step.scalar == nil {
          if Self.isBeginning(bytes, position) { return Array(bytes[position...]) }
          brokenBytes += 1
          line.others += 1
        } else {
          sequences += 1
          if step.length == 3 { line.threes += 1 } else { line.others += 1 }
        }
        position += step.length
      }
      return []
    }
  }

  private mutating func endLine(at position: Int) {
    guard line.isForeign else { return }
    foreignLines += 1
    if line.threes > 1, line.others == 0 {
      if linesOfUTF8 == 0 { firstOfUTF8 = position }
      linesOfUTF8 += 1
    }
    line = LineLook()
  }

  /// The number of the first line of UTF-8; the file is read for it, which only a message is worth.
  func firstLineOfUTF8() throws -> Int {
    let file = try InputFile(path)
    var buffer = [UInt8](repeating: 0, count: Self.chunk)
    var (number, left) = (1, firstOfUTF8)
    while left > 0 {
      let count = min(left, try file.read(into: &buffer))
      if count == 0 { break }
      number += buffer[..<count].count { $0 == UInt8(ascii: "\n") }
      left -= count
    }
    return number
  }

  /// What was seen of a line beside ASCII: sequences of three bytes; other sequences and bytes that belong to none.
  private struct LineLook {
    var threes = 0
    var others = 0
    var isForeign: Bool { threes + others > 0 }
  }

  /// The bytes from `position` to the end begin a sequence that could still become whole.
  private static func isBeginning(_ bytes: Bytes, _ position: Int) -> Bool {
    let length =
      switch bytes[position] {
      case 0xC2..<0xE0: 2
      case 0xE0..<0xF0: 3
      case 0xF0..<0xF5: 4
      default: 0
      }
    let rest = bytes[(position + 1)...]
    return rest.count + 1 < length && rest.allSatisfy { $0 & 0xC0 == 0x80 }
  }
}

/// A fast hash of 128 bits over 8 bytes at a time.
private struct FileHash {
  private var low: UInt64 = 0x9E37_79B9_7F4A_7C15
  private var high: UInt64 = 0xC2B2_AE3D_27D4_EB4F

  mutating func add(_ bytes: Bytes) {
    let raw = UnsafeRawBufferPointer(bytes)
    var position = 0
    while position &+ 8 <= raw.count {
      mix(UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: position, as: UInt64.self)))
      position &+= 8
    }
    var rest: UInt64 = 1
    while position < raw.count {
      rest = rest << 8 | UInt64(raw[position])
      position &+= 1
    }
    mix(rest)
  }

  private mutating func mix(_ word: UInt64) {
    low = (low ^ word) &* 0xFF51_AFD7_ED55_8CCD
    low ^= low >> 32
    high = (high &+ word) &* 0xC4CE_B9FE_1A85_EC53
    high ^= high >> 29
  }

  func text(_ size: Int) -> String {
    var end = self
    end.mix(UInt64(truncatingIfNeeded: size))
    return [end.low, end.high].map {
      let digits = String($0, radix: 16)
      return String(repeating: "0", count: 16 - digits.count) + digits
    }.joined()
  }
}
