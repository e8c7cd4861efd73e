package import RapportValues

/// An aggregate over the rows of a group. Missing arguments are skipped, except by `count` without argument.
package struct Aggregate: Hashable, Sendable {
  package enum Function: Hashable, Sendable {
    /// Without argument: rows; with one: known values. Type integer; 0 over nothing.
    case count
    /// integer → integer, decimal → decimal of the same scale (exact; overflow is an error), float → float.
    /// 0 over nothing. `days` → `days`.
    case sum
    /// float, with the argument's currency.
    case avg
    case min, max
    /// Argument's type for odd counts; numbers give float (mean of the middle two).
    case median
    /// Linear interpolation (type 7) at p in 0…1 over numbers; float.
    case percentile(Double)
    /// A measure of the days between neighbouring different days; float.
    case gap(GapMeasure)
    /// How unequally the sum is spread over the rows, 0…1; amounts below 0 count as 0; missing if the sum is 0.
    case gini
    /// The sum of squared shares, 1/n…1; as `gini`.
    case hhi
    /// What the largest rows, this share of all rounded up, hold of the sum; as `gini`.
    case pareto(Double)
    /// Sample standard deviation (n − 1); missing below two values.
    case stddev
    /// bool: some / each row's argument is true. Over nothing false / true.
    case any, every
    /// The sum over the rows that share the least of the first key of `order`, a day or integer: what came first. Types and
    /// overflow as `sum`; missing over nothing, and rows without a key do not count.
    case initial
    /// First / last known argument in `order` (input order if empty).
    case first, last
    /// Known arguments in `order`; empty over nothing.
    case list

    /// Whether the order of the rows decides.
    package var isOrdered: Bool { self == .first || self == .last || self == .list }
  }

  package var id: ColumnID
  package var function: Function
  package var argument: Expr?
  /// Only rows where this holds take part.
  package var filter: Expr?
  package var distinct: Bool
  package var order: [SortKey]
  package var type: ValueType

  package init(
    id: ColumnID, function: Function, argument: Expr?, filter: Expr? = nil, distinct: Bool = false,
    order: [SortKey] = [], type: ValueType
  ) {
    self.id = id
    self.function = function
    self.argument = argument
    self.filter = filter
    self.distinct = distinct
    self.order = order
    self.type = type
  }
}
