import Glibc

/// How far and how long it is between two places when no table says: the great circle, made longer as roads are, driven
/// at a speed that grows with the distance.
///
/// Minutes are rounded up, once for each leg, so that a plan never promises less than the model says. They grow with the
/// distance, and a detour is never shorter than the direct way but for rounding.
package enum TravelModel {
  /// Roads between two places are longer than the straight line by about this factor (Ballou, Rahardja & Sakai 2002 give
  /// 1.2 to 1.6 for countries of dense roads; 1.3 is the customary middle).
  package static let circuity = 1.3
  /// Mean radius of the earth in kilometres (IUGG).
  package static let earthRadius = 6371.0088
  /// A part of every way, and the speed on it.
  package struct Band: Sendable {
    /// Kilometres of road at which the band ends.
    package var upTo: Double
    /// Kilometres per hour.
    package var speed: Double
  }
  /// The first kilometres of any way are streets, the next ones main roads, the rest motorway.
  package static let bands = [
    Band(upTo: 5, speed: 24), Band(upTo: 30, speed: 45), Band(upTo: .infinity, speed: 80),
  ]
  /// What a plan says about where its times come from.
  package static let provenance =
    "great circle × 1.3; 24 km/h up to 5 km, 45 km/h up to 30 km, 80 km/h beyond; minutes rounded up"

  /// Kilometres on the road.
  package static func kilometres(from: TeamProblem.Place, to: TeamProblem.Place) -> Double {
    let radians = Double.pi / 180
    let (phi1, phi2) = (from.latitude * radians, to.latitude * radians)
    let north = sin((phi2 - phi1) / 2)
    let east = sin((to.longitude - from.longitude) * radians / 2)
    let chord = north * north + cos(phi1) * cos(phi2) * east * east
    return 2 * earthRadius * asin(min(chord.squareRoot(), 1)) * circuity
  }

  package static func minutes(kilometres: Double) -> Int {
    var hours = 0.0
    var begin = 0.0
    for band in bands where kilometres > begin {
      hours += (min(kilometres, band.upTo) - begin) / band.speed
      begin = band.upTo
    }
    // A rounding error of the arithmetic is not another minute.
    return Int((hours * 60 - 1e-9).rounded(.up))
  }

  package static func journey(from: TeamProblem.Place, to: TeamProblem.Place) -> TeamProblem.Journey {
    let kilometres = kilometres(from: from, to: to)
    return TeamProblem.Journey(minutes: minutes(kilometres: kilometres), kilometres: kilometres)
  }
}

extension TeamProblem.Place {
  /// Somewhere on the earth.
  package var isValid: Bool { abs(latitude) <= 90 && abs(longitude) <= 180 }
}

extension TeamProblem {
  /// From one site to another: as the user's table says, or else by the model; nil if one has no coordinates.
  package func journey(from: Site, at start: Place?, to: Site, at end: Place?) -> Journey? {
    if let journey = journeys[Leg(from: from, to: to)] { return journey }
    guard let start, let end else { return nil }
    return TravelModel.journey(from: start, to: end)
  }
}
