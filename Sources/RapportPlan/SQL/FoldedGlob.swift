/// A GLOB pattern that matches exactly the texts that fold to the same as a given one.
///
/// Folding makes letters lower case and full-width signs half-width. Of an ASCII sign the texts that fold to it are
/// known and few, and a Chinese character is alone; a pattern lists them. Other scripts are left to the engine.
struct FoldedGlob {
  /// SQLite refuses longer patterns.
  private static let longest = 900

  let pattern: String

  init?(_ folded: String, before: String = "", after: String = "") {
    var pattern = before
    for scalar in folded.unicodeScalars {
      guard let part = Self.alternatives(scalar) else { return nil }
      pattern += part
    }
    pattern += after
    guard pattern.utf8.count <= Self.longest else { return nil }
    self.pattern = pattern
  }

  private static func alternatives(_ scalar: Unicode.Scalar) -> String? {
    let value = scalar.value
    if String(scalar).isAloneInItsFold { return String(scalar) }
    if value == 0x20 { return "[ \u{3000}]" }
    guard (0x21...0x7E).contains(value), let wide = Unicode.Scalar(value + 0xFEE0) else { return nil }
    var others = String(wide)
    if (0x61...0x7A).contains(value), let capital = Unicode.Scalar(value - 0x20),
      let wideCapital = Unicode.Scalar(value - 0x20 + 0xFEE0)
    {
      others += String(capital) + String(wideCapital)
      // The Kelvin sign is a capital k.
      if value == 0x6B { others += "\u{212A}" }
    }
    // In a class `]` must come first and `^` must not; a hyphen last stands for itself.
    if scalar == "]" { return "[]" + others + "]" }
    return "[" + others + String(scalar) + "]"
  }
}
