/// Texts of period instances like the published ones, which have a solution by how they are made: every customer is put
/// on a vehicle of each of its days first, and what the vehicles have room for follows from it.
struct MadeInstance {
  private var state: UInt64
  private let vehicles: Int
  private let days: Int

  init(seed: UInt64, vehicles: Int, days: Int) {
    state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 7
    (self.vehicles, self.days) = (vehicles, days)
  }

  private mutating func below(_ count: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int(state >> 33) % max(count, 1)
  }

  /// Sets of days that are equally far apart, as bit masks.
  private func patterns(_ frequency: Int) -> [Int] {
    let gap = days / frequency
    return (0..<gap).map { first in
      (0..<frequency).reduce(0) { $0 | 1 << (days - 1 - first - $1 * gap) }
    }
  }

  /// Every vehicle is exactly full every day; there is no limit of duration, and no service.
  func full(capacity: Int, regular: Int) -> String {
    var copy = self
    var room = [Int](repeating: capacity, count: vehicles * days)
    var customers: [String] = []
    let frequencies = (2...days).filter { days % $0 == 0 }
    for _ in 0..<regular {
      let patterns = patterns(frequencies[copy.below(frequencies.count)])
      let (pattern, demand, vehicle) = (patterns[copy.below(patterns.count)], 1 + copy.below(3), copy.below(vehicles))
      let slots = (0..<days).filter { pattern >> (days - 1 - $0) & 1 == 1 }.map { $0 * vehicles + vehicle }
      guard slots.allSatisfy({ room[$0] > 2 * demand }) else { continue }
      for slot in slots { room[slot] -= demand }
      customers.append(copy.customer(service: 0, demand, patterns))
    }
    for slot in room.indices {
      while room[slot] > 0 {
        let demand = min(room[slot], 2 + copy.below(capacity / 4))
        room[slot] -= demand
        customers.append(copy.customer(service: 0, demand, copy.patterns(1)))
      }
    }
    return copy.text(customers, "0 \(capacity)")
  }

  /// With service times and a duration that a fair solution keeps.
  func limited(customers count: Int, duration: Int, capacity: Int) -> String {
    var copy = self
    let frequencies = (1...days).filter { days % $0 == 0 }
    let customers = (0..<count).map { number in
      copy.customer(
        service: 1 + copy.below(20), 1 + copy.below(20), copy.patterns(frequencies[number % frequencies.count]))
    }
    return copy.text(customers, "\(duration) \(capacity)")
  }

  /// `x y service demand frequency count patterns…`, near one of a few towns.
  private mutating func customer(service: Int, _ demand: Int, _ patterns: [Int]) -> String {
    let town = below(4)
    let (x, y) = (town % 2 * 60 - 30 + below(40) - 20, town / 2 * 60 - 30 + below(40) - 20)
    let list = patterns.map { String($0) }.joined(separator: " ")
    return "\(x).\(below(100)) \(y).\(below(100)) \(service) \(demand) \(patterns[0].nonzeroBitCount) \(patterns.count) \(list)"
  }

  private func text(_ customers: [String], _ limit: String) -> String {
    var lines = ["1 \(vehicles) \(customers.count) \(days)"] + Array(repeating: limit, count: days) + ["0 0 0 0 0 0 0"]
    for (number, customer) in customers.enumerated() { lines.append("  \(number + 1) \(customer)  ") }
    return lines.joined(separator: "\n") + "\n"
  }
}
