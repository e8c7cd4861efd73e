import RapportSyntax

extension Labels {
  /// The other-language names of a declared name.
  init(_ name: Labelled) {
    let texts = name.aliases.map(\.text)
    self.init(simplified: texts.first, traditional: texts.count > 1 ? texts[1] : nil)
  }
}

extension Labelled {
  /// The name and its aliases.
  var all: [Name] { [name] + aliases }
}

extension ProblemLog {
  /// Every name and alias may stand once among its siblings, and one name has at most two aliases.
  mutating func checkNames(_ names: [Labelled], of owner: String, what: String) {
    var seen = NameIndex()
    for (position, labelled) in names.enumerated() {
      if labelled.aliases.count > 2 {
        error(
          CatalogCode.tooManyAliases, "`\(labelled.name.text)` has more than two other names",
          at: labelled.aliases[2].span, help: ["write the Simplified name, then the Traditional one: 较好/較好"])
      }
      for name in labelled.all {
        if let earlier = seen.add(name.text, position), earlier != position {
          error(
            CatalogCode.duplicateName, "\(owner) has two \(what) named `\(name.text)`", at: name.span,
            label: "the other is `\(names[earlier].name.text)`")
        }
      }
    }
  }
}
