extension [Point] {
  /// With a corner before each point, so that each value holds until the next.
  var withSteps: [Point] {
    var stepped: [Point] = []
    for point in self {
      if let last = stepped.last, !last.y.isNaN, !point.y.isNaN {
        stepped.append(Point(x: point.x, y: last.y, low: last.low, high: last.high))
      }
      stepped.append(point)
    }
    return stepped
  }

  /// Neighbouring points with an interval.
  var withIntervals: [ArraySlice<Point>] {
    split { !$0.low.isFinite || !$0.high.isFinite }.filter { $0.count > 1 }
  }
}
