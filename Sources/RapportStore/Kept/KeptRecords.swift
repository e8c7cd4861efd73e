package import RapportCatalog
package import RapportValues

/// A recurring list as runs of it were kept: one row per definition and set of parameter values.
package struct KeptList: Hashable, Sendable {
  package var id: Int64
  package var identity: Identity

  /// What makes two lists the same.
  package struct Identity: Hashable, Sendable {
    package var name: String
    package var definition: String
    /// `region = "East"`, a line each, in the order of their names.
    package var parameters: String

    package init(name: String, definition: String, parameters: [String: String]) {
      self.name = name
      self.definition = definition
      self.parameters = parameters.sorted { $0.key < $1.key }.map { "\($0.key) = \($0.value)" }
        .joined(separator: "\n")
    }

    init(name: String, definition: String, lines parameters: String) {
      (self.name, self.definition, self.parameters) = (name, definition, parameters)
    }

    /// Whether it was kept with these values of parameters, perhaps besides others.
    package func has(_ values: [String: String]) -> Bool {
      let lines = parameters.split(separator: "\n")
      return values.allSatisfy { lines.contains("\($0.key) = \($0.value)"[...]) }
    }
  }
}

/// A kept run.
package struct KeptRun: Hashable, Sendable {
  package var id: Int64
  package var list: Int64
  /// The day it answers for.
  package var day: Day
  package var rows: Int
}

/// A column of a kept run.
package struct KeptColumn: Hashable, Sendable {
  package var name: String
  package var type: KeptType
  package var isKey: Bool
  /// False for parts of the key that the list does not show.
  package var isShown: Bool
  /// What its values tell about people, if they were kept as they are; nil for masks, too.
  package var privacy: Privacy?

  package init(name: String, type: KeptType, isKey: Bool, isShown: Bool, privacy: Privacy? = nil) {
    self.name = name
    self.type = type
    self.isKey = isKey
    self.isShown = isShown
    self.privacy = privacy
  }
}

/// How a run differs from the one before.
package struct KeptChanges: Hashable, Sendable {
  package var entered: Int
  package var left: Int
  package var changed: Int

  package init(entered: Int, left: Int, changed: Int) {
    self.entered = entered
    self.left = left
    self.changed = changed
  }
}
