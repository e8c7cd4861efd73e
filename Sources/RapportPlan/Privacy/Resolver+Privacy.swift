package import RapportCatalog
package import RapportSyntax
import RapportValues

/// What becomes of values about people in what a query shows.
package enum Disclosure: Hashable, Sendable {
  /// They are masked; conditions may still use them.
  case masked
  case revealed
  /// They are masked, and nothing may depend on them.
  case enforced
}

extension Resolver {
  /// The query as somebody may see it: values about people are masked where they leave the plan.
  package func disclosed(_ resolved: ResolvedQuery?, for disclosure: Disclosure, at span: SourceSpan) -> ResolvedQuery? {
    guard var resolved else { return nil }
    let analysis = PrivacyAnalysis(resolved.relation)
    if analysis.columns.isEmpty && namedByValues.isEmpty { return resolved }
    if disclosure == .enforced, let use = analysis.uses.first { return refused(use.privacy, as: use.use, at: span) }
    resolved.privacy = resolved.columns.map { analysis.columns[$0.id] }
    switch disclosure {
    case .revealed:
      resolved.disclosed = resolved.privacy.reduce(into: namedByValues) { $0.formUnion($1?.fields ?? []) }
      return resolved
    case .masked, .enforced: return masked(resolved)
    }
  }

  /// An answer that says why a value is what it is: its texts are masked when they are written.
  package func disclosed(_ trace: ResolvedTrace?, for disclosure: Disclosure, at span: SourceSpan) -> ResolvedTrace? {
    guard var trace else { return nil }
    let analysis = PrivacyAnalysis(trace.query.relation)
    trace.query.privacy = trace.query.columns.map { analysis.columns[$0.id] }
    switch disclosure {
    case .revealed:
      trace.query.disclosed = trace.query.privacy.reduce(into: []) { $0.formUnion($1?.fields ?? []) }
    case .masked: break
    case .enforced:
      if let use = analysis.uses.first { return refused(use.privacy, as: use.use, at: span) }
      // Whether a condition holds would tell as much.
      if let computed = trace.query.privacy.lazy.compactMap(\.self).first(where: \.isComputed) {
        return refused(computed, as: .condition, at: span)
      }
    }
    return trace
  }

  /// Whether a change may read what it reads: in the enforced mode nothing is found by values about people, nor copied
  /// to where anybody can see them.
  package func isAllowed(_ change: ResolvedQuery, to fields: [Field], for disclosure: Disclosure, at span: SourceSpan) -> Bool {
    guard disclosure == .enforced else { return true }
    let analysis = PrivacyAnalysis(change.relation)
    if let use = analysis.uses.first {
      let _: Bool? = refused(use.privacy, as: use.use, at: span)
      return false
    }
    for (field, column) in zip(fields, change.columns.suffix(fields.count)) {
      guard let found = analysis.columns[column.id], field.privacy.map({ $0.level < found.level }) ?? true else { continue }
      let _: Bool? = refused(found, as: .copy(to: field.name), at: span)
      return false
    }
    return true
  }

  /// Whether a condition that stands alone may be tested: what holds tells as much as a value.
  package func isAllowed(condition: ResolvedQuery, for disclosure: Disclosure, at span: SourceSpan) -> Bool {
    guard isAllowed(condition, to: [], for: disclosure, at: span) else { return false }
    guard disclosure == .enforced else { return true }
    let analysis = PrivacyAnalysis(condition.relation)
    guard let found = condition.columns.lazy.compactMap({ analysis.columns[$0.id] }).first else { return true }
    let _: Bool? = refused(found, as: .condition, at: span)
    return false
  }

