/// A model of customers by the name it has in sentences.
package enum ModelKind: String, CaseIterable, Hashable, Sendable {
  case bgNBD = "bg_nbd"
  case mbgNBD = "mbg_nbd"
  case bgCNBD = "bg_cnbd_k"
  case mbgCNBD = "mbg_cnbd_k"
  case paretoNBD = "pareto_nbd"
  /// Orders that come once a period at most.
  case bgBB = "bg_bb"
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
    case .bgBB: "BG/BB"
    case .gammaGamma: "Gamma-Gamma"
    case .regularity: "Regularity"
    }
  }

  /// Models of how often customers buy and when they stop.
  package static let purchases = [bgNBD, mbgNBD, bgCNBD, mbgCNBD, paretoNBD, bgBB]

  /// Whether customers are told by numbers of periods instead of times.
  package var countsPeriods: Bool { self == .bgBB }

  /// Whether the times between orders enter, so that k can be chosen.
  package var hasRegularity: Bool { self == .bgCNBD || self == .mbgCNBD }

  var dropout: BetaGeometric.Dropout { self == .bgNBD || self == .bgCNBD ? .afterRepeat : .afterEvery }
}
