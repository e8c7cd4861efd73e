import RapportValues

/// The columns of a chart by role; those that nobody chose are found by their types.
struct ChartColumns {
  private let shown: [NamedColumn]
  /// Columns that belong together.
  private let pivoted: Set<ColumnID>
  private(set) var x: NamedColumn?
  private(set) var values: [NamedColumn] = []
  private(set) var series: NamedColumn?
  /// The ends of an interval around the value.
  private(set) var interval: (low: NamedColumn, high: NamedColumn)?

  /// - Parameters:
  ///   - keys: of rows that are told apart by them; numbers that measure nothing.
  ///   - pivoted: columns that a pivot made.
  init(_ shown: [NamedColumn], keys: [Expr], pivoted: Set<ColumnID>) {
    self.shown = shown.filter { !keys.contains($0.expr) }
    self.pivoted = pivoted
  }

  mutating func fill(
    _ kind: ChartPlan.Kind, x: NamedColumn?, values: [NamedColumn], series: NamedColumn?, isGrouped: Bool
  ) {
    (self.x, self.values, self.series) = (x, values, series)
    let spread = rest.filter { pivoted.contains($0.id) && $0.type.isDrawn }
    if values.isEmpty, spread.count > 1, kind != .scatter { return fill(kind, spread) }
    if kind == .step, values.isEmpty { fillCurve() }
    if self.x == nil { self.x = axis(kind) }
    if self.values.isEmpty, let value = rest.first(where: \.type.isDrawn) { self.values = [value] }
    let tellsApart = kind == .heat || kind == .spark || isGrouped && kind != .scatter && kind != .lorenz
    if series == nil, tellsApart { self.series = rest.first { !$0.type.isDrawn } }
  }

  /// The columns of a pivot are series, and in a heat map the places along the axis.
  private mutating func fill(_ kind: ChartPlan.Kind, _ spread: [NamedColumn]) {
    values = spread
    let labels = rest.filter { !pivoted.contains($0.id) }
    if kind == .heat, x == nil {
      series = series ?? labels.first
    } else if x == nil {
      x = labels.first(where: \.type.isMeasured) ?? labels.first
    }
  }

  /// What `| survival()` makes: the share that is left, with its interval.
  private mutating func fillCurve() {
    let numbers = shown.filter(\.type.isDrawn)
    guard let share = numbers.first(where: { $0.name == "survival" }) else { return }
    x = x ?? numbers.first { $0.name == "time" }
    values = [share]
    guard let low = numbers.first(where: { $0.name == "lower" }), let high = numbers.first(where: { $0.name == "upper" })
    else { return }
    interval = (low, high)
  }

  mutating func choose(interval: (low: NamedColumn, high: NamedColumn)) { self.interval = interval }

  /// Time runs along lines; bars stand beside labels; what is measured comes last.
  private func axis(_ kind: ChartPlan.Kind) -> NamedColumn? {
    let labels = rest.filter { !$0.type.isDrawn }
    let numbers = rest.filter(\.type.isDrawn)
    let spare = numbers.count > 1 || !values.isEmpty ? numbers.first : nil
    switch kind {
    case .bar: return labels.first ?? spare
    case .scatter: return spare
    case .lorenz: return nil
    case .line, .step, .spark, .heat:
      if let time = labels.first(where: \.type.isMeasured) { return time }
      if let first = rest.first, first.id == spare?.id { return first }
      // The first labels of a heat map are its rows.
      return kind == .heat && labels.count > 1 && series == nil ? labels[1] : labels.first ?? spare
    }
  }

  /// Columns without a role.
  private var rest: [NamedColumn] {
    let taken = all.map(\.id)
    return shown.filter { !taken.contains($0.id) }
  }

  /// In the order of the result, each once.
  var all: [NamedColumn] {
    var columns: [NamedColumn] = []
    for column in [x, series].compactMap(\.self) + values + [interval?.low, interval?.high].compactMap(\.self)
    where !columns.contains(where: { $0.id == column.id }) {
      columns.append(column)
    }
    return columns
  }

  func position(of column: NamedColumn?) -> Int? { all.firstIndex { $0.id == column?.id } }
}
