/// A model of customers by the name it has in sentences.
package enum ModelKind: String, CaseIterable, Hashable, Sendable {
  case bgNBD = "bg_nbd"
  case mbgNBD = "mbg_nbd"
  case bgCNBD = "bg_cnbd_k"
  case mbgCNBD = "mbg_cnbd_k"
  case paretoNBD = "pareto_nbd"
  /// What an order is worth; the others say how many there will be.
  case gammaGamma = "gamma_gamma"
  /// How regularly they order.
  case regularity

  package var title: String {
    switch self {
    case .bgNBD: "BG/NBD"
    case .mbgNBD: "MBG/NBD"
    case .bgCNBD: "BG/CNBD-k"
    case .mbgCNBD: "MBG/CNBD-k"
    case .paretoNBD: "Pareto/NBD"
    case .gammaGamma: "Gamma-Gamma"
    case .regularity: "Regularity"
    }
  }

  /// Models of how often customers buy and when they stop.
  package static let purchases = [bgNBD, mbgNBD, bgCNBD, mbgCNBD, paretoNBD]

  /// Whether the times between orders enter, so that k can be chosen.
  package var hasRegularity: Bool { self == .bgCNBD || self == .mbgCNBD }

  var dropout: BetaGeometric.Dropout { self == .bgNBD || self == .bgCNBD ? .afterRepeat : .afterEvery }
}
