import RapportPlan
import RapportSyntax

extension Session {
  /// Refuses parameters that were given a value but that neither the texts nor what was run before declare.
  ///
  /// - Throws: an error of kind `usage` that lists the declared ones.
  public func checkParameters(for texts: [SourceText]) throws(DiagnosticsError) {
    var declared = parameterOrder.compactMap { environment.parameters[$0] }
    var seen: Set<String> = []
    for text in texts { Self.collect(from: text, depth: 0, &seen, &declared) }
    let known = Set(declared.map(\.name.text))
    let strange = environment.givenValues.keys.filter { !known.contains($0) }.sorted()
    if strange.isEmpty { return }
    throw DiagnosticsError(.usage, strange.map { Self.undeclared($0, declared) })
  }

  private static func undeclared(_ name: String, _ declared: [ParameterDeclaration]) -> Diagnostic {
    var help = declared.map { parameter in
      let type = (parameter.type.isList ? "list of " : "") + parameter.type.name.text
      let fallback = parameter.defaultValue.map { " = \(RapportSyntax.SourceText.text(of: $0))" }
      return "$\(parameter.name.text): \(type)\(fallback ?? " (no default)")"
    }
    if declared.isEmpty { help = ["declare it: `param \(name): text`"] }
    if let close = Suggestions.closest(to: name, in: declared.map(\.name.text)) {
      help.insert("did you mean `\(close)`?", at: 0)
    }
    return Diagnostic(code: "R0702", "no parameter `$\(name)` is declared", at: nil, help: help)
  }

  /// The declarations of a text and of the files it uses; files that cannot be read are reported when they
  /// are run.
  private static func collect(
    from source: SourceText, depth: Int, _ seen: inout Set<String>, _ declared: inout [ParameterDeclaration]
  ) {
    for statement in Parse.parse(source.text).script.statements {
      switch statement.kind {
      case .parameter(let parameter): declared.append(parameter)
      case .use(let path, _):
        let file = source.resolve(path)
        guard depth < 20, seen.insert(file).inserted else { continue }
        do throws(DiagnosticsError) {
          collect(from: try SourceText.file(file), depth: depth + 1, &seen, &declared)
        } catch {}
      default: break
      }
    }
  }
}
