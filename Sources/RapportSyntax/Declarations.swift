// Declarations: parameters, lets, defs, lists, assertions and the catalog's entities, enums and rules.

/// `param region: text = "East" in ("East", "West")`
package struct ParameterDeclaration: Hashable, Sendable {
  package var name: Name
  package var type: TypeExpression
  package var defaultValue: Expression?
  /// Allowed values, if limited.
  package var allowed: [Expression]?

  package init(name: Name, type: TypeExpression, defaultValue: Expression?, allowed: [Expression]?) {
    self.name = name
    self.type = type
    self.defaultValue = defaultValue
    self.allowed = allowed
  }
}

/// `text`, `money(CNY)`, `decimal(2)`, `list of code`, an enum or an entity.
package struct TypeExpression: Hashable, Sendable {
  package var name: Name
  /// `CNY` in `money(CNY)`, `2` in `decimal(2)`.
  package var argument: String?
  package var isList: Bool
  package var span: SourceSpan

  package init(name: Name, argument: String?, isList: Bool, span: SourceSpan) {
    self.name = name
    self.argument = argument
    self.isList = isList
    self.span = span
  }
}

/// `let key_east = accounts where …`
package struct Binding: Hashable, Sendable {
  package var name: Name
  package var query: Query

  package init(name: Name, query: Query) {
    self.name = name
    self.query = query
  }
}

/// `def accounts.quiet($d: duration) = …`; without an entity the body resolves where it is called.
package struct Definition: Hashable, Sendable {
  package var entity: Name?
  package var name: Name
  package var parameters: [ParameterDeclaration]
  package var body: Expression

  package init(entity: Name?, name: Name, parameters: [ParameterDeclaration], body: Expression) {
    self.entity = entity
    self.name = name
    self.parameters = parameters
    self.body = body
  }
}

/// A title in quotes with what it is in other languages: `"unseen" "久未拜访"/"久未拜訪"`.
package struct Title: Hashable, Sendable {
  package var text: String
  package var span: SourceSpan
  /// Simplified, then Traditional where it differs.
  package var labels: [Name]

  package init(_ text: String, span: SourceSpan, labels: [Name] = []) {
    self.text = text
    self.span = span
    self.labels = labels
  }
}

/// `list "unseen" by id = …`
package struct ListDeclaration: Hashable, Sendable {
  package var heading: Title
  package var key: [Name]
  package var query: Query

  /// What the list is known by, in every language.
  package var title: String { heading.text }
  package var titleSpan: SourceSpan { heading.span }

  package init(heading: Title, key: [Name], query: Query) {
    self.heading = heading
    self.key = key
    self.query = query
  }
}

/// `assert C "message"`
package struct Assertion: Hashable, Sendable {
  package var condition: Expression
  package var message: String?

  package init(condition: Expression, message: String?) {
    self.condition = condition
    self.message = message
  }
}

/// A name with its other-language names: `credit 信用`, `good 较好/較好`.
package struct Labelled: Hashable, Sendable {
  package var name: Name
  /// Simplified, then Traditional where it differs; both usable in queries.
  package var aliases: [Name]

  package init(name: Name, aliases: [Name]) {
    self.name = name
    self.aliases = aliases
  }
}

/// `enum credit ordered { poor 差, … group low 低 = (poor, average) }`
package struct EnumDeclaration: Hashable, Sendable {
  package struct Value: Hashable, Sendable {
    package var name: Labelled
    package var documentation: String?
    package init(name: Labelled, documentation: String?) {
      self.name = name
      self.documentation = documentation
    }
  }
  package struct Group: Hashable, Sendable {
    package var name: Labelled
    package var members: [Name]
    package init(name: Labelled, members: [Name]) {
      self.name = name
      self.members = members
    }
  }
  package var name: Labelled
  package var isOrdered: Bool
  package var values: [Value]
  package var groups: [Group]

  package init(name: Labelled, isOrdered: Bool, values: [Value], groups: [Group]) {
    self.name = name
    self.isOrdered = isOrdered
    self.values = values
    self.groups = groups
  }
}

/// `entity accounts 客户/客戶 from "customers" key id label name { … }`
package struct EntityDeclaration: Hashable, Sendable {
  package var name: Labelled
  /// Table or view; the entity's own name if absent.
  package var table: String?
  /// Column names; composite keys have several.
  package var key: [Name]
  /// The field that names a row to people.
  package var label: Name?
  package var fields: [FieldDeclaration]

  package init(name: Labelled, table: String?, key: [Name], label: Name?, fields: [FieldDeclaration]) {
    self.name = name
    self.table = table
    self.key = key
    self.label = label
    self.fields = fields
  }
}

package struct FieldDeclaration: Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    /// A column; `from` nil means the field's own name. The map gives value names to stored values;
    /// `currency` names the column that holds each row's currency (`money from amount currency code`).
    case column(type: TypeExpression, from: Name?, map: [ValueMapping], currency: Name?)
    /// `owner: people by salesRepEmployeeNumber`
    case toOne(entity: Name, by: [Name])
    /// `orders: many orders by customerNumber`
    case toMany(entity: Name, by: [Name])
    /// `revenue: money = sum(…)`
    case derived(type: TypeExpression, Expression)
    /// `loyalty: loyalty = rule loyalty_level`
    case rule(type: TypeExpression, rule: Name)
  }
  /// `won = "Shipped"`
  package struct ValueMapping: Hashable, Sendable {
    package var name: Name
    package var stored: Literal
    package init(name: Name, stored: Literal) {
      self.name = name
      self.stored = stored
    }
  }
  /// `tracked`, `primary`, `personal`, `sensitive`
  package enum Modifier: String, Hashable, Sendable, CaseIterable {
    case tracked, primary, personal, sensitive
  }

  package var name: Labelled
  package var kind: Kind
  package var modifiers: Set<Modifier>
  package var documentation: String?
  package var span: SourceSpan

  package init(
    name: Labelled, kind: Kind, modifiers: Set<Modifier>, documentation: String?, span: SourceSpan
  ) {
    self.name = name
    self.kind = kind
    self.modifiers = modifiers
    self.documentation = documentation
    self.span = span
  }
}

/// `rule loyalty_level for accounts sets loyalty version 1 { param …  when … then …  else … }`
package struct RuleDeclaration: Hashable, Sendable {
  package var name: Labelled
  package var entity: Name
  /// The stored field that `regrade` gives the rule's value.
  package var target: Name?
  package var version: Int
  package var parameters: [ParameterDeclaration]
  package var branches: [Expression.Branch]
  package var otherwise: Expression?

  package init(
    name: Labelled, entity: Name, target: Name? = nil, version: Int, parameters: [ParameterDeclaration],
    branches: [Expression.Branch], otherwise: Expression?
  ) {
    self.name = name
    self.entity = entity
    self.target = target
    self.version = version
    self.parameters = parameters
    self.branches = branches
    self.otherwise = otherwise
  }
}
