/// Why a model cannot be fitted or asked, and what can still be computed.
package enum ModelError: Error, Equatable, Sendable {
  case tooFewCustomers(have: Int, needed: Int)
  /// Customers with three order days, of whom regularity is told.
  case tooFewRhythms(have: Int, needed: Int)
  /// Amounts that cannot be added up.
  case mixedCurrencies(String, String)
  case noRepeatBuyers
  /// Every customer has the same numbers, so nothing tells them apart.
  case allAlike
  /// Numbers no customer can have.
  case impossibleCustomer(String)
  /// A parameter that is not a positive number within 1e-100 … 1e100.
  case impossibleParameter(name: String, value: Double)

  /// The reason in words.
  package var reason: String {
    switch self {
    case .tooFewCustomers(let have, let needed):
      "a fit needs at least \(needed) customers, here are \(have)"
    case .tooFewRhythms(let have, let needed):
      "regularity needs at least \(needed) customers with three order days, here are \(have)"
    case .mixedCurrencies(let one, let other): "the amounts of some customers are in \(one), of others in \(other)"
    case .noRepeatBuyers: "no customer has bought a second time, so nothing is known of how often they return"
    case .allAlike: "all customers have the same numbers, so their differences cannot be estimated"
    case .impossibleCustomer(let text): text
    case .impossibleParameter(let name, let value): "\(name) must be a positive number, not \(value)"
    }
  }

  /// What needs no fit.
  package var stillComputable: String {
    switch self {
    case .tooFewCustomers, .tooFewRhythms, .noRepeatBuyers, .allAlike:
      "days since the last order, the plain silence rule and, from three orders on, rhythm and overdue"
    case .mixedCurrencies(let one, _):
      "how often they order; and what it is worth in one currency, `amount: convert(amount, \"\(one)\")`"
    case .impossibleCustomer: "every other customer, once this one is left out or mended"
    case .impossibleParameter: "the model with parameters fitted to the orders"
    }
  }
}
