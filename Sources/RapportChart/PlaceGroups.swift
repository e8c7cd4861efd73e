/// The values of series place by place, neighbouring places put together where there is no room for each.
struct PlaceGroups {
  /// Places that one group stands for.
  let size: Int
  /// By series, then by group: the mean of what is known.
  let values: [[Double?]]

  init(_ chart: Chart, most: Int) {
    let count = chart.x.labels.count
    size = max(1, (count + most - 1) / max(1, most))
    let groups = (count + size - 1) / size
    let size = size
    values = chart.series.map { series in
      var sums = [Double](repeating: 0, count: groups)
      var counts = [Int](repeating: 0, count: groups)
      for point in series.points where point.y.isFinite {
        sums[Int(point.x) / size] += point.y
        counts[Int(point.x) / size] += 1
      }
      return zip(sums, counts).map { $1 == 0 ? nil : $0 / Double($1) }
    }
  }

  /// A sentence about it, where groups are not single places.
  func note(_ chart: Chart, _ what: String) -> String? {
    size == 1 ? nil : "\(chart.x.labels.count) values of \(chart.x.name); \(what) is the mean of \(size)"
  }
}
