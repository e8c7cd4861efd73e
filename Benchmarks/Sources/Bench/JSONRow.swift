/// The values of one flat JSON object on a line, as they would stand in a CSV file.
enum JSONRow {
  /// Brackets and commas around the object, as in an array with an object per line, are passed over.
  static func cells(_ line: some Collection<UInt8>) -> [String] {
    var cells: [String] = []
    var isKey = true
    var word: [UInt8] = []
    var iterator = line.makeIterator()
    while let byte = iterator.next() {
      switch byte {
      case UInt8(ascii: "\""):
        let text = string(&iterator)
        if !isKey { cells.append(text) }
      case UInt8(ascii: ":"):
        isKey = false
        word = []
      case UInt8(ascii: ","), UInt8(ascii: "}"):
        if !isKey, !word.isEmpty { cells.append(literal(word)) }
        isKey = true
        word = []
      case UInt8(ascii: " "), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "{"): break
      default: word.append(byte)
      }
    }
    return cells
  }

  private static func literal(_ word: [UInt8]) -> String {
    let text = String(decoding: word, as: UTF8.self)
    return text == "null" ? "" : text
  }

  /// The rest of a string after its opening quotation mark.
  private static func string(_ iterator: inout some IteratorProtocol<UInt8>) -> String {
    var bytes: [UInt8] = []
    while let byte = iterator.next(), byte != UInt8(ascii: "\"") {
      guard byte == UInt8(ascii: "\\"), let escaped = iterator.next() else {
        bytes.append(byte)
        continue
      }
      switch escaped {
      case UInt8(ascii: "n"): bytes.append(10)
      case UInt8(ascii: "t"): bytes.append(9)
      case UInt8(ascii: "r"): bytes.append(13)
      case UInt8(ascii: "u"):
        // Neither side escapes what is not a control character, so the last two digits suffice.
        let digits = (0..<4).compactMap { _ in iterator.next() }
        bytes.append(UInt8(String(decoding: digits.suffix(2), as: UTF8.self), radix: 16) ?? 63)
      default: bytes.append(escaped)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
