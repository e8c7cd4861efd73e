import RapportScheduling

/// A city on the map: the middle of its accounts, as far north as the last of them.
struct MapCity {
  var name: String
  var place: TeamProblem.Place

  /// More names would hide each other.
  private static let most = 8

  /// Those with the most accounts, in the order of their names.
  static func all(of accounts: [PlanDocument.Account]) -> [MapCity] {
    var seen: Set<Int64> = []
    let located = accounts.filter {
      !$0.city.isEmpty && $0.place?.isOnEarth == true && seen.insert($0.id).inserted
    }
    return Dictionary(grouping: located, by: \.city).sorted {
      ($1.value.count, $0.key) < ($0.value.count, $1.key)
    }
    .prefix(most).sorted { $0.key < $1.key }.map { city, accounts in
      let places = accounts.compactMap(\.place)
      let longitude = places.reduce(0) { $0 + $1.longitude } / Double(max(places.count, 1))
      return MapCity(
        name: city, place: .init(latitude: places.map(\.latitude).max() ?? 0, longitude: longitude))
    }
  }
}
