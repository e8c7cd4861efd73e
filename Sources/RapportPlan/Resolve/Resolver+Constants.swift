import RapportSyntax
import RapportValues

/// Arguments that have to be known before anything runs.
extension Resolver {
  func integerConstant(_ node: Expression, _ context: Context) -> Int64? {
    guard let value = expression(node, context), case .literal(.integer(let number), _) = value else { return nil }
    return number
  }

  /// A constant from 0 to 1.
  func fraction(_ node: Expression, _ context: Context) -> Double? {
    constantNumber(node, context).flatMap { (0...1).contains($0) ? $0 : nil }
  }

  func constantNumber(_ node: Expression, _ context: Context) -> Double? {
    guard case .literal(let value, _)? = quietly({ self.expression(node, context) }) else { return nil }
    return switch value {
    case .integer(let whole): Double(whole)
    case .decimal(let decimal): decimal.toDouble()
    case .float(let float): float
    default: nil
    }
  }
}
