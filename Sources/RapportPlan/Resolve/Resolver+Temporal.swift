import RapportCatalog
import RapportSyntax
import RapportValues

extension Resolver {
  /// `due in this week`, `date since D`, `date before D`, `date older than 90 days`.
  func temporal(
    _ operand: Expression, _ op: PeriodOperator, _ right: Expression, _ node: Expression, _ context: Context
  ) -> Expr? {
    if case .path(let names) = operand.unwrapped.kind,
      case .rows(let related)? = rows(behind: names, context), related.rest.isEmpty
    {
      let text = SourceText.text(of: node)
      return fail(
        "R0207",
        "`\(related.relations.map(\.name).joined(separator: "."))` is many per "
          + "\(related.relations[0].source.singular); choose how to combine them",
        at: operand.span, help: ["`any(\(text))` or `count(\(text)) > 0`"])
    }
    let date = expression(operand, context)
    let period = self.period(op, right, context)
    guard let date, let period else { return nil }
    return within(date, period, at: operand.span)
  }

  /// Whether a value behind `in` is a period: `$p`, `$p - 1 year`, of a parameter that stands for a period or
  /// date.
  func isPeriod(_ node: Expression, _ context: Context) -> Bool {
    switch node.unwrapped.kind {
    case .period: return true
    case .binary(.add, let left, _), .binary(.subtract, let left, _):
      if case .literal = left.unwrapped.kind { return false }
      return isPeriod(left, context)
    case .parameter(let name):
      guard let argument = quietly({ self.argument(name, context) }) else { return false }
      if let type = argument.type {
        return !type.isList && (type.name.text == "period" || type.name.text == "date")
      }
      return isPeriod(argument.expression, argument.context ?? context)
    default: return false
    }
  }

  /// Whether a date lies in a period; upper bounds are exclusive, so times of the last day count.
  func within(_ date: Expr, _ period: Period, at span: SourceSpan) -> Expr? {
    func bound(_ day: Day) -> Expr? {
      switch date.type {
      case .day: .literal(.day(day), .day)
      case .dateTime: .literal(.dateTime(day.midnight), .dateTime)
      case .period(let unit): .literal(.period(unit, start: day), date.type)
      default: nil
      }
    }
    guard date.type.isTemporal || date.type.isPeriod else {
      return fail("R0202", "a date is expected, this is \(date.type.article)", at: span)
    }
    var parts: [Expr] = []
    if let start = period.start, let bound = bound(start) {
      parts.append(.apply(.greaterOrEqual, [date, bound], .bool))
    }
    if let end = period.end, let bound = bound(end) { parts.append(.apply(.less, [date, bound], .bool)) }
    return parts.isEmpty ? .not(.apply(.isMissing, [date], .bool)) : .all(parts)
  }

  /// The days a period operator and its operand stand for.
  func period(_ op: PeriodOperator, _ node: Expression, _ context: Context) -> Period? {
    let period: Period?
    switch op {
    case .during, .on: period = self.period(node, context)
    case .since:
      period = self.period(node, context).flatMap { $0.start.map { Period.since($0, through: today) } }
    case .before:
      period = self.period(node, context).flatMap { $0.start.map { Period.before($0) } }
    case .olderThan:
      guard let span = durationSpan(node, context) else {
        return fail(
          "R0204", "a duration is expected after `older than`", at: node.span,
          help: ["for example `older than 90 days`"])
      }
      guard let start = Period.last(span, endingAt: today)?.start else { return outOfCalendar(node) }
      period = Period.before(start)
    }
    if let period { note(period, "\(op.rawValue) \(SourceText.text(of: node))") }
    return period
  }

  private func note(_ period: Period, _ text: String) {
    let entry = ResolvedQuery.ResolvedPeriod(text: text, period: period)
    if !periods.contains(entry) { periods.append(entry) }
  }

  private func outOfCalendar<T>(_ node: Expression) -> T? {
    fail("R0204", "this lies outside the calendar (years 1 to 9999)", at: node.span)
  }

