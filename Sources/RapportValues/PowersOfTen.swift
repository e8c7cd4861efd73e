/// Exact powers of ten.
package enum PowersOfTen {
  /// 10^0 … 10^18: all that fit into `Int64`.
  package static let int64: [Int64] = {
    var powers: [Int64] = [1]
    for _ in 1...18 { powers.append((powers.last ?? 1) &* 10) }
    return powers
  }()

  /// 10^0 … 10^38: all that fit into `Int128`.
  static let int128: [Int128] = {
    var powers: [Int128] = [1]
    for _ in 1...38 { powers.append((powers.last ?? 1) &* 10) }
    return powers
  }()

  /// 10^0 … 10^22: all that a `Double` holds exactly.
  static let double: [Double] = {
    var powers: [Double] = [1]
    for _ in 1...22 { powers.append((powers.last ?? 1) * 10) }
    return powers
  }()

  /// 10^exponent; nil if it does not fit.
  package static func int64(_ exponent: Int) -> Int64? {
    int64.indices.contains(exponent) ? int64[exponent] : nil
  }

  /// 10^exponent; nil if it does not fit.
  package static func int128(_ exponent: Int) -> Int128? {
    int128.indices.contains(exponent) ? int128[exponent] : nil
  }
}
