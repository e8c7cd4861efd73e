import RapportChart
import RapportScheduling
import RapportValues

/// The routes of a person's week as a map: a line per day, stops with their numbers, a scale; no tiles, no
/// network.
struct RouteMap {
  static let width = 460.0
  static let height = 310.0

  private let document: PlanDocument
  private let projection: MapProjection
  private let base: TeamProblem.Place?
  private let cities: [MapCity]

  /// The same cut for all weeks of a person; nil if nothing has coordinates.
  init?(_ document: PlanDocument, _ routes: [DayRoute]) {
    let base = routes.first.flatMap { route in document.people.first { $0.id == route.person }?.base }
    self.base = base.flatMap { $0.isOnEarth ? $0 : nil }
    let accounts = routes.flatMap(\.stops).map { document.account($0.account) }
    let places = accounts.compactMap(\.place).filter(\.isOnEarth) + (self.base.map { [$0] } ?? [])
    guard let projection = MapProjection(places, width: Self.width, height: Self.height - 30, margin: 26)
    else {
      return nil
    }
    (self.document, self.projection) = (document, projection)
    cities = MapCity.all(of: accounts)
  }

  /// Nil for routes of which nothing has coordinates.
  func svg(_ routes: [DayRoute], title: String) -> String? {
    if routes.allSatisfy({ $0.path(in: document).isEmpty }) { return nil }
    var drawing = SVGDrawing()
    for city in cities { draw(city, on: &drawing) }
    for route in routes { drawLine(route, on: &drawing) }
    if let base { drawBase(base, on: &drawing) }
    for route in routes { drawStops(route, on: &drawing) }
    drawScale(on: &drawing)
    return Picture(width: Self.width, height: Self.height, title: title).svg(drawing)
  }

  /// Names of cities above their stops and behind the routes, for orientation.
  private func draw(_ city: MapCity, on drawing: inout SVGDrawing) {
    let (x, y) = projection.place(city.place)
    drawing.text(city.name, x, y - 12, .middle, size: 13, color: PageColor.faint, isBold: true)
  }

  private func drawLine(_ route: DayRoute, on drawing: inout SVGDrawing) {
    let path = route.path(in: document).map(projection.place)
    if path.count > 1 { drawing.polyline(path, color: PageColor.day(route.day)) }
  }

  private func drawBase(_ base: TeamProblem.Place, on drawing: inout SVGDrawing) {
    let (x, y) = projection.place(base)
    drawing.rectangle(x - 5, y - 5, 10, 10, fill: PageColor.ink, title: document.labels.base)
  }

  private func drawStops(_ route: DayRoute, on drawing: inout SVGDrawing) {
    let stops = route.stops.compactMap { visit -> (visit: PlannedVisit, x: Double, y: Double)? in
      guard let place = document.account(visit.account).place, place.isOnEarth else { return nil }
      let (x, y) = projection.place(place)
      return (visit, x, y)
    }
    drawing.group([("fill", PageColor.day(route.day)), ("stroke", PageColor.paper)]) { drawing in
      for stop in stops {
        let name = document.account(stop.visit.account).name
        drawing.circle(stop.x, stop.y, radius: 7, title: "\(Digits.clock(stop.visit.start)) \(name)")
      }
    }
    let style = [("fill", PageColor.onDay(route.day)), ("font-size", "9"), ("font-weight", "bold")]
    drawing.group(style + [("text-anchor", "middle"), ("pointer-events", "none")]) { drawing in
      for stop in stops { drawing.text(String(stop.visit.sequence), stop.x, stop.y + 3, color: "") }
    }
  }

  /// A round number of kilometres as a bar, at most a third of the width.
  private func drawScale(on drawing: inout SVGDrawing) {
    let kilometres = Self.round(Self.width / 3 / projection.scale)
    let (length, y) = (kilometres * projection.scale, Self.height - 10)
    drawing.line(16, y, 16 + length, y, color: PageColor.ink)
    for x in [16, 16 + length] { drawing.line(x, y - 4, x, y, color: PageColor.ink) }
    let places = kilometres < 1 ? 1 : 0
    drawing.text(
      "\(Digits.fixed(kilometres, places)) \(document.labels.kilometres)", 22 + length, y,
      color: PageColor.muted)
  }

  /// The largest of 0.1, 0.2, 0.5, 1, 2, 5, … that is not larger; no way on earth is longer than the last.
  private static func round(_ value: Double) -> Double {
    let steps = [0.1, 1, 10, 100, 1_000, 10_000].flatMap { [$0, 2 * $0, 5 * $0] }
    return steps.last { $0 <= value } ?? 0.1
  }
}
