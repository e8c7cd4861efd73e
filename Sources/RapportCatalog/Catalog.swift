package import RapportSyntax
package import RapportValues

/// What a store holds, in the words of its users: entities with their fields and relations, enums, rules.
///
/// A catalog is immutable once loaded and shared by all sessions of a store. Declarations may be parsed only
/// when they are first named; that is not seen from outside.
package final class Catalog: Sendable {
  private enum Backing: Sendable {
    case built(BuiltCatalog)
    case lazy(LazyCatalog)
  }
  private let backing: Backing

  package init(entities: [Entity], enums: [Enumeration], rules: [Rule]) {
    backing = .built(BuiltCatalog(entities: entities, enums: enums, rules: rules))
  }

  init(_ lazy: LazyCatalog) { backing = .lazy(lazy) }

  /// In the order of their declarations.
  package var entities: [Entity] {
    switch backing {
    case .built(let catalog): catalog.entities
    case .lazy(let catalog): catalog.entities
    }
  }
  package var enums: [Enumeration] {
    switch backing {
    case .built(let catalog): catalog.enums
    case .lazy(let catalog): catalog.enums
    }
  }
  package var rules: [Rule] {
    switch backing {
    case .built(let catalog): catalog.rules
    case .lazy(let catalog): catalog.rules
    }
  }

  /// Finds by name or alias, exactly.
  package func entity(_ name: String) -> Entity? {
    switch backing {
    case .built(let catalog): catalog.entityIndex[name].map { catalog.entities[$0] }
    case .lazy(let catalog): catalog.entity(name)
    }
  }
  package func enumeration(_ name: String) -> Enumeration? {
    switch backing {
    case .built(let catalog): catalog.enumIndex[name].map { catalog.enums[$0] }
    case .lazy(let catalog): catalog.enumeration(name)
    }
  }
  package func rule(_ name: String) -> Rule? {
    switch backing {
    case .built(let catalog): catalog.ruleIndex[name].map { catalog.rules[$0] }
    case .lazy(let catalog): catalog.rule(name)
    }
  }
}

/// A catalog of which everything is there.
private struct BuiltCatalog: Sendable {
  let entities: [Entity]
  let enums: [Enumeration]
  let rules: [Rule]
  let entityIndex: NameIndex
  let enumIndex: NameIndex
  let ruleIndex: NameIndex

  init(entities: [Entity], enums: [Enumeration], rules: [Rule]) {
    self.entities = entities
    self.enums = enums
    self.rules = rules
    entityIndex = NameIndex(entities.map { [$0.name] + $0.labels.all })
    enumIndex = NameIndex(enums.map { [$0.name] + $0.labels.all })
    ruleIndex = NameIndex(rules.map { [$0.name] + $0.labels.all })
  }
}

/// Names in other languages: Simplified Chinese first, Traditional where it differs.
package struct Labels: Hashable, Sendable {
  package var simplified: String?
  package var traditional: String?

  package init(simplified: String? = nil, traditional: String? = nil) {
    self.simplified = simplified
    self.traditional = traditional
  }

  package var all: [String] { [simplified, traditional].compactMap { $0 } }
}

/// An enum with the names and groups of its values.
package final class Enumeration: Sendable {
  package struct ValueInfo: Sendable {
    package var name: String
    package var labels: Labels
    package var documentation: String?
    package init(name: String, labels: Labels, documentation: String?) {
      self.name = name
      self.labels = labels
      self.documentation = documentation
    }
  }
  package struct Group: Sendable {
    package var name: String
    package var labels: Labels
    /// Value names.
    package var members: [String]
    package init(name: String, labels: Labels, members: [String]) {
      self.name = name
      self.labels = labels
      self.members = members
    }
  }

  package let name: String
  package let labels: Labels
  package let documentation: String?
  package let values: [ValueInfo]
  package let groups: [Group]
  /// The type its columns have; one object per enum, so types compare by identity.
  package let type: EnumType
  private let valueIndex: NameIndex
  private let groupIndex: NameIndex

  package init(
    name: String, labels: Labels, documentation: String?, isOrdered: Bool, values: [ValueInfo],
    groups: [Group]
  ) {
    self.name = name
    self.labels = labels
    self.documentation = documentation
    self.values = values
    self.groups = groups
    type = EnumType(name: name, names: values.map(\.name), isOrdered: isOrdered)
    valueIndex = NameIndex(values.map { [$0.name] + $0.labels.all })
    groupIndex = NameIndex(groups.map { [$0.name] + $0.labels.all })
  }

  package func value(_ name: String) -> ValueInfo? { valueIndex[name].map { values[$0] } }
  package func group(_ name: String) -> Group? { groupIndex[name].map { groups[$0] } }
}

