/// The words of a document's sections, in its language.
package struct SectionWords: Sendable {
  /// Stands for a value that is not known.
  package var unknown: String
  /// Stands for rows that are not there.
  package var nothing: String
  package var yes: String
  package var no: String

  package init(unknown: String, nothing: String, yes: String, no: String) {
    self.unknown = unknown
    self.nothing = nothing
    self.yes = yes
    self.no = no
  }
}
