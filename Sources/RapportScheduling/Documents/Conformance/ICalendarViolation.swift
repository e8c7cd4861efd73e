/// A place where a text is no iCalendar.
package struct ICalendarViolation: Hashable, Sendable {
  package var rule: Rule
  /// Of the file, from 1; where the content line begins.
  package var line: Int
  package var message: String

  /// What is checked.
  package enum Rule: String, CaseIterable, Hashable, Sendable {
    /// Every line ends with CRLF, the last too.
    case lineEnding = "line-ending"
    /// At most 75 octets.
    case lineLength = "line-length"
    /// UTF-8, no character cut by a fold.
    case encoding
    /// No control characters but the tab.
    case control
    /// name *(";" param) ":" value
    case syntax
    /// BEGIN and END match, one or more VCALENDAR outside, components where they may be.
    case nesting
    /// A component that is none of the format's and no X-.
    case component
    /// A property that is none of the format's and no X-, or not of its component.
    case property
    /// A property or component that must be there.
    case missing
    /// A property that may be there once.
    case duplicate
    /// A parameter that is none of the format's and no X-, or is there twice.
    case parameter
    /// A value that is none of its type.
    case value
    /// Backslash, comma and semicolon in texts.
    case escaping
    /// Every TZID has one VTIMEZONE.
    case zone
    /// An end after its beginning, of the same type; not both an end and a duration.
    case order
    /// One component per UID and RECURRENCE-ID.
    case identity
    /// What a published calendar may hold.
    case method

    /// Where the standard says so.
    package var section: String {
      switch self {
      case .lineEnding, .lineLength, .control, .syntax: "RFC 5545, 3.1"
      case .encoding: "RFC 5545, 3.1 and 3.1.4"
      case .nesting: "RFC 5545, 3.4 and 3.6"
      case .component, .missing, .duplicate: "RFC 5545, 3.6"
      case .property: "RFC 5545, 3.8, and RFC 7986"
      case .parameter: "RFC 5545, 3.2"
      case .value: "RFC 5545, 3.3"
      case .escaping: "RFC 5545, 3.3.11"
      case .zone: "RFC 5545, 3.2.19 and 3.6.5"
      case .order: "RFC 5545, 3.6.1 and 3.8.2.2"
      case .identity: "RFC 5545, 3.8.4.7"
      case .method: "RFC 5546, 3.2.1"
      }
    }
  }
}

extension ICalendarViolation: CustomStringConvertible {
  package var description: String { "line \(line): \(rule.rawValue): \(message)" }
}
