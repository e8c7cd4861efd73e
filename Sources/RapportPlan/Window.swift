package import RapportValues

/// A value per row computed over the row's partition, in the input's order.
package struct Window: Hashable, Sendable {
  package enum Function: Hashable, Sendable {
    /// 1 + number of rows with a strictly larger argument (integer); ties share a rank; missing has none.
    case rank
    /// Argument ÷ sum of arguments in the partition (float); missing if that sum is 0.
    case share
    /// Sum of arguments up to and including this row.
    case running
    /// The argument of the row before.
    case previous
    /// Bucket 1…n of the rows ordered by the argument descending, as SQL's NTILE; missing has none.
    case ntile(Int)
    /// What this row and all larger ones hold of the sum (float); amounts below 0 count as 0; missing if the sum is 0.
    case cumulativeShare
    /// An enum value, lowest first, by cuts from the largest row down, each a share of the sum, or of the rows. A row
    /// belongs to the first tier whose cut the rows before it have not reached; equal amounts stay together.
    case tier(cuts: [Double], ofRows: Bool)
    /// Scores 1…n, n for the largest or for the smallest (integer); equal values have equal scores: the cuts are quantiles
    /// (type 7) plus one.
    case score(Int, smallIsBest: Bool)
    /// The aggregate over the whole partition.
    case aggregate(Aggregate.Function, distinct: Bool)
  }
  package var id: ColumnID
  package var function: Function
  package var argument: Expr?
  package var per: [Expr]
  package var type: ValueType

  package init(id: ColumnID, function: Function, argument: Expr?, per: [Expr], type: ValueType) {
    self.id = id
    self.function = function
    self.argument = argument
    self.per = per
    self.type = type
  }
}
