/// "Did you mean": the candidate nearest to what was written, when it is near enough.
package enum Suggestions {
  /// The best candidate by edit distance, folding case and width; nil unless it is good.
  ///
  /// Allowed edits grow with length: none up to two characters, one up to five, two up to nine, then three.
  /// A tie between different candidates goes to the one listed first.
  package static func closest(to word: String, in candidates: some Sequence<String>) -> String? {
    let target = folded(word)
    guard !target.isEmpty, target.count <= 64 else { return nil }
    var best: (name: String, distance: Int)?
    for candidate in candidates where candidate != word {
      let other = folded(candidate)
      let allowed = allowance(max(target.count, other.count), other)
      guard abs(other.count - target.count) <= allowed else { continue }
      let distance = distance(target, other)
      guard distance <= allowed, distance < (best?.distance ?? Int.max) else { continue }
      best = (candidate, distance)
    }
    return best?.name
  }

  private static func allowance(_ length: Int, _ scalars: [UInt32]) -> Int {
    // One CJK character is a whole word: a name of two differs in one by meaning something else.
    if scalars.contains(where: { $0 >= 0x2E80 }) { return length <= 2 ? 0 : length <= 5 ? 1 : 2 }
    return length <= 2 ? 0 : length <= 5 ? 1 : length <= 9 ? 2 : 3
  }

  /// Lower case, full-width forms made ASCII.
  private static func folded(_ text: String) -> [UInt32] {
    text.lowercased().unicodeScalars.map { Lexer.asciiForm($0.value) }
  }

  /// Damerau–Levenshtein distance with adjacent transpositions (optimal string alignment).
  private static func distance(_ a: [UInt32], _ b: [UInt32]) -> Int {
    guard !a.isEmpty, !b.isEmpty else { return max(a.count, b.count) }
    var beforeLast = [Int](repeating: 0, count: b.count + 1)
    var last = Array(0...b.count)
    var current = last
    for i in 1...a.count {
      current[0] = i
      for j in 1...b.count {
        let cost = a[i - 1] == b[j - 1] ? 0 : 1
        var value = min(last[j] + 1, current[j - 1] + 1, last[j - 1] + cost)
        if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] {
          value = min(value, beforeLast[j - 2] + 1)
        }
        current[j] = value
      }
      (beforeLast, last, current) = (last, current, beforeLast)
    }
    return last[b.count]
  }
}
