import RapportSyntax
import RapportValues

/// What must hold for a field that is a column.
enum ColumnCheck {
  static func run(
    _ field: FieldDeclaration, _ resolved: TypeResolver.Resolved,
    map: [FieldDeclaration.ValueMapping], currency: Name?, _ log: inout ProblemLog
  ) {
    let name = field.name.name
    if case .list = resolved.type {
      log.error(
        CatalogCode.listColumn, "a column holds one value, so `\(name.text)` cannot be a list",
        at: field.span,
        help: ["for rows of another table write `\(name.text): many entity by column`"])
    }
    checkMoney(name, resolved, currency, &log)
    checkMap(name, resolved, map, &log)
  }

  private static func checkMoney(
    _ name: Name, _ resolved: TypeResolver.Resolved, _ currency: Name?, _ log: inout ProblemLog
  ) {
    if resolved.isOpenMoney, currency == nil {
      log.error(
        CatalogCode.typeArgument, "`\(name.text)` needs a currency", at: name.span,
        help: [
          "`money(CNY)` if all rows have one currency",
          "`money from amount currency currency_code` if a column says each row's currency",
        ])
    }
    if let currency, !resolved.isOpenMoney {
      log.error(
        CatalogCode.typeArgument, "only `money` without a currency takes its currency from a column",
        at: currency.span, help: ["write the type as `money`"])
    }
  }

  private static func checkMap(
    _ name: Name, _ resolved: TypeResolver.Resolved, _ map: [FieldDeclaration.ValueMapping],
    _ log: inout ProblemLog
  ) {
    guard let first = map.first else { return }
    guard let values = resolved.enumeration else {
      log.error(
        CatalogCode.valueMap, "only an enum can be stored under other names", at: first.name.span,
        label: "`\(name.text)` is no enum",
        help: ["give `\(name.text)` the type of an enum, or leave out `{ … }`"])
      return
    }
    var names: Set<String> = []
    var stored: [Literal: String] = [:]
    for mapping in map {
      guard let value = values.value(mapping.name.text) else {
        log.unknown(
          CatalogCode.unknownValue, "`\(mapping.name.text)` is not a value of `\(values.name)`", mapping.name,
          known: values.values.map(\.name), kind: "values")
        continue
      }
      if !names.insert(value.name).inserted {
        log.error(
          CatalogCode.valueMap, "`\(value.name)` is mapped twice", at: mapping.name.span,
          help: ["a value is stored in one way; make a second value and a group of both"])
      }
      if let other = stored[mapping.stored], other != value.name {
        log.error(
          CatalogCode.valueMap, "`\(value.name)` and `\(other)` are stored alike", at: mapping.name.span)
      }
      stored[mapping.stored] = value.name
    }
  }
}