  /// The days an expression stands for where a period is expected.
  func period(_ node: Expression, _ context: Context) -> Period? {
    switch node.kind {
    case .parenthesized(let inner): return period(inner, context)
    case .period(let form): return period(form, node, context)
    case .literal(.integer(let year)):
      guard let year = Int(exactly: year), let period = Period.calendar(year: year, unit: .year, index: 1)
      else {
        return fail("R0204", "a year is expected", at: node.span)
      }
      return period
    case .literal(.date(let year, let month, let day)):
      return Day(year: year, month: month, day: day).map(Period.init(day:))
    case .literal(.dateTime(let year, let month, let day, _, _, _)):
      return Day(year: year, month: month, day: day).map(Period.init(day:))
    case .parameter(let name):
      guard let argument = argument(name, context) else { return nil }
      return atOwnTime(of: name, context) { period(argument.expression, argument.context ?? context) }
    case .binary(let op, let left, let right) where op == .add || op == .subtract:
      guard let base = period(left, context) else { return nil }
      guard let span = durationSpan(right, context) else {
        return fail(
          "R0204", "a period can be moved only by a duration", at: right.span,
          help: ["for example `- 1 year`"])
      }
      let moved = op == .add ? base.shifted(by: span) : base.shifted(backBy: span)
      return moved ?? outOfCalendar(node)
    case .literal(.text(let text)):
      return fail(
        "R0204", "a period is expected, this is text", at: node.span,
        help: ["periods are written without quotes: \(text)"])
    default:
      if let value = quietly({ self.expression(node, context) }), case .literal(.day(let day), _) = value {
        return Period(day: day)
      }
      return fail(
        "R0204", "a period is expected here", at: node.span,
        help: ["for example `2026-Q1`, `last 90 days`, `this month`, `2026-01-01 .. 2026-03-31`"])
    }
  }

  /// A parameter of the script means the same days in a query that looks back: it was given by somebody today.
  func atOwnTime<Result>(of name: Name, _ context: Context, _ body: () -> Result) -> Result {
    guard context.arguments[name.text] == nil else { return body() }
    let saved = today
    defer { today = saved }
    today = settings.answeringDay
    return body()
  }

  private func period(_ form: PeriodExpression, _ node: Expression, _ context: Context) -> Period? {
    let result: Period?
    switch form {
    case .calendar(let year, let unit, let index):
      result = unit.periodUnit.flatMap { Period.calendar(year: year, unit: $0, index: index) }
    case .fiscal(let year, let quarter):
      result = Period.fiscal(year: year, quarter: quarter, startMonth: settings.fiscalStartMonth)
    case .today: result = Period(day: today)
    case .yesterday: result = today.adding(days: -1).map(Period.init(day:))
    case .tomorrow: result = today.adding(days: 1).map(Period.init(day:))
    case .relative(let position, let unit, let toDate): result = relative(position, unit, toDate: toDate)
    case .span(let position, let length):
      guard let span = durationSpan(length, context) else {
        return fail(
          "R0204", "a duration is expected here", at: length.span, help: ["for example `last 90 days`"])
      }
      if span.count <= 0 { return fail("R0204", "a period needs a length of at least one", at: length.span) }
      if span.unit.period == nil {
        return fail("R0204", "periods are whole days; \(span) is shorter", at: length.span)
      }
      result = position == .next ? Period.next(span, after: today) : Period.last(span, endingAt: today)
    case .range(let first, let last):
      guard let first = period(first, context), let last = period(last, context) else { return nil }
      if let a = first.start, let b = last.last, b < a {
        return fail("R0204", "the range ends before it begins", at: node.span)
      }
      result = Period(start: first.start, end: last.end)
    }
    return result ?? outOfCalendar(node)
  }

  private func relative(_ position: RelativePosition, _ unit: TimeUnit, toDate: Bool) -> Period? {
    guard let unit = unit.periodUnit else { return nil }
    let week = settings.weekStart
    switch position {
    case .this:
      return toDate
        ? Period.toDate(unit, at: today, weekStart: week) : Period.this(unit, at: today, weekStart: week)
    case .previous, .last: return Period.previous(unit, at: today, weekStart: week)
    case .next: return Period.following(unit, at: today, weekStart: week)
    }
  }

  /// A period word where a value is expected: `today` is a day; a period fits only a period of its unit.
  func periodValue(_ form: PeriodExpression, _ node: Expression, _ context: Context, expecting: ValueType?)
    -> Expr?
  {
    switch form {
    case .today, .yesterday, .tomorrow:
      return period(form, node, context)?.start.map { .literal(.day($0), .day) }
    default:
      if case .period(let unit)? = expecting, let start = period(form, node, context)?.start {
        return .literal(.period(unit, start: start), .period(unit))
      }
      return fail(
        "R0204", "`\(SourceText.text(of: node))` is a period, not one date", at: node.span,
        help: ["dates lie `in` a period, `since` its first day or `before` it"])
    }
  }

  /// The condition of a period clause on rows of an entity: its primary date lies in the period.
  func primaryDate(_ clause: PeriodClause, of row: RowReference, _ context: Context, at span: SourceSpan)
    -> Expr?
  {
    guard let field = row.entity.primaryDate else {
      return fail(
        "R0215", "\(row.entity.name) have no primary date", at: span,
        help: ["name the date: `where … \(clause.op.rawValue) …`"])
    }
    guard let date = value(of: field, in: row, context, at: span),
      let period = period(clause.op, clause.value, context)
    else { return nil }
    return within(date, period, at: span)
  }
}

extension ValueType {
  var isPeriod: Bool { if case .period = self { true } else { false } }
}

extension TimeUnit {
  var periodUnit: PeriodUnit? { PeriodUnit(rawValue: rawValue) }
}
