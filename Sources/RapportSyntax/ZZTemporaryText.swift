extension SourceText {
  package static func text(of e: Expression) -> String {
    switch e.kind {
    case .literal(let l): return lit(l)
    case .path(let n): return n.map(\.text).joined(separator: ".")
    case .parameter(let n): return "$" + n.text
    case .call(let c):
      let args = c.arguments.map { ($0.label.map { $0.text + ": " } ?? "") + text(of: $0.value) }.joined(separator: ", ")
      return "\(c.name.text)(\(c.distinct ? "distinct " : "")\(args))" + (c.per.isEmpty ? "" : " per " + c.per.map { text(of: $0) }.joined(separator: ", "))
    case .not(let x): return "not " + text(of: x)
    case .negate(let x): return "-" + text(of: x)
    case .binary(let op, let a, let b): return text(of: a) + " \(op.rawValue) " + text(of: b)
    case .isMissing(let x, let n): return text(of: x) + (n ? " is known" : " is missing")
    case .membership(let x, let s, let n):
      var t = ""
      switch s {
      case .relation(let src): if case .path(let p, _) = src.kind { t = p.map(\.text).joined(separator: ".") }
      case .query: t = "(…)"
      case .values(let v, _): t = "(" + v.map { text(of: $0) }.joined(separator: ", ") + ")"
      }
      return text(of: x) + (n ? " not in " : " in ") + t
    case .temporal(let x, let op, let p, let n): return text(of: x) + (n ? " not " : " ") + op.rawValue + " " + text(of: p)
    case .period(let p): return per(p)
    case .when(let bs, let o): return bs.map { "when \(text(of: $0.condition)) then \(text(of: $0.value))" }.joined(separator: " ") + (o.map { " else " + text(of: $0) } ?? "")
    case .parenthesized(let x): return "(" + text(of: x) + ")"
    case .list(let x): return "(" + x.map { text(of: $0) }.joined(separator: ", ") + ")"
    case .aggregand(let v, let q): return (v.map { text(of: $0) + " of " } ?? "") + query(q)
    case .unavailable(let f): return f
    }
  }
  private static func query(_ q: Query) -> String {
    var s = ""
    if case .path(let p, let all) = q.source.kind { s = (all ? "all " : "") + p.map(\.text).joined(separator: ".") }
    for c in q.clauses {
      switch c.kind {
      case .filter(let e): s += " where " + text(of: e)
      case .period(let p): s += " \(p.op.rawValue) " + text(of: p.value)
      case .order(let k): s += " order by " + k.map { text(of: $0.value) + ($0.descending ? " desc" : "") }.joined(separator: ", ")
      case .take(let e): s += " take " + text(of: e)
      default: break
      }
    }
    return s
  }
  private static func per(_ p: PeriodExpression) -> String {
    switch p {
    case .calendar(let y, let u, let i): return u == .quarter ? "\(y)-Q\(i)" : u == .half ? "\(y)-H\(i)" : u == .week ? "\(y)-W\(i < 10 ? "0" : "")\(i)" : "\(y)-\(i < 10 ? "0" : "")\(i)"
    case .fiscal(let y, let q): return "FY\(y)" + (q.map { "-Q\($0)" } ?? "")
    case .today: return "today"
    case .yesterday: return "yesterday"
    case .tomorrow: return "tomorrow"
    case .relative(let r, let u, let d): return "\(r.rawValue) \(u.rawValue)" + (d ? " to date" : "")
    case .span(let r, let e): return "\(r.rawValue) " + text(of: e)
    case .range(let a, let b): return text(of: a) + " .. " + text(of: b)
    }
  }
  private static func lit(_ l: Literal) -> String {
    func two(_ n: Int) -> String { n < 10 ? "0\(n)" : "\(n)" }
    switch l {
    case .missing: return "missing"
    case .boolean(let b): return b ? "true" : "false"
    case .integer(let n): return "\(n)"
    case .decimal(let u, let s):
      let d = String(u); return s == 0 ? d : (d.count > s ? d.dropLast(s) + "." + d.suffix(s) : "0." + String(repeating: "0", count: s - d.count) + d)
    case .text(let t): return quoted(t)
    case .date(let y, let m, let d): return "\(y)-\(two(m))-\(two(d))"
    case .dateTime(let y, let m, let d, let h, let mi, let s): return "\(y)-\(two(m))-\(two(d))T\(two(h)):\(two(mi))" + (s == 0 ? "" : ":\(two(s))")
    case .duration(let c, let u): return "\(c) \(u.rawValue)\(c == 1 ? "" : "s")"
    }
  }
}
