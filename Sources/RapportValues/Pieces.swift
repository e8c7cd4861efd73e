/// May end long work, by throwing.
package typealias Check = () throws -> Void

/// Calls `body` with ranges that are 0 ..< count together, and `check` before each, which is every few milliseconds
/// where a row takes some nanoseconds.
package func inPieces(_ count: Int, _ check: Check, _ body: (Range<Int>) throws -> Void) rethrows {
  for start in stride(from: 0, to: count, by: rowsOfPiece) {
    try check()
    try body(start..<min(start &+ rowsOfPiece, count))
  }
}

private let rowsOfPiece = 1 << 18