  /// A list as somebody may see it; masks do not tell its rows apart.
  package func disclosed(_ list: ResolvedList?, for disclosure: Disclosure, at span: SourceSpan) -> ResolvedList? {
    guard var list, let query = disclosed(list.query, for: disclosure, at: span) else { return nil }
    list.query = query
    let masked = list.key.first { disclosure != .revealed && query.privacy.indices.contains($0) && query.privacy[$0] != nil }
    guard let masked else { return list }
    return fail(
      "R0273", "`\(query.columns[masked].name)` is masked, so it cannot tell rows apart", at: span,
      help: ["let the key be a field that tells nothing about people, such as `id`", revealingHelp])
  }

  /// Each column about people as its mask.
  private func masked(_ resolved: ResolvedQuery) -> ResolvedQuery? {
    guard case .project(let input, _) = resolved.relation else { return resolved }
    var resolved = resolved
    var masks: [Computed] = []
    for (position, privacy) in resolved.privacy.enumerated() {
      guard let privacy else { continue }
      let column = resolved.columns[position]
      let mask = Computed(id: allocate(), value: privacy.mask(of: .column(column.id, column.type)))
      masks.append(mask)
      resolved.columns[position].id = mask.id
      resolved.columns[position].type = mask.value.type
    }
    if let chart = resolved.presentation.chart, let value = chart.values.first(where: { resolved.privacy[$0] != nil }) {
      return fail(
        "R0271", "`\(resolved.columns[value].name)` is masked, so a chart cannot measure it", at: chart.span,
        help: [revealingHelp])
    }
    if masks.isEmpty { return resolved }
    resolved.relation = .project(.extend(input, masks), resolved.columns)
    return resolved
  }

  var revealingHelp: String { "`--reveal` or `.reveal on` shows personal data; that is recorded where it leaves the screen" }

  private func refused<T>(_ privacy: Privacy, as use: PrivacyAnalysis.Use, at span: SourceSpan) -> T? {
    let fields = privacy.fields.sorted()
    let names = fields.map { "`\($0)`" }.joined(separator: " and ")
    let what =
      switch use {
      case .condition: "is masked here and cannot be asked for in a condition"
      case .order: "is masked here and cannot order rows"
      case .group: "is masked here and cannot group rows"
      case .comparison: "is masked here and cannot match rows"
      case .copy(let field): "is masked here and cannot be copied to `\(field)`"
      }
    return fail(
      "R0270", "\(names) \(what)", at: place(of: fields) ?? span,
      help: ["the answer would tell what the mask hides; whether there is a value may be asked: `… is missing`"])
  }

  private func place(of fields: [String]) -> SourceSpan? { fields.lazy.compactMap { self.personalPlaces[$0] }.first }

  /// Whether the values of a pivot's key may be names of columns: names cannot be masked, since two might be alike.
  func mayName(columns key: Expr, _ scope: Scope, _ node: Expression) -> Bool {
    var analysis = PrivacyAnalysis(scope.pipeline.build())
    guard let privacy = analysis.privacy(of: key) else { return true }
    if revealsPersonal {
      namedByValues.formUnion(privacy.fields)
      return true
    }
    let _: Bool? = fail(
      "R0272", "`\(SourceText.text(of: node))` is masked, so its values cannot be names of columns", at: node.span,
      help: ["`group by` it instead", revealingHelp])
    return false
  }
}

extension Privacy {
  /// A text that stands for a value. Where it is missing, a value that was computed is masked too.
  func mask(of value: Expr) -> Expr {
    let hidden = Expr.literal(.text(MaskForm.hidden), .text)
    if isComputed { return hidden }
    switch (form, value.type) {
    case (.name, .text), (.name, .code), (.code, .text), (.code, .code):
      return .apply(.masked(form), [value], .text)
    case (.name, .list(.text)), (.name, .list(.code)), (.code, .list(.text)), (.code, .list(.code)):
      return .apply(.masked(form), [value], .list(.text))
    default:
      let isKnown = Expr.not(.apply(.isMissing, [value], .bool))
      return .when([Expr.Branch(condition: isKnown, value: hidden)], otherwise: nil, .text)
    }
  }
}
