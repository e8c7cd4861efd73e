/// The labels of an axis in the order of their first row.
struct Categories {
  private(set) var labels: [String] = []
  /// Labels that came after the limit.
  private(set) var leftOut = 0
  /// Hashes of those, by which rows of the same label are told from others.
  private var beyond: Set<Int> = []
  private var keys: [Double] = []
  private var numbers: [String: Int] = [:]
  /// Whether equal labels are different places.
  private let repeats: Bool
  private let limit: Int

  init(repeats: Bool, limit: Int) {
    self.repeats = repeats
    self.limit = limit
  }

  /// The position of a label, new or known; nil beyond the limit.
  mutating func position(of label: String, key: Double?) -> Int? {
    if !repeats, let known = numbers[label] { return known }
    guard labels.count < limit else {
      if repeats || beyond.insert(label.hashValue).inserted { leftOut += 1 }
      return nil
    }
    if !repeats { numbers[label] = labels.count }
    labels.append(label)
    keys.append(key ?? .infinity)
    return labels.count - 1
  }

  /// Sorts by key, what has none last, and gives the new position of each old one.
  mutating func sort() -> [Int] {
    let order = keys.indices.sorted { (keys[$0], $0) < (keys[$1], $1) }
    var moved = [Int](repeating: 0, count: order.count)
    for (new, old) in order.enumerated() { moved[old] = new }
    labels = order.map { labels[$0] }
    keys = order.map { keys[$0] }
    numbers = numbers.mapValues { moved[$0] }
    return moved
  }
}
