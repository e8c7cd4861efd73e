import RapportAnalytics
import RapportPlan
import RapportValues

extension ModelCard {
  /// What a person should know before believing the model, line by line.
  var lines: [String] {
    var lines = [
      "\(model.kind.title), fitted to \(events) of \(population) as of \(asOf)\(unit)",
      "\(model.customers) customers, \(model.repeaters) of them came back",
    ]
    lines += model.parameters.map { parameter in
      "\(parameter.name) = \(Self.digits(parameter.value))"
        + (parameter.standardError.map { " ± \(Self.digits($0))" } ?? "")
    }
    if let logLikelihood = model.logLikelihood {
      lines.append(
        "log-likelihood \(Self.digits(logLikelihood)); \(model.isConverged ? "converged" : "not converged"): \(model.verdict)")
    }
    if let silent = model.silent {
      lines.append("the plain rule calls \(silent) of them gone, silent for \(HoldOut.silence) days or longer")
    }
    lines += cautions
    return lines
  }

  private var unit: String {
    ModelKind.purchases.contains(model.kind) ? ", in units of a \(model.unit.name)" : ""
  }

  /// What the model cannot know.
  private var cautions: [String] {
    switch model.kind {
    case .bgNBD, .bgCNBD: ["calls everybody alive who has bought once only; do not look for lost customers with it"]
    case .mbgNBD, .paretoNBD:
      ["takes gaps for chance: customers who order regularly are noticed as lost late, `overdue_p()` is sooner"]
    case .mbgCNBD: ["reads gaps longer than usual sooner, the higher k is"]
    case .bgBB: ["counts one order a period at most, and the period that runs as over"]
    case .gammaGamma: ["takes for granted that how much customers spend tells nothing of how often they order"]
    case .regularity: ["1 is pure chance; the more regular the orders, the higher"]
    }
  }

  private static func digits(_ value: Double) -> String {
    abs(value) >= 1e7 || (value != 0 && abs(value) < 1e-4) ? "\(value)" : NumberText.text(value, places: 4)
  }
}
