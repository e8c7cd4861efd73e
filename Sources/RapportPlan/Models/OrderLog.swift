import RapportAnalytics
import RapportCatalog
import RapportSyntax
import RapportValues

/// The orders of an entity's rows, as expressions of the language: what models are fitted to.
struct OrderLog {
  let entity: Entity
  /// `orders where status = sold`
  var events: Query
  /// Of an order.
  var date: Expression
  /// Of an order; nil where none is known.
  var amount: Expression?

  /// `count(distinct date of orders where status = sold where date <= today)` and the like.
  func aggregate(_ function: String, of value: String, where condition: String) -> String {
    "\(function)(\(value) of \(SourceText.text(of: events)) where \(condition))"
  }

  var dateText: String { SourceText.text(of: date) }
  /// Orders up to a day, which is written as in a sentence.
  func until(_ day: String) -> String { "\(dateText) <= \(day)" }

  /// The amount of all orders, and of those of the first day; nil where amounts are unknown.
  func total(until day: String) -> String? {
    amount.map { aggregate("sum", of: SourceText.text(of: $0), where: until(day)) }
  }
  func initial(until day: String) -> String? {
    amount.map { amount in
      aggregate("initial", of: SourceText.text(of: amount), where: "\(until(day)) order by date(\(dateText))")
    }
  }

  /// Days from one day with an order to the next, measured by an aggregate of dates.
  func gaps(_ measure: GapMeasure, until day: String) -> String {
    aggregate(measure.rawValue, of: dateText, where: until(day))
  }

  /// Periods with an order.
  func periods(_ unit: ModelUnit, until day: String) -> String {
    aggregate("count", of: "distinct period(date(\(dateText)), \(unit.name))", where: until(day))
  }

  /// The number of the period of a day; nil for units whose periods nobody numbers.
  static func number(of day: String, _ unit: ModelUnit) -> String? {
    switch unit {
    case .month: "(12 * year(\(day)) + month(\(day)))"
    case .year: "year(\(day))"
    default: nil
    }
  }

  /// Days with an order.
  func days(until day: String) -> String { aggregate("count", of: "distinct date(\(dateText))", where: until(day)) }
  func first(until day: String) -> String { "date(\(aggregate("min", of: dateText, where: until(day))))" }
  func last(until day: String) -> String { "date(\(aggregate("max", of: dateText, where: until(day))))" }
}
