import RapportSyntax
import RapportValues

/// Which offers fit what has been written, the best first: how it fits, then what is expected, then what is
/// nearer.
enum CompletionRanking {
  /// How a name fits what has been written of it, best first.
  private enum Fit: Int, Comparable {
    case prefix, foldedPrefix, wordPrefix, inside, near
    static func < (left: Fit, right: Fit) -> Bool { left.rawValue < right.rawValue }
  }

  private struct Fitting {
    var offer: CompletionOffer
    var name: String
    var fit: Fit
    var position: Int

    static func precedes(_ left: Fitting, _ right: Fitting) -> Bool {
      (left.fit.rawValue, left.offer.rank, left.position) < (
        right.fit.rawValue, right.offer.rank, right.position
      )
    }
  }

  static func candidates(
    _ offers: [CompletionOffer], for prefix: String, openMark: Character?
  ) -> [Completion.Candidate] {
    let folded = TextFold.folded(prefix)
    var fitting: [Fitting] = []
    for (position, offer) in offers.enumerated() {
      guard let (fit, name) = best(offer.names, prefix: prefix, folded: folded) else { continue }
      fitting.append(Fitting(offer: offer, name: name, fit: fit, position: position))
    }
    // What only has it inside counts where nothing begins with it.
    if fitting.contains(where: { $0.fit < .inside }) { fitting.removeAll { $0.fit == .inside } }
    if fitting.isEmpty { fitting = nearest(offers, to: prefix) }
    fitting.sort(by: Fitting.precedes)
    var seen: Set<String> = []
    return fitting.compactMap { found in
      let text = text(of: found, openMark: openMark)
      guard seen.insert(text + "\u{0}" + found.offer.kind.rawValue).inserted else { return nil }
      let isOpen = found.offer.isOpen || found.offer.form == .file && text.hasSuffix("/")
      return Completion.Candidate(
        text: text, kind: found.offer.kind, detail: detail(of: found), isOpen: isOpen,
        isExpected: found.offer.rank == 0)
    }
  }

  /// The first name that fits best. Names of other languages are only for those who write them.
  private static func best(_ names: [String], prefix: String, folded: [UInt8]) -> (Fit, String)? {
    if prefix.isEmpty { return names.first.map { (.prefix, $0) } }
    var best: (Fit, String)?
    for name in names {
      guard let fit = fit(name, prefix, folded), fit < best?.0 ?? .near else { continue }
      best = (fit, name)
    }
    return best
  }

  private static func fit(_ name: String, _ prefix: String, _ folded: [UInt8]) -> Fit? {
    if name.utf8.starts(with: prefix.utf8) { return .prefix }
    let name = TextFold.folded(name)
    guard folded.count <= name.count else { return nil }
    if name.starts(with: folded) { return .foldedPrefix }
    // A letter or two are inside of almost everything.
    var inside = false
    for start in name.indices.dropFirst() where name[start...].starts(with: folded) {
      if [UInt8(ascii: "_"), UInt8(ascii: " "), UInt8(ascii: "-")].contains(name[start - 1]) {
        return .wordPrefix
      }
      inside = true
    }
    return inside && folded.count >= 3 ? .inside : nil
  }

  /// A word that was misspelt.
  private static func nearest(_ offers: [CompletionOffer], to prefix: String) -> [Fitting] {
    let sorted = offers.sorted { $0.rank < $1.rank }
    guard let name = Suggestions.closest(to: prefix, in: sorted.flatMap(\.names)),
      let offer = sorted.first(where: { $0.names.contains(name) })
    else { return [] }
    return [Fitting(offer: offer, name: name, fit: .near, position: 0)]
  }

  // MARK: Text

  private static func text(of found: Fitting, openMark: Character?) -> String {
    let name = found.name
    switch found.offer.form {
    case .word: return name
    case .call: return name + "("
    case .file: return name.hasSuffix("/") ? name : name + (openMark.map { String($0) } ?? "")
    case .text:
      let quoted = RapportSyntax.SourceText.quoted(name)
      return openMark == nil ? quoted : String(quoted.dropFirst())
    case .name: return openMark == "`" ? backTicked(name) : RapportSyntax.SourceText.name(name)
    case .member:
      let quoted = RapportSyntax.SourceText.name(name)
      // Behind a dot words of the language are names.
      return openMark == "`" ? backTicked(name) : Keyword.named(name) != nil ? name : quoted
    }
  }

  /// What follows a back-tick that is there already.
  private static func backTicked(_ name: String) -> String {
    name.split(separator: "`", omittingEmptySubsequences: false).joined(separator: "``") + "`"
  }

  /// A name of another language says which one it is.
  private static func detail(of found: Fitting) -> String {
    guard let first = found.offer.names.first, first != found.name else { return found.offer.detail }
    return "= \(first), \(found.offer.detail)"
  }
}
