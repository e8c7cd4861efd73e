/// Something that may stand at the place, whatever has been written of it.
struct CompletionOffer {
  enum Form { case word, name, member, call, file, text }

  /// What it is found by: the name, then those in other languages.
  var names: [String]
  var kind: Completion.Kind
  var detail: String
  /// How well it fits the place: 0 is what is expected.
  var rank: Int
  var form: Form
  /// More is written directly behind it.
  var isOpen = false

  init(_ names: [String], _ kind: Completion.Kind, _ detail: String, rank: Int = 1, form: Form = .word) {
    self.names = names
    self.kind = kind
    self.detail = detail
    self.rank = rank
    self.form = form
    isOpen = form == .call
  }

  init(_ word: String, _ kind: Completion.Kind, _ detail: String, rank: Int = 1, form: Form = .word) {
    self.init([word], kind, detail, rank: rank, form: form)
  }
}
