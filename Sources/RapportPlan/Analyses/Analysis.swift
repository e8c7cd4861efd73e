package import RapportScheduling
package import RapportValues

/// What a method of `RapportAnalytics` finds in all rows of a relation together.
///
/// The order of the rows plays no part.
package struct Analysis: Hashable, Sendable {
  package enum Method: Hashable, Sendable {
    /// Adds to each row its group, 1…k, by the first measure of its centre, the largest first, and its distance from the
    /// centre. Arguments: the measures, which are numbers. A row that lacks one has neither.
    case clusters(Clustering)
    /// Rows (cohort, size, periods since, active, share): for each period in which rows were first active, how many of
    /// them were so in it and in each period after it, up to the last. Argument: the list of periods in which a row was
    /// active, perhaps several times; periods after the last do not count, and rows without any are left out.
    case cohorts(unit: PeriodUnit, last: Day)
    /// Rows (key…, time, at risk, ended, censored, survival, standard error, lower, upper): a Kaplan–Meier curve for each
    /// combination of the keys (missing equals missing), which begins at time 0. Arguments: keys, then the observation.
    case survival(Observation, confidence: Double, interval: Interval)
    /// Rows (key…, rows, ended, expected, chi², degrees of freedom, p): one test of all combinations of the keys. Arguments
    /// as for survival; rows that lack a key are left out.
    case logRank(Observation)
    /// Rows as `ObligationColumns` names them: what each duty asks for in each of its periods that reach into the days of
    /// the rules. Arguments as `DutyColumn` names them.
    case obligations(ObligationRules)
  }

  /// How k-means is done.
  package struct Clustering: Hashable, Sendable {
    package var count: Int
    package var seed: UInt64
    package var runs: Int
    /// Take log(1 + x) of each measure first.
    package var logarithms: Bool
    package init(count: Int, seed: UInt64, runs: Int, logarithms: Bool) {
      self.count = count
      self.seed = seed
      self.runs = runs
      self.logarithms = logarithms
    }
  }

  /// How long a row was watched, and whether it ended.
  package enum Observation: Hashable, Sendable {
    /// A number of 0 or more, and a condition.
    case time
    /// The day it began and the day it ended; it is there still if the latter is missing or lies after `asOf`. Rows that
    /// begin after `asOf` are left out. Times are days divided by `daysPerUnit`.
    case span(asOf: Day, daysPerUnit: Double)
    /// The list of days on which it was active, those after `asOf` left out: it begins with the first, and ends once it
    /// was silent for the window the first time. Times as for spans.
    case activity(asOf: Day, silence: Int, daysPerUnit: Double)

    /// Arguments that it takes.
    package var width: Int { if case .activity = self { 1 } else { 2 } }
  }

  /// The scale on which a confidence interval is symmetric.
  package enum Interval: String, CaseIterable, Hashable, Sendable {
    case log
    case logLog = "log_log"
  }

  package var method: Method
  package var arguments: [Expr]
  /// The columns it makes, in the order that the method names.
  package var outputs: [TypedColumn]

  package init(method: Method, arguments: [Expr], outputs: [TypedColumn]) {
    self.method = method
    self.arguments = arguments
    self.outputs = outputs
  }

  /// Whether the input's rows are kept, in their order, and the outputs added to them.
  package var keepsRows: Bool { if case .clusters = method { true } else { false } }
}

extension Analysis {
  /// Arguments that divide the rows into groups, which come first among the outputs.
  package var keyCount: Int {
    switch method {
    case .clusters, .cohorts, .obligations: 0
    case .survival(let observation, _, _), .logRank(let observation): max(0, arguments.count - observation.width)
    }
  }
}

extension Analysis.Method {
  /// For plans.
  var text: String {
    switch self {
    case .clusters(let how):
      "clusters(\(how.count), seed \(how.seed), \(how.runs) runs\(how.logarithms ? ", log" : ""))"
    case .cohorts(let unit, let last): "cohorts(\(unit.rawValue) .. \(last))"
    case .survival(let observation, let confidence, let interval):
      "survival(\(observation.text), \(confidence) \(interval.rawValue))"
    case .logRank(let observation): "logrank(\(observation.text))"
    case .obligations(let rules): "obligations(\(rules.first) .. \(rules.last))"
    }
  }
}

extension Analysis.Observation {
  fileprivate var text: String {
    switch self {
    case .time: "time"
    case .span(let asOf, let days): "span .. \(asOf) / \(days)"
    case .activity(let asOf, let silence, let days): "activity .. \(asOf), silence \(silence) / \(days)"
    }
  }
}
