import RapportStore

/// The text of a file as UTF-8. A byte that means nothing in its encoding becomes the byte FF, which is never part of
/// UTF-8: so the record it stands in is found broken and rejected, and nothing is replaced in silence.
final class DecodedFile: ByteSource {
  private static let broken: UInt8 = 0xFF

  private let file: InputFile
  private let encoding: TextEncoding
  private let converter: Converter?
  private var input = [UInt8](repeating: 0, count: 65_536)
  /// Bytes of the file that are not converted yet.
  private var waiting: ArraySlice<UInt8> = []
  private var isAtEnd = false
  private var markLeft: Int
  /// Bytes of the file that were handed on.
  private(set) var bytesRead = 0

  init(_ input: Input) throws {
    file = try InputFile(input.path)
    encoding = input.encoding
    converter = encoding.isUTF8 ? nil : Converter(from: encoding.name)
    markLeft = encoding.mark
  }

  func read(into buffer: inout [UInt8]) throws -> Int {
    guard let converter else { return try readPlain(&buffer) }
    while true {
      if waiting.isEmpty || needsMore { try fill() }
      if waiting.isEmpty { return 0 }
      let count = convert(with: converter, into: &buffer)
      if count > 0 { return count }
    }
  }

  /// UTF-8 needs no conversion.
  private func readPlain(_ buffer: inout [UInt8]) throws -> Int {
    var count = try file.read(into: &buffer)
    bytesRead += count
    guard markLeft > 0 else { return count }
    let skipped = min(markLeft, count)
    markLeft -= skipped
    count -= skipped
    for index in 0..<count { buffer[index] = buffer[index + skipped] }
    return count
  }

  private var needsMore = false

  private func fill() throws {
    guard !isAtEnd else { return }
    needsMore = false
    let count = try file.read(into: &input)
    bytesRead += count
    isAtEnd = count == 0
    let skipped = min(markLeft, count)
    markLeft -= skipped
    waiting = waiting.isEmpty ? input[skipped..<count] : (Array(waiting) + input[skipped..<count])[...]
  }

  private func convert(with converter: Converter, into buffer: inout [UInt8]) -> Int {
    var written = 0
    // Room for one more character and a mark.
    while written + 16 < buffer.count, !waiting.isEmpty {
      let step = waiting.withUnsafeBytes { source in
        buffer.withUnsafeMutableBytes {
          converter.run(source, into: UnsafeMutableRawBufferPointer(rebasing: $0[written..<($0.count - 8)]))
        }
      }
      waiting = waiting.dropFirst(step.read)
      written += step.written
      switch step.stop {
      case .inputUsed: return written
      case .outputFull: return written
      case .incomplete where !isAtEnd:
        needsMore = true
        return written
      case .incomplete, .meaningless:
        buffer[written] = Self.broken
        written += 1
        waiting = waiting.dropFirst(encoding.unit)
        converter.reset()
      }
    }
    return written
  }
}
