import RapportFormat
package import RapportScheduling
import RapportValues

/// The plan as GeoJSON (RFC 7946): stops as points, each person's days as lines, in degrees of WGS 84 with
/// the longitude first.
extension PlanDocument {
  /// The visits of one person, or of all. Places without coordinates are left out.
  package func geoJSON(person: Int64? = nil) -> String {
    let routes = DayRoute.routes(of: self).filter { person == nil || $0.person == person }
    let features = routes.flatMap { points($0) + line($0) }
    return "{\"type\":\"FeatureCollection\",\"features\":["
      + (features.isEmpty ? "" : "\n" + features.joined(separator: ",\n") + "\n") + "]}\n"
  }

  private func points(_ route: DayRoute) -> [String] {
    route.stops.compactMap { visit in
      guard let place = account(visit.account).place, place.isOnEarth else { return nil }
      return Self.feature(
        "Point", Self.position(place),
        [
          ("kind", JSONText.quote("stop")), ("person", JSONText.quote(name(ofPerson: visit.person))),
          ("date", JSONText.quote(visit.day.description)), ("sequence", String(visit.sequence)),
          ("account", String(visit.account)), ("name", JSONText.quote(account(visit.account).name)),
          ("start", JSONText.quote(Digits.clock(visit.start))),
          ("end", JSONText.quote(Digits.clock(visit.end))),
          ("purpose", JSONText.quote(purpose(of: visit))),
        ])
    }
  }

  /// A line has two positions at least.
  private func line(_ route: DayRoute) -> [String] {
    let path = route.path(in: self)
    guard path.count > 1 else { return [] }
    return [
      Self.feature(
        "LineString", "[" + path.map(Self.position).joined(separator: ",") + "]",
        [
          ("kind", JSONText.quote("route")), ("person", JSONText.quote(name(ofPerson: route.person))),
          ("date", JSONText.quote(route.day.description)), ("stops", String(route.stops.count)),
        ])
    ]
  }

  private static func feature(_ type: String, _ coordinates: String, _ properties: [(String, String)])
    -> String
  {
    let shown = properties.map { JSONText.quote($0) + ":" + $1 }.joined(separator: ",")
    return "{\"type\":\"Feature\",\"geometry\":{\"type\":\"\(type)\",\"coordinates\":\(coordinates)},"
      + "\"properties\":{\(shown)}}"
  }

  private static func position(_ place: TeamProblem.Place) -> String {
    "[\(Digits.degrees(place.longitude)),\(Digits.degrees(place.latitude))]"
  }
}
