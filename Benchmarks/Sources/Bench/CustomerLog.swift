import Glibc

/// Made-up customers whose rates to order and to stop differ, the same every time: days with a repeat order,
/// day of the last, days observed.
enum CustomerLog {
  static func write(_ count: Int, to path: String) throws(BenchError) {
    var random = Variates(state: 0x2545_F491_4F6C_DD1D)
    var text = "orders,last,age\n"
    text.reserveCapacity(count * 12)
    for _ in 0..<count {
      let (orders, last, age) = customer(&random)
      text += "\(orders),\(last),\(age)\n"
    }
    try TextFile.write(text, to: path)
  }

  /// As Pareto/NBD has it, with about the estimates of the CDNOW sample, seen for a month to two years.
  private static func customer(_ random: inout Variates) -> (Int, Int, Int) {
    let age = 30 + Int(random.unit() * 700)
    let (rate, stop) = (random.gamma(0.55) / 74, random.gamma(0.61) / 82)
    let end = min(Double(age), random.exponential() / stop)
    var (time, orders, last) = (0.0, 0, 0)
    while true {
      time += random.exponential() / rate
      guard time <= end else { return (orders, last, age) }
      // Orders of one day are one.
      if Int(time) > last { (orders, last) = (orders + 1, Int(time)) }
    }
  }
}

/// Random variates from xorshift.
private struct Variates {
  var state: UInt64

  /// Above 0 and below 1.
  mutating func unit() -> Double {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return (Double(state >> 12) + 0.5) * 0x1p-52
  }

  mutating func exponential() -> Double { -log(unit()) }

  /// Of scale 1 and a shape below 1: a variate of the shape above it (Marsaglia, Tsang 2000) times a power.
  mutating func gamma(_ shape: Double) -> Double {
    let d = shape + 2.0 / 3
    while true {
      let z = (2 * exponential()).squareRoot() * cos(2 * Double.pi * unit())
      let root = 1 + z / (9 * d).squareRoot()
      let v = root * root * root
      if v > 0, log(unit()) < z * z / 2 + d - d * v + d * log(v) { return d * v * pow(unit(), 1 / shape) }
    }
  }
}
