/// An exact decimal number: unscaled × 10^−scale.
public struct Decimal: Hashable, Sendable {
  public var unscaled: Int128
  public var scale: Int

  public init(unscaled: Int128, scale: Int) {
    self.unscaled = unscaled
    self.scale = scale
  }
}
