import RapportAnalytics
import RapportStore

/// Where fits are kept: in a store of our own, else in a folder of the user's. A cache: what cannot be read is fitted
/// again, and what cannot be written is not.
struct ModelCache {
  let database: RapportStore.Store
  /// For databases that are only read; nil keeps their fits nowhere.
  let folder: String?

  func model(_ fingerprint: String) -> FittedModel? {
    if database.isOwn, let text = (try? database.keptFit(fingerprint)) ?? nil { return FittedModel(text: text) }
    guard let path = file(fingerprint), case .success(let bytes) = FileBytes.read(path) else { return nil }
    let text = String(decoding: bytes, as: UTF8.self)
    let parts = text.split(separator: "\n\n", maxSplits: 1).map(String.init)
    guard parts.count == 2, parts[0] == fingerprint else { return nil }
    return FittedModel(text: parts[1])
  }

  func keep(_ model: FittedModel, _ fingerprint: String) {
    if database.isOwn, (try? database.keepFit(model.text, fingerprint)) != nil { return }
    guard let folder, let path = file(fingerprint), (try? Folders.make(folder)) != nil else { return }
    try? OutputFile.replace(path, with: "\(fingerprint)\n\n\(model.text)")
  }

  private func file(_ fingerprint: String) -> String? {
    folder.map { "\($0)/model-\(Self.hash(database.path + "\n" + fingerprint)).txt" }
  }

  /// FNV-1a over 64 bits: a name; the file begins with the fingerprint itself.
  private static func hash(_ text: String) -> String {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
