/// How often whom to visit, how long, and what a missed visit weighs.
package struct VisitPolicy: Hashable, Sendable {
  /// "VC-01"
  package var code: String
  package var title: String
  /// A visit in every so many calendar months; nil where something else gives the day.
  package var months: Int?
  /// Days between two visits at least.
  package var smallestGap: Int
  package var minutes: Int
  package var weight: Int

  package init(code: String, title: String, months: Int?, smallestGap: Int, minutes: Int, weight: Int) {
    self.code = code
    self.title = title
    self.months = months
    self.smallestGap = smallestGap
    self.minutes = minutes
    self.weight = weight
  }
}
