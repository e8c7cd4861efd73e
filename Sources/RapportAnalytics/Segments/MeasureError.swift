/// Why a measure over customers cannot be computed from what was given.
package enum MeasureError: Error, Equatable, Sendable {
  /// There are no rows.
  case empty
  /// Columns that belong together have different lengths.
  case unequalLengths(expected: Int, found: Int)
  /// A value is not a number or infinite.
  case notFinite(row: Int)
  /// A value is below zero where only amounts of zero or more have a meaning.
  case negative(row: Int)
  /// A value lies outside what its column may hold.
  case outOfRange(row: Int, allowed: String)
  /// All amounts are zero, so nothing can be divided by their sum.
  case nothingToShare
  /// Nothing has ended or been lost, so a test of endings has nothing to go by.
  case noEvents
  /// Sums leave the range of floating-point numbers.
  case tooLarge
  /// There are fewer rows than the measure needs.
  case tooFew(needed: Int, found: Int)
  /// A parameter has no meaning; `allowed` says which have.
  case parameter(name: String, allowed: String)

  /// What is wrong, in one sentence without a full stop.
  package var reason: String {
    switch self {
    case .empty: "there are no rows"
    case .unequalLengths(let expected, let found): "one column has \(expected) rows and another \(found)"
    case .notFinite(let row): "row \(row + 1) holds a value that is not a finite number"
    case .negative(let row): "row \(row + 1) holds a value below zero"
    case .outOfRange(let row, let allowed): "row \(row + 1) is outside \(allowed)"
    case .nothingToShare: "all amounts are zero"
    case .noEvents: "nothing has ended among the rows"
    case .tooLarge: "the values are too large to be added up"
    case .tooFew(let needed, let found): "\(needed) rows are needed and there are \(found)"
    case .parameter(let name, let allowed): "\(name) must be \(allowed)"
    }
  }

  /// What the user can do, or what can still be computed.
  package var wayOut: String {
    switch self {
    case .empty: "widen the condition that chooses the rows"
    case .unequalLengths: "give every row a value in each column"
    case .notFinite: "leave such rows out"
    case .negative: "leave such rows out, or count amounts below zero as zero"
    case .outOfRange: "correct the value or leave the row out"
    case .nothingToShare: "counts and ranks can still be computed"
    case .noEvents: "survival is 100 % so far; choose a longer time of observation"
    case .tooLarge: "measure in larger units, such as thousands"
    case .tooFew: "ask for fewer groups or take more rows"
    case .parameter(let name, _): "choose another \(name)"
    }
  }
}

/// Checks that columns share before any arithmetic.
enum Require {
  static func equalLength(_ expected: Int, _ found: Int) throws(MeasureError) {
    guard expected == found else { throw .unequalLengths(expected: expected, found: found) }
  }

  static func notEmpty(_ count: Int) throws(MeasureError) {
    guard count > 0 else { throw .empty }
  }

  static func finite(_ values: [Double]) throws(MeasureError) {
    guard let row = values.firstIndex(where: { !$0.isFinite }) else { return }
    throw .notFinite(row: row)
  }

  static func notNegative(_ values: [Double]) throws(MeasureError) {
    try finite(values)
    guard let row = values.firstIndex(where: { $0 < 0 }) else { return }
    throw .negative(row: row)
  }
}
