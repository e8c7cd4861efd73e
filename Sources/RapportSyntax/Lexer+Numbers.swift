// Numbers, dates and calendar periods.

extension Lexer {
  /// Codes of characters beyond ASCII inside `run`.
  private static let tenThousand: UInt8 = 0x81
  private static let hundredMillion: UInt8 = 0x82
  private static let otherLetter: UInt8 = 0x80

  /// Reads everything that touches a digit as one literal, then says what it is.
  mutating func lexNumber() {
    let start = position
    let stop = readRun()
    let literal = stop
    switch classify(from: start, to: stop) {
    case .number(let value):
      list.literals.append(value)
      add(.literal, from: start, to: literal, payload: list.literals.count - 1)
    case .period(let value):
      list.periods.append(value)
      add(.period, from: start, to: literal, payload: list.periods.count - 1)
    case .invalid:
      add(.error, from: start, to: literal)
    }
    checkTrailingPoint(start)
  }

  enum NumberLike {
    case number(Literal)
    case period(PeriodExpression)
    case invalid
  }

  /// Fills `run` and returns its end.
  private mutating func readRun() -> Int {
    run.removeAll(keepingCapacity: true)
    var offset = position
    var isDateTime = false
    while offset < end {
      let (scalar, length) = scalar(at: offset)
      switch scalar {
      case 0x30...0x39, 0x5F:
        run.append(UInt8(scalar))
      case 0x41...0x5A, 0x61...0x7A:
        if scalar == 0x54, run.count == 10 { isDateTime = true }
        run.append(UInt8(scalar))
      case 0x2D:
        guard startsDatePart(offset + length) else { return offset }
        run.append(0x2D)
      case 0x2E:
        guard run.last.map(Self.isDigit) ?? false, isDigit(at: offset + length) else { return offset }
        run.append(0x2E)
      case 0x3A:
        guard isDateTime, isDigit(at: offset + length) else { return offset }
        run.append(0x3A)
      case 0x25:
        run.append(0x25)
        return offset + length
      case 0x4E07, 0x842C: run.append(Self.tenThousand)
      case 0x4EBF, 0x5104: run.append(Self.hundredMillion)
      case Self.invalid: return offset
      default:
        guard scalar >= 0x80, Self.isNamePart(scalar) else { return offset }
        run.append(Self.otherLetter)
      }
      offset += length
    }
    return offset
  }

  static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

  private func isDigit(at offset: Int) -> Bool { (0x30...0x39).contains(scalar(at: offset).0) }

  /// A digit, or one of `Q H W` before a digit: what may follow the `-` of a date.
  private func startsDatePart(_ offset: Int) -> Bool {
    let (scalar, length) = scalar(at: offset)
    switch scalar {
    case 0x30...0x39: return true
    case 0x51, 0x48, 0x57, 0x71, 0x68, 0x77: return isDigit(at: offset + length)
    default: return false
    }
  }

  private mutating func classify(from start: Int, to stop: Int) -> NumberLike {
    if run.contains(0x2D) { return classifyDate(from: start, to: stop) }
    return classifyNumber(from: start, to: stop)
  }

  /// `12`, `1_000`, `10k`, `1.5M`, `3万`, `20%`.
  private mutating func classifyNumber(from start: Int, to stop: Int) -> NumberLike {
    var unscaled: Int64 = 0
    var scale = 0
    var index = 0
    var sawPoint = false
    var overflow = false
    while index < run.count, Self.isDigit(run[index]) || run[index] == 0x5F || run[index] == 0x2E {
      let byte = run[index]
      index += 1
      if byte == 0x5F { continue }
      if byte == 0x2E {
        if sawPoint { return malformed(from: start, to: stop) }
        sawPoint = true
        continue
      }
      if sawPoint { scale += 1 }
      let (product, first) = unscaled.multipliedReportingOverflow(by: 10)
      let (sum, second) = product.addingReportingOverflow(Int64(byte - 0x30))
      overflow = overflow || first || second
      unscaled = overflow ? 0 : sum
    }
    if index > 0, run[index - 1] == 0x5F { return malformed(from: start, to: stop) }
    var exponent = 0
    if index < run.count {
      guard index == run.count - 1 else { return malformed(from: start, to: stop) }
      switch run[index] {
      case 0x6B: exponent = 3
      case 0x4D: exponent = 6
      case Self.tenThousand: exponent = 4
      case Self.hundredMillion: exponent = 8
      case 0x25: exponent = -2
      default: return malformed(from: start, to: stop)
      }
    }
    while exponent > 0, scale > 0 {
      exponent -= 1
      scale -= 1
    }
    while exponent > 0 {
      let (product, tooLarge) = unscaled.multipliedReportingOverflow(by: 10)
      overflow = overflow || tooLarge
      unscaled = overflow ? 0 : product
      exponent -= 1
    }
    if overflow || scale > 16 {
      report(
        "R0004", "this number has too many digits", from: start, to: stop,
        help: ["whole numbers reach from -9223372036854775807 to 9223372036854775807"])
      return .invalid
    }
    if exponent < 0 { scale += 2 }
    let isWhole = !sawPoint && run.last != 0x25
    if isWhole { return .number(.integer(unscaled)) }
    if scale == 0 { return .number(.decimal(unscaled: unscaled, scale: 0)) }
    return .number(.decimal(unscaled: unscaled, scale: scale))
  }

  /// One message for a literal that is none, with the most likely meaning.
  private mutating func malformed(from start: Int, to stop: Int) -> NumberLike {
    let text = slice(start, stop)
    let digits = run.prefix { Self.isDigit($0) || $0 == 0x5F || $0 == 0x2E }
    let number = String(decoding: digits, as: UTF8.self)
    let rest = String(text.dropFirst(digits.count))
    var help: [String] = []
    if let unit = Units.suggestion(for: rest) {
      help = ["write `\(number) \(Units.plural(unit, count: number))`"]
    } else if rest == "K" || rest == "m" {
      help = ["write `\(number)\(rest == "K" ? "k" : "M")`"]
    } else if rest.count == 2, "QHqh".contains(rest.prefix(1)), digits.count == 4 {
      help = ["write `\(number)-\(rest.uppercased())`"]
    } else if rest.lowercased().hasPrefix("e") {
      help = ["write the number out, or use `k`, `M`, `万`, `亿`"]
    } else if rest.allSatisfy({ $0.isLetter }), !rest.isEmpty {
      help = ["units are \(Units.list); a name cannot begin with a digit unless it stands in back-ticks"]
    }
    report("R0004", "`\(visible(text))` is not a number", from: start, to: stop, help: help)
    return .invalid
  }

  /// `5.` and `5.name`: digits are required on both sides of a point.
  private mutating func checkTrailingPoint(_ start: Int) {
    let (scalar, length) = scalar(at: position)
    guard scalar == 0x2E, self.scalar(at: position + length).0 != 0x2E else { return }
    guard list.tokens.last?.kind == .literal else { return }
    let text = slice(start, position)
    report(
      "R0004", "a decimal point needs digits on both sides", from: start, to: position + length,
      help: ["write `\(text)` or `\(text).0`"])
    position += length
    list.tokens[list.tokens.count - 1].end = position
  }

  /// `.5`
  mutating func lexLeadingPoint() {
    let start = position
    position += scalar(at: position).1
    let stop = readRun()
    report(
      "R0004", "a decimal point needs digits on both sides", from: start, to: stop,
      help: ["write `0\(slice(start, stop))`"])
    add(.error, from: start, to: stop)
  }
}
