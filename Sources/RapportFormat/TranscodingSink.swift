import Glibc
import RapportValues

/// Hands output on in GB18030, for programs that read no UTF-8. What cannot be written in it is an error.
final class TranscodingSink: ByteSink {
  private var sink: any ByteSink
  private let converter: iconv_t
  /// The beginning of a character whose rest has not come yet.
  private var held: [UInt8] = []
  private var converted = [UInt8](repeating: 0, count: TranscodingSink.blockSize)
  private static let blockSize = 1 << 16

  init(_ sink: any ByteSink) throws {
    guard let converter = iconv_open("GB18030", "UTF-8"), converter != iconv_t(bitPattern: -1) else {
      throw SinkError.noEncoding("GB18030")
    }
    self.sink = sink
    self.converter = converter
  }

  deinit { iconv_close(converter) }

  func write(_ bytes: UnsafeRawBufferPointer) throws {
    guard !bytes.isEmpty else { return }
    if held.isEmpty {
      held = try convert(bytes)
    } else {
      var joined = held
      joined.append(contentsOf: bytes)
      held = try joined.withUnsafeBytes { try convert($0) }
    }
  }

  func flush() throws {
    if !held.isEmpty { throw SinkError.unencodable(describe(held[...]), encoding: "GB18030") }
    try sink.flush()
  }

  /// Converts all whole characters and gives what is left.
  private func convert(_ bytes: UnsafeRawBufferPointer) throws -> [UInt8] {
    // iconv takes a pointer it could write through, but only reads.
    var source = UnsafeMutablePointer(mutating: bytes.bindMemory(to: CChar.self).baseAddress)
    var left = bytes.count
    while left > 0 {
      var failure: Int32 = 0
      let count = converted.withUnsafeMutableBytes { target -> Int in
        var position = target.bindMemory(to: CChar.self).baseAddress
        var room = target.count
        if iconv(converter, &source, &left, &position, &room) == -1 { failure = errno }
        return target.count - room
      }
      if count > 0 { try converted.withUnsafeBytes { try sink.write(.init(rebasing: $0[..<count])) } }
      let rest = bytes[(bytes.count - left)...]
      switch failure {
      case 0, E2BIG: continue
      case EINVAL: return Array(rest)
      default: throw SinkError.unencodable(describe(rest), encoding: "GB18030")
      }
    }
    return []
  }

  /// `U+1F600`, or the byte that begins no character.
  private func describe(_ rest: some Collection<UInt8>) -> String {
    let bytes = Array(rest.prefix(4))
    let scalar = bytes.withUnsafeBufferPointer { UTF8Scan.step($0, 0).scalar }
    let digits = String(scalar ?? UInt32(bytes.first ?? 0), radix: 16, uppercase: true)
    guard let scalar else { return "the byte 0x\(digits)" }
    return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
      + (Unicode.Scalar(scalar).map { " (\(TerminalText.escape(String(Character($0)))))" } ?? "")
  }
}

/// A sink that hands everything on in GB18030.
package func makeTranscodingSink(_ sink: any ByteSink) throws -> any ByteSink { try TranscodingSink(sink) }
