import RapportSyntax

extension Enumeration {
  /// The enum a declaration describes.
  convenience init(_ declaration: EnumDeclaration, documentation: String?) {
    self.init(
      name: declaration.name.name.text, labels: Labels(declaration.name), documentation: documentation,
      isOrdered: declaration.isOrdered,
      values: declaration.values.map {
        ValueInfo(name: $0.name.name.text, labels: Labels($0.name), documentation: $0.documentation)
      },
      groups: declaration.groups.map {
        Group(name: $0.name.name.text, labels: Labels($0.name), members: $0.members.map(\.text))
      })
  }

  /// Value and group names, for messages.
  var words: [String] { values.map(\.name) + groups.map(\.name) }
}

/// What must hold within one enum.
enum EnumCheck {
  static func run(_ declaration: EnumDeclaration, _ log: inout ProblemLog) {
    let name = declaration.name.name
    if declaration.values.isEmpty {
      log.error(
        CatalogCode.empty, "enum `\(name.text)` has no values", at: name.span,
        help: ["enum \(name.text) { first, second }"])
    }
    log.checkNames(declaration.values.map(\.name), of: "enum `\(name.text)`", what: "values")
    log.checkNames(declaration.groups.map(\.name), of: "enum `\(name.text)`", what: "groups")
    checkClashes(declaration, &log)
    for group in declaration.groups { checkMembers(of: group, in: declaration, &log) }
  }

  /// `credit = high` must mean one thing.
  private static func checkClashes(_ declaration: EnumDeclaration, _ log: inout ProblemLog) {
    let values = NameIndex(declaration.values.map { $0.name.all.map(\.text) })
    for group in declaration.groups {
      for name in group.name.all {
        guard let position = values[name.text] else { continue }
        let value = declaration.values[position].name.name.text
        log.error(
          CatalogCode.groupClash,
          "group `\(name.text)` has the name of a value of `\(declaration.name.name.text)`", at: name.span,
          label: "also the value `\(value)`",
          help: ["give the group a name of its own, so that `= \(name.text)` has one meaning"])
      }
    }
  }

  private static func checkMembers(
    of group: EnumDeclaration.Group, in declaration: EnumDeclaration, _ log: inout ProblemLog
  ) {
    let known = Set(declaration.values.map(\.name.name.text))
    if group.members.isEmpty {
      log.error(
        CatalogCode.empty, "group `\(group.name.name.text)` has no members", at: group.name.name.span)
    }
    for member in group.members where !known.contains(member.text) {
      log.unknown(
        CatalogCode.unknownValue, "`\(member.text)` is not a value of `\(declaration.name.name.text)`",
        member, known: declaration.values.map(\.name.name.text), kind: "values")
    }
  }
}
