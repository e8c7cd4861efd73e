import Glibc
import RapportScheduling

/// Places on a flat map: equirectangular at the mean latitude, where lengths are true in both directions.
struct MapProjection {
  let width: Double
  let height: Double
  /// Pixels per kilometre.
  let scale: Double
  private let west: Double
  private let middle: (x: Double, y: Double)
  private let cosine: Double

  private static let kilometresPerDegree = 111.195
  /// Even a single place gets a map of some kilometres.
  private static let smallest = 4.0

  /// A map that holds all places with room around them; nil without any.
  init?(_ places: [TeamProblem.Place], width: Double, height: Double, margin: Double) {
    guard let first = places.first else { return nil }
    let latitudes = places.map(\.latitude)
    cosine = max(cos(latitudes.reduce(0, +) / Double(latitudes.count) * .pi / 180), 0.01)
    // Longitudes are counted eastwards from half a turn west of the first, so that the date line cuts
    // nothing.
    west = first.longitude - 180
    let points = places.map { [west, cosine] in Self.point($0, west: west, cosine: cosine) }
    let (left, right) = (points.map(\.x).min() ?? 0, points.map(\.x).max() ?? 0)
    let (bottom, top) = (points.map(\.y).min() ?? 0, points.map(\.y).max() ?? 0)
    middle = ((left + right) / 2, (bottom + top) / 2)
    (self.width, self.height) = (width, height)
    scale = min(
      (width - 2 * margin) / max(right - left, Self.smallest),
      (height - 2 * margin) / max(top - bottom, Self.smallest))
  }

  func place(_ place: TeamProblem.Place) -> (x: Double, y: Double) {
    let point = Self.point(place, west: west, cosine: cosine)
    return (width / 2 + (point.x - middle.x) * scale, height / 2 - (point.y - middle.y) * scale)
  }

  /// Kilometres east and north.
  private static func point(_ place: TeamProblem.Place, west: Double, cosine: Double) -> (
    x: Double, y: Double
  ) {
    var east = (place.longitude - west).truncatingRemainder(dividingBy: 360)
    if east < 0 { east += 360 }
    return (east * kilometresPerDegree * cosine, place.latitude * kilometresPerDegree)
  }
}
