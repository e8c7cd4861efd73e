import RapportCatalog
import RapportSyntax
import RapportValues

extension Resolver {
  /// What a bare word means where an enum is expected.
  enum EnumWord {
    case value(String)
    case group(String, [String])
    case expr(Expr)
  }

  /// A value or a group of the enum, else a field of that enum; both is an error.
  func enumWord(_ name: Name, _ type: EnumType, _ context: Context) -> EnumWord? {
    let enumeration = catalog.enumeration(type.name)
    let field = quietly { () -> Expr? in
      guard case .value(let expr)? = self.resolvePath([name], context), expr.type == .enumeration(type) else {
        return nil
      }
      return expr
    }
    let value = enumeration?.value(name.text)?.name ?? (type.index(of: name.text) != nil ? name.text : nil)
    let group = enumeration?.group(name.text)
    if (value != nil || group != nil), field != nil {
      return fail(
        "R0107", "`\(name.text)` is both a value of \(type.name) and a field", at: name.span,
        help: ["reach the field by a path, or rename it with `with`"])
    }
    if let value { return .value(value) }
    if let group { return .group(group.name, group.members) }
    if let field { return .expr(field) }
    guard isReporting else { return nil }
    var candidates = type.names
    if let enumeration {
      candidates +=
        enumeration.values.flatMap(\.labels.all) + enumeration.groups.flatMap { [$0.name] + $0.labels.all }
    }
    if let close = Suggestions.closest(to: name.text, in: candidates) {
      return fail(
        "R0103", "\(type.name) has no value `\(name.text)`", at: name.span, label: "did you mean `\(close)`?")
    }
    return fail("R0103", "\(type.name) has no value `\(name.text)`", at: name.span, help: [enumHelp(type)])
  }

  func enumHelp(_ type: EnumType) -> String {
    let values = type.names.map { "`\($0)`" }.joined(separator: ", ")
    let groups = catalog.enumeration(type.name)?.groups.map { "`\($0.name)`" } ?? []
    return "its values are \(values)"
      + (groups.isEmpty ? "" : "; its groups \(groups.joined(separator: ", "))")
  }

  /// Whether a bare word would be taken as an enum value here.
  func isEnumWord(_ node: Expression, _ expecting: ValueType?) -> Bool {
    guard case .enumeration(let type)? = expecting, let word = node.bareWord else { return false }
    return type.index(of: word.text) != nil || catalog.enumeration(type.name)?.value(word.text) != nil
  }
}
