import RapportSyntax
package import RapportValues

/// What a value tells about people.
package struct Privacy: Hashable, Sendable {
  package enum Level: Int, Hashable, Sendable, Comparable {
    case personal, sensitive
    package static func < (left: Level, right: Level) -> Bool { left.rawValue < right.rawValue }
  }

  package var level: Level
  /// How much of it a mask may show.
  package var form: MaskForm
  /// It is computed, so that even whether there is a value may tell what the fields hold.
  package var isComputed: Bool
  /// The fields it comes from, as `contacts.phone`.
  package var fields: Set<String>

  package init(_ level: Level, form: MaskForm, isComputed: Bool = false, fields: Set<String>) {
    self.level = level
    self.form = form
    self.isComputed = isComputed
    self.fields = fields
  }

  /// Of a value computed from one.
  package var computed: Privacy { Privacy(level, form: .whole, isComputed: true, fields: fields) }

  /// Of a value that is one or the other.
  package func merged(with other: Privacy) -> Privacy {
    Privacy(
      max(level, other.level), form: form == other.form ? form : .whole,
      isComputed: isComputed || other.isComputed, fields: fields.union(other.fields))
  }
}

extension Field {
  /// Nil for an open field.
  package var privacy: Privacy? {
    if case .stored(let column) = kind { column.privacy } else { nil }
  }
}

extension Privacy {
  /// What the declaration of a field says. A label names a person; codes are numbers and addresses.
  init?(_ field: FieldDeclaration, _ type: ValueType, of entity: EntityDeclaration) {
    let isSensitive = field.modifiers.contains(.sensitive)
    guard isSensitive || field.modifiers.contains(.personal) else { return nil }
    let name = field.name.name.text
    let form: MaskForm =
      switch type {
      case _ where isSensitive: .whole
      case .code: .code
      case .text where entity.label?.text == name: .name
      default: .whole
      }
    self.init(isSensitive ? .sensitive : .personal, form: form, fields: ["\(entity.name.name.text).\(name)"])
  }
}
