package import RapportFormat
package import RapportValues

/// Collects the rows of a chart.
package final class ChartBuilder {
  private let spec: ChartSpec
  private let columns: [ResultColumn]
  private let xType: ValueType?
  private let isMeasured: Bool
  /// Several columns are the places of a heat map, as a pivot makes them.
  private let isSpread: Bool
  private var categories: Categories
  private var series: [Series] = []
  private var seriesNumbers: [String: Int] = [:]
  private var places: Set<Place> = []
  private var rows = 0
  private var missing = 0
  private var placeless = 0

  private static let mostBars = 200
  /// Of an axis of labels; no picture shows as many.
  private static let mostPlaces = 1_000_000

  private struct Place: Hashable {
    var series: Int
    var position: Int
  }

  /// - Parameter spec: its positions are those of columns.
  package init(_ spec: ChartSpec, columns: [ResultColumn]) {
    self.spec = spec
    self.columns = columns
    xType = spec.x.flatMap { columns.indices.contains($0) ? columns[$0].type : nil }
    isMeasured = [.line, .step, .scatter].contains(spec.kind) && (xType.map { Self.scale(of: $0) != nil } ?? true)
    isSpread = spec.kind == .heat && spec.x == nil && spec.values.count > 1
    categories = Categories(
      repeats: spec.kind == .bar && spec.series == nil && spec.values.count == 1,
      limit: spec.kind == .bar ? Self.mostBars : Self.mostPlaces)
  }

  package func add(_ batch: Batch) throws(ChartProblem) {
    let labels = column(spec.x, of: batch).map { CellText($0) }
    let keys = column(spec.x, of: batch).map { ChartNumbers($0) }
    let names = column(spec.series, of: batch).map { CellText($0) }
    let values = spec.values.compactMap { position in
      column(position, of: batch).map { (position, ChartNumbers($0), CellText($0)) }
    }
    let low = column(spec.interval?.low, of: batch).map { ChartNumbers($0) }
    let high = column(spec.interval?.high, of: batch).map { ChartNumbers($0) }
    for row in 0..<batch.count {
      rows += 1
      let shared = isSpread ? nil : place(row, labels, keys)
      if categories.leftOut > 0, spec.kind != .bar {
        throw .tooManyPlaces(kind: spec.kind, limit: Self.mostPlaces)
      }
      for (position, numbers, text) in values {
        guard let place = isSpread ? place(ofColumn: position) : shared else { continue }
        let series = try number(ofSeries: seriesName(row, names, position), at: position)
        try add(numbers[row], in: (low?[row], high?[row]), at: place, to: series)
        if spec.kind == .bar { self.series[series].texts.append(text[row]) }
      }
    }
  }

  private func column(_ position: Int?, of batch: Batch) -> Column? {
    position.flatMap { batch.columns.indices.contains($0) ? batch.columns[$0] : nil }
  }

  /// Where a column that is a place itself stands.
  private func place(ofColumn position: Int) -> Double? {
    categories.position(of: TerminalText.escape(columns[position].name), key: nil).map { Double($0) }
  }

  /// Where a row stands along the axis; nil if nowhere.
  private func place(_ row: Int, _ labels: CellText?, _ keys: ChartNumbers?) -> Double? {
    guard isMeasured else {
      // A small line runs along its axis, off which nothing has a place.
      if spec.kind == .spark, let xType, Self.scale(of: xType) != nil, keys?[row] == nil {
        placeless += 1
        return nil
      }
      let label = labels.map { $0[row] } ?? String(rows)
      return categories.position(of: label.isEmpty ? "missing" : label, key: keys?[row]).map { Double($0) }
    }
    guard let keys else { return Double(rows) }
    if let key = keys[row] { return key }
    placeless += 1
    return nil
  }

  private func seriesName(_ row: Int, _ names: CellText?, _ position: Int) -> String {
    let measure = spec.values.count > 1 && !isSpread ? TerminalText.escape(columns[position].name) : ""
    guard let names else { return measure }
    let name = names[row].isEmpty ? "missing" : names[row]
    return measure.isEmpty ? name : name + " " + measure
  }

  private func number(ofSeries name: String, at position: Int) throws(ChartProblem) -> Int {
    if let known = seriesNumbers[name] { return known }
    let limit = spec.kind.mostSeries
    guard series.count < limit else {
      throw .tooManySeries(kind: spec.kind, limit: limit, column: spec.series.map { columns[$0].name })
    }
    seriesNumbers[name] = series.count
    series.append(
      Series(name: name, valueText: isSpread ? valueText : ValueText(columns[position].type)))
    return series.count - 1
  }

  private func add(_ value: Double?, in interval: (low: Double?, high: Double?), at place: Double, to number: Int) throws(ChartProblem) {
    if value == nil { missing += 1 }
    if spec.kind.hasOnePlacePerPair, !places.insert(Place(series: number, position: Int(place))).inserted {
      let names = [categories.labels[Int(place)], series[number].name].filter { !$0.isEmpty }
      throw .repeatedPlace(kind: spec.kind, place: names.map { "`\($0)`" }.joined(separator: ", "))
    }
    series[number].points.append(Point(
        x: place, y: value ?? .nan, low: interval.low ?? .nan, high: interval.high ?? .nan))
    guard isMeasured, series[number].points.count >= Series.mostPoints else { return }
    if spec.kind.isLine { series[number].reduceLine() } else { series[number].reduceDots() }
  }

  // MARK: - The chart

  package func finish() -> Chart {
    if spec.kind.hasOnePlacePerPair, xType.map({ Self.isOrdered($0) }) ?? false { sortCategories() }
    // A line, small or large, runs along its axis, whatever the order of the rows.
    if spec.kind == .lorenz { return lorenz() }
    if spec.kind.isLine || spec.kind == .spark {
      for index in series.indices {
        if isMeasured, series[index].points.count > Series.mostSorted { series[index].reduceLine() }
        series[index].points = series[index].points.sortedByPlace()
      }
    }
    let scale: Axis.Scale =
      isMeasured ? xType.flatMap { Self.scale(of: $0) } ?? .number : .categories(categories.labels)
    let measured = spec.values.first.flatMap { columns.indices.contains($0) ? columns[$0] : nil }
    return Chart(
      kind: spec.kind, title: TerminalText.escape(spec.title ?? title),
      x: Axis(
        name: spec.x.map { TerminalText.escape(columns[$0].name) } ?? (isSpread ? "" : "row"), scale: scale),
      seriesName: spec.series.map { TerminalText.escape(columns[$0].name) } ?? "",
      valueName: spec.values.count == 1 ? TerminalText.escape(measured?.name ?? "") : "",
      valueText: valueText, series: series, notes: notes)
  }

  /// For all measures together.
  private var valueText: ValueText {
    ValueText(widest: spec.values.filter(columns.indices.contains).map { ValueText(columns[$0].type) })
  }

  /// `sum(amount) by month and status`
  private var title: String {
    let measures = spec.values.map { columns[$0].name }.joined(separator: ", ")
    let keys = [spec.x, spec.series].compactMap { $0.map { columns[$0].name } }
    return keys.isEmpty ? measures : measures + " by " + keys.joined(separator: " and ")
  }

  private var notes: [String] {
    var notes: [String] = []
    if categories.leftOut > 0 {
      notes.append(
        "the first \(categories.labels.count) of \(categories.labels.count + categories.leftOut) bars; "
          + "`top 20 by …` chooses")
    }
    if missing > 0 { notes.append(missing == 1 ? "1 value is missing" : "\(missing) values are missing") }
    if placeless > 0, let x = spec.x {
      let name = TerminalText.escape(columns[x].name)
      notes.append("\(placeless) \(placeless == 1 ? "row" : "rows") without `\(name)` left out")
    }
    return notes
  }

  /// Places in the order of their values, not of the rows.
  private func sortCategories() {
    let moved = categories.sort()
    for index in series.indices {
      for point in series[index].points.indices {
        series[index].points[point].x = Double(moved[Int(series[index].points[point].x)])
      }
      series[index].points = series[index].points.sortedByPlace()
    }
  }

  private func lorenz() -> Chart {
    let measured = spec.values.first.map { TerminalText.escape(columns[$0].name) } ?? ""
    let curves = series.map { LorenzCurve($0.points.map(\.y)) }
    var lines = zip(series, curves).map { series, curve in
      Series(name: series.name.isEmpty ? measured : series.name, valueText: LorenzCurve.valueText, points: curve.points)
    }
    let ginis = zip(lines, curves).compactMap { line, curve in curve.gini.map { "gini of \(line.name): \($0)" } }
    if !lines.isEmpty { lines.append(LorenzCurve.equal) }
    return Chart(
      kind: .lorenz, title: TerminalText.escape(spec.title ?? "share of \(measured) by share of rows, smallest first"),
      x: Axis(name: "share of rows, smallest first", scale: .number), valueName: "share of " + measured,
      valueText: LorenzCurve.valueText, series: lines, notes: ginis + notes)
  }

  private static func scale(of type: ValueType) -> Axis.Scale? {
    switch type {
    case .day, .period: .time(hasClock: false)
    case .dateTime: .time(hasClock: true)
    case .integer, .decimal, .float, .days: .number
    case .bool, .text, .code, .enumeration, .list: nil
    }
  }

  private static func isOrdered(_ type: ValueType) -> Bool {
    if case .enumeration(let names) = type { return names.isOrdered }
    return scale(of: type) != nil
  }
}
