/// The extent and the marks of the axis along which values stand.
struct AxisLayout {
  let low: Double
  let high: Double
  let marks: [Mark]

  /// - Parameter most: about as many marks as there is room for.
  init(_ chart: Chart, most: Int) {
    let range = chart.placeRange ?? 0...1
    switch chart.x.scale {
    case .categories(let labels):
      (low, high) = (range.lowerBound, range.upperBound)
      let every = max(1, (labels.count + most - 1) / max(1, most))
      marks = stride(from: 0, to: labels.count, by: every).map {
        Mark(position: Double($0), label: labels[$0])
      }
    case .number:
      let scale = NiceScale(range, steps: most)
      (low, high) = (scale.low, scale.high)
      marks = zip(scale.marks, NumberLabel.marks(scale.marks, step: scale.step)).map {
        Mark(position: $0, label: $1)
      }
    case .time(let hasClock):
      // A single day has its place in the middle.
      let isPoint = range.lowerBound == range.upperBound
      (low, high) =
        isPoint ? (range.lowerBound - 1, range.upperBound + 1) : (range.lowerBound, range.upperBound)
      marks = TimeMarks.marks(low...high, most: most, hasClock: hasClock)
    }
  }

  /// The share of the axis in front of a place, from 0 to 1.
  func share(_ place: Double) -> Double { Share.of(place, from: low, to: high) }
}
