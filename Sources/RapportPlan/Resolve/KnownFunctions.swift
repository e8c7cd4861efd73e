/// The functions that the resolver knows, by what they work on; help and completion are checked against it.
package enum KnownFunctions {
  /// Of the values of one row, with the least and the most arguments; nil if there is no most.
  package static let ofRow: [String: (least: Int, most: Int?)] = {
    var all = ScalarFunction.all.mapValues { function in
      (least: function.required, most: function.isVariadic ? nil : Optional(function.parameters.count))
    }
    all["convert"] = (2, 3)
    all["churned"] = (1, 2)
    all["loyalty_type"] = (2, 4)
    return all
  }()
  /// What stands for a relation when it is called.
  package static let relations: Set<String> = ["kept"]
  /// What works over the rows before it, behind `|`.
  package static let overRelations: Set<String> = [
    "churn", "cohorts", "early_warning", "fit", "health", "holdout", "kmeans", "lift", "logrank", "rfm", "schedule",
    "survival",
  ]
  /// What asks a fitted model about a row.
  package static var ofModels: Set<String> { Resolver.modelFunctions }
  package static var aggregates: Set<String> { Resolver.aggregateNames }
  package static var windows: Set<String> { Resolver.windowNames }

  /// What kind of value an argument of a function should be, where the function says so.
  package static func argument(_ position: Int, of name: String) -> Argument? {
    if let function = ScalarFunction.all[name], !(name == "min" || name == "max") {
      let parameters = function.parameters
      guard let parameter = parameters.indices.contains(position) ? parameters[position] : parameters.last
      else {
        return nil
      }
      return Argument(parameter)
    }
    switch name {
    case "convert": return position == 0 ? .number : nil
    case "sum", "initial", "avg", "median", "stddev", "share", "running", "gini", "hhi", "decile", "cumulative_share": return .number
    case "abc", "pyramid": return .number
    case "percentile", "pareto", "ntile", "score", "score_of_small": return position == 1 ? .number : nil
    case "any", "every": return .condition
    default: return nil
    }
  }

  package enum Argument: Sendable {
    case number, text, date, unit, condition

    init?(_ parameter: ScalarFunction.Parameter) {
      switch parameter {
      case .number, .integer: self = .number
      case .text: self = .text
      case .date: self = .date
      case .unit: self = .unit
      case .duration, .any: return nil
      }
    }
  }
}
