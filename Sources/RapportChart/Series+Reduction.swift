/// Series of very many points, put together while rows still come, so that a chart of any number of rows takes some
/// megabytes. What is dropped would be drawn where a kept point is.
extension Series {
  /// Points that a line or a cloud of dots may grow to.
  static let mostPoints = 1 << 19
  /// Lines of more points are reduced before they are sorted.
  static let mostSorted = 1 << 16
  /// Finer than any picture that is drawn.
  private static let columns = 4_096

  /// Keeps of each column of a fine grid the first, lowest, highest and last point of a line.
  mutating func reduceLine() {
    let range = Self.range(points.lazy.map(\.x))
    var extremes = [Extremes?](repeating: nil, count: Self.columns)
    for (index, point) in points.enumerated() {
      let column = Int(Self.share(point.x, of: range) * Double(Self.columns - 1))
      extremes[column] = extremes[column]?.with(index, point, of: points) ?? Extremes(index)
    }
    var isKept = [Bool](repeating: false, count: points.count)
    for case let column? in extremes {
      for index in [column.first, column.lowest, column.highest, column.last] { isKept[index] = true }
    }
    replace(with: zip(points, isKept).filter(\.1).map(\.0))
  }

  /// Points of one column, by their positions in the order in which they came.
  private struct Extremes {
    var first, lowest, highest, last: Int

    init(_ index: Int) { (first, lowest, highest, last) = (index, index, index, index) }

    /// With a later point. One without a value only stands where no other does.
    func with(_ index: Int, _ point: Point, of points: [Point]) -> Extremes {
      if point.y.isNaN { return self }
      if points[first].y.isNaN { return Extremes(index) }
      var extremes = self
      if point.x < points[first].x { extremes.first = index }
      if point.x >= points[last].x { extremes.last = index }
      if point.y < points[lowest].y { extremes.lowest = index }
      if point.y > points[highest].y { extremes.highest = index }
      return extremes
    }
  }

  /// Keeps one dot of each cell of a grid, and those that reach furthest.
  mutating func reduceDots() {
    let known = points.filter { $0.x.isFinite && $0.y.isFinite }
    var kept = known
    var size = Self.columns
    while kept.count > Self.mostPoints / 2 {
      size /= 2
      kept = Self.dots(of: known, size: size)
    }
    replace(with: kept)
  }

  private mutating func replace(with kept: [Point]) {
    dropped += points.count - kept.count
    points = kept
  }

  private static func dots(of points: [Point], size: Int) -> [Point] {
    let (across, up) = (range(points.lazy.map(\.x)), range(points.lazy.map(\.y)))
    func cell(_ value: Double, _ range: ClosedRange<Double>) -> Int {
      Int(share(value, of: range) * Double(size - 1))
    }
    func reachesFurthest(_ point: Point) -> Bool {
      point.x == across.lowerBound || point.x == across.upperBound || point.y == up.lowerBound
        || point.y == up.upperBound
    }
    // Many may reach equally far; each of their places is kept once, beside the first dot there.
    var seen = [Bool](repeating: false, count: 2 * size * size)
    return points.filter { point in
      let place = 2 * (cell(point.x, across) * size + cell(point.y, up)) + (reachesFurthest(point) ? 1 : 0)
      if seen[place] { return false }
      seen[place] = true
      return true
    }
  }

  /// The share of a range below a value, from 0 to 1.
  private static func share(_ value: Double, of range: ClosedRange<Double>) -> Double {
    // Halves, because the width of all numbers is none.
    let width = range.upperBound / 2 - range.lowerBound / 2
    let share = (value / 2 - range.lowerBound / 2) / width
    return share > 0 ? min(share, 1) : 0
  }

  private static func range(_ values: some Sequence<Double>) -> ClosedRange<Double> {
    var (low, high) = (Double.infinity, -Double.infinity)
    for value in values where value.isFinite {
      low = min(low, value)
      high = max(high, value)
    }
    return low <= high ? low...high : 0...0
  }
}

extension [Point] {
  /// By place; points of one place keep their order.
  func sortedByPlace() -> [Point] {
    if zip(self, dropFirst()).allSatisfy({ $0.x <= $1.x }) { return self }
    return enumerated().sorted { ($0.element.x, $0.offset) < ($1.element.x, $1.offset) }.map(\.element)
  }
}
