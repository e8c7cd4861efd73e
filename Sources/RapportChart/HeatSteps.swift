/// The steps into which a heat map divides its values.
struct HeatSteps {
  static let count = 4

  private let low: Double
  private let high: Double
  /// The steps that values have, with the smallest and the largest of each.
  private(set) var used: [(step: Int, low: Double, high: Double)] = []

  init(_ values: some Sequence<Double>) {
    let values = Array(values)
    low = values.min() ?? 0
    high = values.max() ?? 0
    var ranges = [(low: Double, high: Double)?](repeating: nil, count: Self.count)
    for value in values {
      let step = self.step(value)
      let known = ranges[step] ?? (value, value)
      ranges[step] = (min(known.low, value), max(known.high, value))
    }
    used = ranges.enumerated().compactMap { step, range in range.map { (step, $0.low, $0.high) } }
  }

  /// From 0 to `count` − 1; where all values are equal, a middle one.
  func step(_ value: Double) -> Int {
    min(Self.count - 1, Int(Share.of(value, from: low, to: high) * Double(Self.count)))
  }

  /// The legend's entry for a step: its smallest and its largest value.
  static func text(_ low: Double, _ high: Double, _ values: ValueText) -> String {
    low == high ? values.text(low) : "\(values.text(low)) .. \(values.text(high))"
  }
}
