/// Lines of more points than a picture has columns.
///
/// Of the points in a column only the first, the lowest, the highest and the last are kept, in their order:
/// what is drawn covers the same dots (the M4 aggregation of Jugel et al., 2014).
enum LineReduction {
  /// - Parameters:
  ///   - points: sorted by place.
  ///   - share: the share of the axis in front of a place.
  static func reduce(_ points: [Point], columns: Int, share: (Double) -> Double) -> [Point] {
    guard columns > 0, points.count > columns * 4 else { return points }
    var kept: [Point] = []
    var start = 0
    while start < points.count {
      let column = number(points[start], columns, share)
      var end = start + 1
      while end < points.count, number(points[end], columns, share) == column { end += 1 }
      kept += extremes(of: points[start..<end])
      start = end
    }
    return kept
  }

  private static func number(_ point: Point, _ columns: Int, _ share: (Double) -> Double) -> Int {
    Int(share(point.x) * Double(columns - 1) + 0.5)
  }

  private static func extremes(of points: ArraySlice<Point>) -> [Point] {
    let known = points.indices.filter { !points[$0].y.isNaN }
    guard let first = known.first, let last = known.last,
      let lowest = known.min(by: { points[$0].y < points[$1].y }),
      let highest = known.max(by: { points[$0].y < points[$1].y })
    else { return Array(points.prefix(1)) }
    return Set([first, lowest, highest, last]).sorted().map { points[$0] }
  }
}
