/// Type of a customer by satisfaction and loyalty, after Jones and Sasser (1995).
package enum LoyaltyType: String, CaseIterable, Sendable {
  /// Satisfied and loyal.
  case apostle
  /// Satisfied, but goes where it is cheapest.
  case mercenary
  /// Dissatisfied, and stays for want of a choice.
  case hostage
  /// Dissatisfied and disloyal; also called terrorist.
  case defector

  /// The type, or nil if a measure is missing or not a number; a missing measure is never a low one.
  ///
  /// - Parameters:
  ///   - satisfaction, loyalty: Measures on one scale each, such as 0 to 1.
  ///   - satisfiedFrom, loyalFrom: The least value that counts as satisfied and as loyal.
  package init?(
    satisfaction: Double?, loyalty: Double?, satisfiedFrom: Double = 0.5, loyalFrom: Double = 0.5
  ) {
    guard let satisfaction, let loyalty, !satisfaction.isNaN, !loyalty.isNaN else { return nil }
    switch (satisfaction >= satisfiedFrom, loyalty >= loyalFrom) {
    case (true, true): self = .apostle
    case (true, false): self = .mercenary
    case (false, true): self = .hostage
    case (false, false): self = .defector
    }
  }
}
