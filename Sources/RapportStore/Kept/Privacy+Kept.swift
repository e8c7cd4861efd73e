import RapportCatalog
import RapportValues

/// `personal name contacts.name, contacts.phone`, as kept runs remember it.
extension Privacy {
  var keptText: String {
    let words = [level == .sensitive ? "sensitive" : "personal", isComputed ? "computed" : form.rawValue]
    return words.joined(separator: " ") + " " + fields.sorted().joined(separator: ", ")
  }

  /// What cannot be read shows nothing.
  init(keptText text: String) {
    let words = text.split(separator: " ", maxSplits: 2)
    let form = words.count > 1 ? MaskForm(rawValue: String(words[1])) : nil
    let fields = words.count > 2 ? words[2].split(separator: ",").map { $0.drop { $0 == " " } }.map(String.init) : []
    self.init(
      words.first == "personal" ? .personal : .sensitive, form: form ?? .whole, isComputed: form == nil,
      fields: Set(fields))
  }
}
