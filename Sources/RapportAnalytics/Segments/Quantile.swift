/// Quantiles by the seventh definition of Hyndman and Fan (1996), the default of R and of spreadsheets.
///
/// The k-th of n cuts lies at rank (rows − 1)·k/n, counted from 0, between neighbours by linear
/// interpolation. Ranks are computed in whole numbers, so a cut that falls on a row is that row's value
/// exactly.
enum Quantile {
  /// The value below which `part / parts` of the rows lie; `sorted` is ascending and not empty.
  static func type7(_ sorted: [Double], part: Int, of parts: Int) -> Double {
    let (rank, rest) = ((sorted.count - 1) * part).quotientAndRemainder(dividingBy: parts)
    let low = sorted[rank]
    guard rest > 0, rank + 1 < sorted.count, sorted[rank + 1] != low else { return low }
    let weight = Double(rest) / Double(parts)
    return (1 - weight) * low + weight * sorted[rank + 1]
  }

  /// The ranks that `type7` looks at, in ascending order.
  static func ranks(_ count: Int, part: Int, of parts: Int) -> [Int] {
    let (rank, rest) = ((count - 1) * part).quotientAndRemainder(dividingBy: parts)
    return rest > 0 && rank + 1 < count ? [rank, rank + 1] : [rank]
  }

  /// The middle value, or the mean of the two middle ones; nil if there is none.
  static func median(_ sorted: [Double]) -> Double? {
    sorted.isEmpty ? nil : type7(sorted, part: 1, of: 2)
  }
}
