/// The sequences that set the parts of a table off, or nothing where there is no colour.
struct TableInk {
  let frame: StaticString
  let header: StaticString
  /// Ends each of the others.
  let plain: StaticString

  init(_ usesColor: Bool) {
    frame = usesColor ? "\u{1B}[2m" : ""
    header = usesColor ? "\u{1B}[1m" : ""
    plain = usesColor ? "\u{1B}[0m" : ""
  }
}
