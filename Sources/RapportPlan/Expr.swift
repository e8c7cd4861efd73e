package import RapportValues

/// The identity of a column inside one plan. Columns keep it through every operator that passes them on.
package struct ColumnID: Hashable, Sendable, CustomStringConvertible {
  package let index: Int
  package init(_ index: Int) { self.index = index }
  package var description: String { "#\(index)" }
}

/// A typed expression over the columns of one row; names are resolved, parameters and periods are constants.
///
/// Logic is two-valued: comparisons with a missing operand are false, `not` inverts that, and a missing
/// boolean counts as false wherever a condition is expected (`and or not`, filters, `when`). All other
/// operations give missing when an operand is missing, unless their comment says otherwise.
package indirect enum Expr: Hashable, Sendable {
  case column(ColumnID, ValueType)
  /// The value's case fits the type: enum values are `.text(name)`, decimals `.decimal` of any scale, `.missing` any.
  case literal(Value, ValueType)
  case apply(Operation, [Expr], ValueType)
  /// First branch whose condition holds; missing if none does and there is no `otherwise`.
  case when([Branch], otherwise: Expr?, ValueType)
  /// The value equals one of the constants (`text` folds unless `exact`); missing is in no list. Type bool.
  case inValues(Expr, [Value], exact: Bool)
  /// The key is among the rows of a relation; exact; missing is in no relation. Type bool.
  case inRelation([Expr], Rel, columns: [ColumnID])
  /// The value that held on a day: see `DatedLookup`.
  case dated(DatedLookup)

  package struct Branch: Hashable, Sendable {
    package var condition: Expr
    package var value: Expr
    package init(condition: Expr, value: Expr) {
      self.condition = condition
      self.value = value
    }
  }

  package var type: ValueType {
    switch self {
    case .column(_, let type), .literal(_, let type), .apply(_, _, let type), .when(_, _, let type): type
    case .dated(let lookup): lookup.type
    case .inValues, .inRelation: .bool
    }
  }
}

/// Of the rows of a relation with a key, the value of the latest one dated on or before a day; missing if there is
/// none, or if key or day is missing. Of rows with equal key and day the largest value counts.
package struct DatedLookup: Hashable, Sendable {
  /// A text, exact.
  package var key: Expr
  /// A day.
  package var day: Expr
  package var relation: Rel
  package var keyColumn: ColumnID
  package var dayColumn: ColumnID
  package var valueColumn: ColumnID
  /// Of the value.
  package var type: ValueType

  package init(
    key: Expr, day: Expr, relation: Rel, keyColumn: ColumnID, dayColumn: ColumnID, valueColumn: ColumnID,
    type: ValueType
  ) {
    self.key = key
    self.day = day
    self.relation = relation
    self.keyColumn = keyColumn
    self.dayColumn = dayColumn
    self.valueColumn = valueColumn
    self.type = type
  }
}

/// Operations on one row. Operand types are already made equal by the resolver where the comment says "alike".
package enum Operation: Hashable, Sendable {
  // Conditions (two-valued, never missing).
  case and, or, not
  /// Alike operands (decimals may differ in scale; integer, decimal and float may mix); false if one is missing.
  /// `folded`: both sides fold case and width.
  case equal(folded: Bool)
  case less, lessOrEqual, greater, greaterOrEqual
  case isMissing
  /// text, text; fold case and width. `like` is a glob with `*` and `?`.
  case contains, startsWith, endsWith, like

  // Numbers. `add subtract multiply negate` work on integers (checked), decimals (result scale is in the result
  // type: max of both, for multiply the sum) and floats; mixed operands convert to the result type.
  // Overflow is an evaluation error. `divide` always gives float; by zero gives missing.
  case add, subtract, multiply, divide, negate
  /// To integer, decimal of another scale (half away from zero), or float, as the result type says.
  case convert
  /// x, digits (literal integer): half away from zero.
  case round
  case abs
  /// Smallest / largest of its alike operands; missing operands are skipped.
  case least, greatest
  /// First operand that is not missing.
  case coalesce

  // Text.
  case lower, upper, trim
  /// Characters.
  case length
  /// text, start (1-based, negative from the end), optional length; clamps.
  case substring
  /// text, from, to: every occurrence, exact.
  case replace
  /// texts end to end.
  case concatenate
  /// text, or a list of texts: what a mask shows of it.
  case masked(MaskForm)
  /// any: its written form.
  case written
  /// text: the number it says (float), the ISO date it begins with; missing if none.
  case parsedNumber, parsedDay

  // Dates: operand day or dateTime unless stated.
  case year, half, quarter, month, week, dayOfMonth
  /// 1 = Monday … 7 = Sunday.
  case weekday
  /// The period of the result type's unit that holds the day.
  case periodOf
  /// The day of a dateTime.
  case dayOf
  /// day − day: `days`.
  case daysBetween
  /// day or dateTime plus a constant calendar span, clamped to month ends; out of range gives missing.
  case addSpan(CalendarSpan)
  /// day + days, day − days (operand 2 of type `days` or integer).
  case addDays, subtractDays
  /// list, any: number of elements (empty list 0).
  case listCount

  /// What a fitted model says of the row; missing for numbers that no customer can have. Kept apart, so that long chains of
  /// other operations stay small on the stack.
  indirect case model(ModelScore)

  // Money whose currency stands in the row.
  /// currency (missing: empty), amount, key columns: a text that begins with the currency and names the row.
  case witness
  /// value, witness, witness: the value; an error naming both rows if their currencies differ. A missing witness
  /// agrees with any. `entity` is what the rows are called.
  case oneCurrency(entity: String, help: [String])
  /// amount, its currency (text), day, rate of that currency, rate of `to`: the amount in `to`. An amount of `to` needs
  /// no rates. A missing currency, day or rate beside a known amount is an error.
  case exchange(to: String)
}
