/// The time part of a stored date and time: ` HH:MM[:SS[.fff]][zone]` after a blank or a `T`.
enum ClockText {
  /// Seconds since midnight, or nil if the bytes from `start` are no time of day. A fraction is dropped; a
  /// zone (`Z`, `+08:00`, `+0800`, `+08`) is accepted and not applied.
  static func parse(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
    guard bytes.count >= start + 6, bytes[start] == UInt8(ascii: " ") || bytes[start] == UInt8(ascii: "T"),
      let hour = twoDigits(bytes, start + 1), hour < 24, bytes[start + 3] == UInt8(ascii: ":"),
      let minute = twoDigits(bytes, start + 4), minute < 60
    else { return nil }
    var position = start + 6
    var seconds = hour * 3_600 + minute * 60
    if position < bytes.count, bytes[position] == UInt8(ascii: ":") {
      guard let second = twoDigits(bytes, position + 1), second < 60 else { return nil }
      seconds += second
      position += 3
      if position < bytes.count, bytes[position] == UInt8(ascii: ".") {
        let digits = position + 1
        position = digits
        while position < bytes.count, isDigit(bytes[position]) { position += 1 }
        guard position > digits else { return nil }
      }
    }
    return isZone(bytes, from: position) ? seconds : nil
  }

  private static func isZone(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Bool {
    let rest = bytes.count - start
    if rest == 0 { return true }
    if bytes[start] == UInt8(ascii: "Z") { return rest == 1 }
    guard bytes[start] == UInt8(ascii: "+") || bytes[start] == UInt8(ascii: "-"),
      twoDigits(bytes, start + 1) != nil
    else { return false }
    switch rest {
    case 3: return true
    case 5: return twoDigits(bytes, start + 3) != nil
    case 6: return bytes[start + 3] == UInt8(ascii: ":") && twoDigits(bytes, start + 4) != nil
    default: return false
    }
  }

  static func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }

  /// The number in two digits at `position`; nil if there are none.
  static func twoDigits(_ bytes: UnsafeBufferPointer<UInt8>, _ position: Int) -> Int? {
    guard position + 1 < bytes.count else { return nil }
    let tens = bytes[position] &- UInt8(ascii: "0")
    let ones = bytes[position + 1] &- UInt8(ascii: "0")
    guard tens < 10, ones < 10 else { return nil }
    return Int(tens) * 10 + Int(ones)
  }
}
