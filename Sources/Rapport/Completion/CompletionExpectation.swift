import RapportCatalog
import RapportPlan
import RapportSyntax
import RapportValues

/// The kind of value that a place wants.
enum CompletionExpectation {
  case anything
  case enumeration(Enumeration)
  case number, text, date, bool, unit
  /// A row of an entity.
  case row(String)
  /// The relation of an aggregate, or what it works on.
  case related

  init(_ type: ValueType, _ catalog: Catalog) {
    switch type {
    case .enumeration(let type): self = catalog.enumeration(type.name).map { .enumeration($0) } ?? .anything
    case .integer, .decimal, .float, .days: self = .number
    case .text, .code: self = .text
    case .day, .dateTime, .period: self = .date
    case .bool: self = .bool
    case .list(let element): self.init(element, catalog)
    }
  }

  /// Of the place that a cursor is at.
  init(_ context: CursorContext, _ scope: CompletionScope, _ rows: CompletionScope.Rows) {
    self = .anything
    if let compared = context.compared {
      switch scope.meaning(of: compared, in: rows) {
      case .value(let type): self.init(type, scope.catalog)
      case .row(let entity), .many(let entity): self = .row(entity.name)
      case nil: break
      }
    } else if let type = context.expectedType {
      self.init(declared: type, scope.catalog)
    } else if let call = context.call, context.isArgument {
      self.init(argument: context.argumentIndex, of: call)
    }
  }

  /// Whether a parameter of a type is what is expected.
  func wants(_ type: TypeExpression, _ catalog: Catalog) -> Bool {
    switch (self, CompletionExpectation(declared: type.name.text, catalog)) {
    case (.enumeration(let wanted), .enumeration(let given)): wanted === given
    case (.number, .number), (.text, .text), (.date, .date), (.bool, .bool): true
    default: false
    }
  }

  private init(declared type: String, _ catalog: Catalog) {
    switch type {
    case "text", "code": self = .text
    case "integer", "number", "decimal", "money": self = .number
    case "bool", "boolean": self = .bool
    case "date", "datetime", "period": self = .date
    default: self = catalog.enumeration(type).map { .enumeration($0) } ?? .anything
    }
  }

  private init(argument position: Int, of call: String) {
    switch KnownFunctions.argument(position, of: call) {
    case .number: self = .number
    case .text: self = .text
    case .date: self = .date
    case .unit: self = .unit
    case .condition: self = .related
    case nil: self = KnownFunctions.aggregates.contains(call) ? .related : .anything
    }
  }

  /// How well a field fits: 0 is what is expected.
  func rank(of field: Field) -> Int {
    switch field.kind {
    case .toMany:
      if case .related = self { return 0 }
      return 3
    case .toOne(let entity, _):
      if case .row(let wanted) = self { return wanted == entity ? 0 : 2 }
      if case .anything = self { return 1 }
      return 2
    case .stored, .derived, .rule: return rank(of: field.type)
    }
  }

  private func rank(of type: ValueType) -> Int {
    switch self {
    case .anything, .related: 1
    case .enumeration(let wanted): type == .enumeration(wanted.type) ? 1 : 3
    case .number: type.isNumeric ? 0 : 2
    case .text: type.isTextual ? 0 : 2
    case .date: type.isTemporal ? 0 : 2
    case .bool: type == .bool ? 0 : 2
    case .unit, .row: 2
    }
  }
}