/// A kind of row: a table or view with its key, fields and relations.
package final class Entity: Sendable {
  package let name: String
  package let labels: Labels
  package let documentation: String?
  /// Table or view of the store.
  package let table: String
  /// The key's columns with their types; the types of keys that are no field are read from the store's
  /// schema.
  package let key: [KeyColumn]
  /// The field that names a row to people.
  package let label: String?
  package let fields: [Field]
  private let fieldIndex: NameIndex

  package struct KeyColumn: Hashable, Sendable {
    package var column: String
    package var type: ValueType
    package init(column: String, type: ValueType) {
      self.column = column
      self.type = type
    }
  }

  package init(
    name: String, labels: Labels, documentation: String?, table: String, key: [KeyColumn],
    label: String?, fields: [Field]
  ) {
    self.name = name
    self.labels = labels
    self.documentation = documentation
    self.table = table
    self.key = key
    self.label = label
    self.fields = fields
    fieldIndex = NameIndex(fields.map { [$0.name] + $0.labels.all })
  }

  /// Finds a field or relation by name or alias, exactly.
  package func field(_ name: String) -> Field? { fieldIndex[name].map { fields[$0] } }
  /// The date that `orders in P` means.
  package var primaryDate: Field? { fields.first { $0.isPrimary } }
}

/// A field or relation of an entity.
package struct Field: Sendable {
  package enum Kind: Sendable {
    /// A column of the entity's table.
    case stored(StoredColumn)
    /// At most one row of another entity; `columns` are this table's, in the order of that entity's key.
    case toOne(entity: String, columns: [String])
    /// Rows of another entity; `columns` are that table's, in the order of this entity's key.
    case toMany(entity: String, columns: [String])
    /// An expression over the entity's own fields.
    case derived(Expression)
    /// The value of a rule.
    case rule(String)
  }

  package var name: String
  package var labels: Labels
  package var documentation: String?
  package var kind: Kind
  /// The declared type; for relations unused (`.code`).
  package var type: ValueType
  package var isPrimary: Bool
  package var isTracked: Bool
  package var isPersonal: Bool
  package var isSensitive: Bool

  package init(
    name: String, labels: Labels, documentation: String?, kind: Kind, type: ValueType,
    isPrimary: Bool = false, isTracked: Bool = false, isPersonal: Bool = false,
    isSensitive: Bool = false
  ) {
    self.name = name
    self.labels = labels
    self.documentation = documentation
    self.kind = kind
    self.type = type
    self.isPrimary = isPrimary
    self.isTracked = isTracked
    self.isPersonal = isPersonal
    self.isSensitive = isSensitive
  }
}

/// How a column of the store becomes values of a type.
package struct StoredColumn: Hashable, Sendable {
  package var name: String
  package var encoding: Encoding
  /// Column with each row's currency code, for `money` without a fixed currency.
  package var currencyColumn: String?
  /// The schema says that it is never NULL.
  package var isNotNull: Bool
  /// The schema makes every value text, so that the store orders them as codes are ordered.
  package var isText: Bool
  /// The store compares its texts byte by byte, as codes are compared.
  package var isBinary: Bool
  /// Column that holds `TextFold` of this one (own store), for equality and search on text.
  package var foldedColumn: String?
  /// What it tells about people; nil if nothing.
  package var privacy: Privacy?

  package init(
    name: String, encoding: Encoding, currencyColumn: String? = nil, isNotNull: Bool = false,
    isText: Bool = false, isBinary: Bool = true, foldedColumn: String? = nil, privacy: Privacy? = nil
  ) {
    self.name = name
    self.encoding = encoding
    self.currencyColumn = currencyColumn
    self.isNotNull = isNotNull
    self.isText = isText
    self.isBinary = isBinary
    self.foldedColumn = foldedColumn
    self.privacy = privacy
  }

  package enum Encoding: Hashable, Sendable {
    /// Integers, floats and texts as they are; ISO text for days and date-times; 0/1 for booleans.
    case plain
    /// A decimal stored as an integer of its smallest unit (own store).
    case scaled
    /// A decimal stored as REAL, INTEGER or NUMERIC; read as the nearest unit of its scale.
    case real
    /// Enum values under other names: value name → stored value, in declaration order. Values not listed are
    /// stored under their own name.
    case mapped([Mapping])
  }

  package struct Mapping: Hashable, Sendable {
    package var value: String
    package var stored: Value
    package init(value: String, stored: Value) {
      self.value = value
      self.stored = stored
    }
  }
}

/// A business rule: a decision list over an entity's fields.
package final class Rule: Sendable {
  /// Where it is declared.
  package struct Origin: Hashable, Sendable {
    /// The file or text.
    package var name: String
    /// The text whose rule of that name it takes the place of.
    package var replaced: String?
    /// The declaration as written, without the comment above it.
    package var source: String

    package init(name: String, replaced: String? = nil, source: String) {
      self.name = name
      self.replaced = replaced
      self.source = source
    }
  }

  package let name: String
  package let labels: Labels
  package let documentation: String?
  package let version: Int
  package let entity: String
  /// The stored field that `regrade` gives the rule's value.
  package let target: String?
  package let origin: Origin
  package let declaration: RuleDeclaration

  package init(
    name: String, labels: Labels, documentation: String?, version: Int, entity: String, target: String? = nil,
    origin: Origin, declaration: RuleDeclaration
  ) {
    self.name = name
    self.labels = labels
    self.documentation = documentation
    self.version = version
    self.entity = entity
    self.target = target
    self.origin = origin
    self.declaration = declaration
  }
}
