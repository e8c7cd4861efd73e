import RapportChart
import RapportScheduling
import RapportValues

/// A person's week: a row per day, visits placed by the time of day, the way to each before it.
struct WeekView {
  static let width = 620.0
  private static let left = 92.0
  private static let rowHeight = 44.0
  private static let barHeight = 30.0

  let document: PlanDocument
  let days: [Day]
  /// Minutes after midnight, whole hours.
  let hours: ClosedRange<Int>

  /// Hours from the earliest departure to the latest end of all routes, at least 9 to 17.
  static func hours(of routes: [DayRoute]) -> ClosedRange<Int> {
    let visits = routes.flatMap { $0.stops + $0.desk }
    let from = min(visits.map { $0.arrive - $0.travel }.min() ?? 540, 540)
    let to = max(visits.map(\.end).max() ?? 1_020, 1_020)
    return max(0, from / 60 * 60)...min(max(to + 59, 0) / 60 * 60, 48 * 60)
  }

  func svg(_ routes: [DayRoute], title: String) -> String {
    var drawing = SVGDrawing()
    let height = 24 + Double(days.count) * Self.rowHeight + 6
    drawHours(on: &drawing, height)
    for (row, day) in days.enumerated() {
      let top = 24 + Double(row) * Self.rowHeight
      drawing.line(0, top, Self.width, top, color: PageColor.grid)
      drawing.text(document.labels.weekday(day.weekday), 4, top + 18, color: PageColor.day(day), isBold: true)
      drawing.text(day.description, 4, top + 33, size: 11, color: PageColor.muted)
      for route in routes where route.day == day { draw(route, on: &drawing, top + 7) }
    }
    return Picture(width: Self.width, height: height, title: title).svg(drawing)
  }

  private func drawHours(on drawing: inout SVGDrawing, _ height: Double) {
    let step = hours.count > 16 * 60 ? 120 : 60
    for minute in stride(from: hours.lowerBound, through: hours.upperBound, by: step) {
      drawing.line(x(minute), 20, x(minute), height, color: PageColor.grid)
      drawing.text(String(minute / 60), x(minute), 14, .middle, size: 11, color: PageColor.muted)
    }
  }

  private func draw(_ route: DayRoute, on drawing: inout SVGDrawing, _ top: Double) {
    let middle = top + Self.barHeight / 2
    let color = PageColor.day(route.day)
    drawing.group([("stroke", color)]) { drawing in
      for visit in route.stops where visit.travel > 0 {
        drawing.line(x(visit.arrive - visit.travel), middle, x(visit.start), middle, color: "")
      }
    }
    draw(route.stops, on: &drawing, top, fill: color, ink: PageColor.onDay(route.day))
    draw(route.desk, on: &drawing, top, fill: PageColor.desk, ink: "#ffffff")
  }

  private func draw(
    _ visits: [PlannedVisit], on drawing: inout SVGDrawing, _ top: Double, fill: String, ink: String
  ) {
    if visits.isEmpty { return }
    drawing.group([("fill", fill)]) { drawing in
      for visit in visits {
        drawing.rectangle(
          x(visit.start), top, width(visit) - 0.5, Self.barHeight, fill: "", title: title(of: visit))
      }
    }
    drawing.group([("fill", ink), ("font-size", "10"), ("pointer-events", "none")]) { drawing in
      for visit in visits {
        // About as many columns as there is room for.
        let columns = Int((width(visit) - 6) / 5.6)
        if columns < 2 { continue }
        let name = DisplayWidth.cut("\(visit.sequence) \(document.account(visit.account).name)", to: columns)
        drawing.text(name, x(visit.start) + 3, top + 13, color: "")
        if columns >= 5 { drawing.text(Digits.clock(visit.start), x(visit.start) + 3, top + 25, color: "") }
      }
    }
  }

  private func title(of visit: PlannedVisit) -> String {
    let time = "\(Digits.clock(visit.start))–\(Digits.clock(visit.end))"
    return "\(time) \(document.account(visit.account).name): \(document.purpose(of: visit))"
  }

  /// Even the shortest visit can be seen.
  private func width(_ visit: PlannedVisit) -> Double { max(x(visit.end) - x(visit.start), 3) }

  private func x(_ minute: Int) -> Double {
    let bounded = min(max(minute, hours.lowerBound), hours.upperBound)
    let share = Double(bounded - hours.lowerBound) / Double(max(hours.upperBound - hours.lowerBound, 1))
    return Self.left + share * (Self.width - Self.left - 12)
  }
}
