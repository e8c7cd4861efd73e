import Rapport

/// How far something is, as one line of text.
struct ProgressBar {
  /// What part is done; nil where nobody knows.
  var fraction: Double?
  /// What is counted: `1,200,000 of 4,000,000 rows`.
  var counts: String
  var elapsed: Duration

  private static let cells = 24
  /// Before this part is done, nothing can be said about the rest.
  private static let smallest = 0.01

  /// The line, cut to a terminal's width.
  func text(width: Int, isUnicode: Bool = true) -> String {
    var parts: [String] = []
    if let fraction { parts.append(Self.bar(fraction, isUnicode) + Self.percent(fraction)) }
    parts.append(counts)
    parts.append(left.map { "\(Self.time($0)) left" } ?? Self.time(elapsed))
    // The last column stays free: some terminals begin a new line there.
    while parts.count > 1, displayWidth(Self.joined(parts)) > width - 1 { parts.removeFirst() }
    return DisplayWidth.cut(Self.joined(parts), to: width - 1, mark: "")
  }

  /// The time that the rest takes if it is as fast as what is done.
  private var left: Duration? {
    guard let fraction, fraction >= Self.smallest else { return nil }
    let rest = elapsed * ((1 - fraction) / fraction)
    // Up to a whole second: nobody waits for none.
    return .seconds((rest + .milliseconds(990)).components.seconds)
  }

  private static func joined(_ parts: [String]) -> String { parts.joined(separator: "  ") }

  private static func percent(_ fraction: Double) -> String {
    let number = String(Int(fraction * 100))
    return String(repeating: " ", count: 4 - number.count) + number + " %"
  }

  private static func bar(_ fraction: Double, _ isUnicode: Bool) -> String {
    let full = Int(fraction * Double(cells))
    let (done, open) = isUnicode ? ("█", "░") : ("#", "-")
    return String(repeating: done, count: full) + String(repeating: open, count: cells - full)
  }

  static func time(_ duration: Duration) -> String {
    let seconds = max(0, duration.components.seconds)
    switch seconds {
    case ..<60: return "\(seconds) s"
    case ..<3_600: return "\(seconds / 60) min \(seconds % 60) s"
    default: return "\(seconds / 3_600) h \(seconds % 3_600 / 60) min"
    }
  }

  /// With a comma between thousands.
  static func grouped(_ number: Int) -> String {
    var text = ""
    for (position, digit) in String(number).reversed().enumerated() {
      if position > 0, position % 3 == 0, digit != "-" { text = "," + text }
      text = String(digit) + text
    }
    return text
  }
}

extension ProgressBar {
  init(_ progress: QueryProgress, elapsed: Duration) {
    let rows = progress.rowsRead
    self.elapsed = elapsed
    // An estimate that was passed, or of which nothing has come yet, says nothing.
    guard let all = progress.estimatedRows, rows > 0, rows < all else {
      fraction = progress.shareOfFiles
      counts = "\(Self.grouped(rows)) rows read"
      return
    }
    fraction = Double(rows) / Double(all)
    counts = "\(Self.grouped(rows)) of about \(Self.grouped(all)) rows"
  }

  init(_ progress: ImportProgress, elapsed: Duration) {
    self.elapsed = elapsed
    fraction = progress.totalBytes > 0 ? min(Double(progress.bytes) / Double(progress.totalBytes), 1) : nil
    counts = "\(Self.grouped(progress.rows)) rows"
  }

  init(_ progress: PlanningProgress, elapsed: Duration) {
    self.elapsed = elapsed
    fraction = min(max(progress.share, 0), 1)
    counts = "\(progress.peopleDone) of \(progress.people) people"
  }

  init(routing progress: (share: Double, cost: Double?), elapsed: Duration) {
    self.elapsed = elapsed
    fraction = min(max(progress.share, 0), 1)
    counts = progress.cost.map { "cost \(Int($0.rounded()))" } ?? "no routes yet"
  }

  init(_ progress: DemoProgress, elapsed: Duration) {
    self.elapsed = elapsed
    fraction = progress.total > 0 ? min(Double(progress.done) / Double(progress.total), 1) : nil
    counts = "\(progress.step): \(Self.grouped(progress.done)) of \(Self.grouped(progress.total))"
  }
}
