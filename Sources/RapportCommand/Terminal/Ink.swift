/// How text of the shell's own looks where there is colour.
enum Ink: String {
  case strong = "1"
  case quiet = "2"

  func paint(_ text: String, if usesColor: Bool) -> String {
    usesColor ? "\u{1B}[\(rawValue)m\(text)\u{1B}[0m" : text
  }
}
