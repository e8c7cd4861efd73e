/// Finds the known name a mistyped one was meant to be.
package enum NameSuggestion {
  /// Longer words are names nobody mistyped; comparing them would only cost time.
  private static let longest = 64

  /// The closest candidate, if it is close enough to be a good guess.
  package static func closest(to word: String, among candidates: some Sequence<String>) -> String? {
    let wanted = Array(word.lowercased().unicodeScalars)
    guard !wanted.isEmpty, wanted.count <= longest else { return nil }
    var best: (name: String, distance: Int)?
    for candidate in candidates {
      let letters = Array(candidate.lowercased().unicodeScalars)
      let limit = max(1, min(wanted.count, letters.count) / 3)
      guard letters.count <= longest, abs(letters.count - wanted.count) <= limit else { continue }
      let distance = distance(wanted, letters)
      // One letter of a two-letter CJK word is a half of it: no good guess.
      guard distance <= limit, distance < letters.count, letters.count > 2 || distance == 0 else { continue }
      if distance < best?.distance ?? .max { best = (candidate, distance) }
    }
    return best?.name
  }

  /// Edits between two words, where exchanging two neighbours is one edit.
  static func distance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
    var beforeLast = [Int](repeating: 0, count: right.count + 1)
    var last = Array(0...right.count)
    var row = last
    for i in left.indices {
      row[0] = i + 1
      for j in right.indices {
        let change = left[i] == right[j] ? 0 : 1
        row[j + 1] = min(row[j] + 1, last[j + 1] + 1, last[j] + change)
        if i > 0, j > 0, left[i] == right[j - 1], left[i - 1] == right[j] {
          row[j + 1] = min(row[j + 1], beforeLast[j - 1] + 1)
        }
      }
      (beforeLast, last, row) = (last, row, beforeLast)
    }
    return last[right.count]
  }
}
