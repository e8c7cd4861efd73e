extension Concentration {
  /// Tiles of as equal a number of accounts as possible in the order of the rows, 1 the largest accounts;
  /// with ten tiles, deciles. The first tiles take what is left over, as SQL's `NTILE`; fewer accounts than
  /// tiles leave the last ones empty.
  ///
  /// - Throws: `parameter`.
  package func tiles(_ tiles: Int = 10) throws(MeasureError) -> [UInt8] {
    guard (2...100).contains(tiles) else { throw .parameter(name: "tiles", allowed: "2 to 100") }
    return Bins.ntile(order, bins: tiles)
  }
}
