/// Why rows cannot be drawn.
package enum ChartProblem: Error, Hashable {
  /// More series than one chart tells apart; `column` tells them apart, if a column does.
  case tooManySeries(kind: ChartKind, limit: Int, column: String?)
  /// Two rows for one place of a chart that has one value per place.
  case repeatedPlace(kind: ChartKind, place: String)

  /// More labels along an axis than can be told apart.
  case tooManyPlaces(kind: ChartKind, limit: Int)

  package var message: String {
    switch self {
    case .tooManySeries(let kind, let limit, let column):
      "\(column.map { "`\($0)` has" } ?? "there are") more than \(limit) \(column == nil ? "series" : "values"), "
        + "too many for one \(kind.rawValue) chart"
    case .repeatedPlace(let kind, let place):
      "a \(kind.rawValue) chart has one value per place, and \(place) has several"
    case .tooManyPlaces(let kind, let limit):
      "there are more than \(limit) places, too many for one \(kind.rawValue) chart"
    }
  }

  package var help: [String] {
    switch self {
    case .tooManySeries(.heat, _, _), .tooManySeries(.spark, _, _): ["choose some with `where` or `top`"]
    case .tooManySeries:
      ["choose some with `where` or `top`, or draw a row for each with `chart spark(…)` or `chart heat(…)`"]
    case .tooManyPlaces: ["group them first: by `period(date, month)`, say"]
    case .repeatedPlace: ["make one row of them first: `group by … select sum(…)`"]
    }
  }
}
