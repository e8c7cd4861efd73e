/// The languages in which calendars and documents name things.
package enum LabelLanguage: String, CaseIterable, Hashable, Sendable {
  case english = "en"
  case chinese = "zh"
}

/// A name in both languages.
package struct LocalName: Hashable, Sendable {
  package var english: String
  package var chinese: String

  package init(_ english: String, _ chinese: String) {
    self.english = english
    self.chinese = chinese
  }

  /// A user's own name, which is not translated.
  package init(_ name: String) { self.init(name, name) }

  package func text(_ language: LabelLanguage) -> String {
    switch language {
    case .english: english
    case .chinese: chinese
    }
  }
}
