import RapportChanges
import RapportStore
import RapportSyntax
import Synchronization

/// Values about people that a result shows as they are: wherever its rows go, the audit has an entry of it first.
struct Export: Sendable {
  /// The statement.
  let query: String
  /// `contacts.phone`, in alphabetical order.
  let fields: [String]
  let purpose: String?
  /// The store that is asked.
  let store: RapportStore.Store
  /// Takes the entries where that store cannot.
  let archive: ListArchive?

  /// Enters the export in the audit.
  ///
  /// - Throws: an error of kind `denied` (R0830) if that cannot be done; then nothing may leave.
  func begin() throws(DiagnosticsError) -> ExportEntry {
    let entities = Set(fields.map { $0.prefix { $0 != "." } }).sorted()
    let entry = Audit.Entry(
      action: "export", entity: entities.joined(separator: ", "), query: query, columns: fields, purpose: purpose)
    var reasons: [String] = []
    for place in places {
      do {
        let store = try place()
        let number = try Audit.begin(entry, program: "rapport \(LibraryVersion.current)", in: store)
        return ExportEntry(number, in: store)
      } catch {
        let found = Failure.describe(error).diagnostics.first?.message
        if let found { reasons.append(found) }
      }
    }
    throw DiagnosticsError(
      .denied,
      Diagnostic(
        code: "R0830", "personal data leaves only with an entry in the audit, which cannot be written", at: nil,
        help: reasons + [
          "`--keep-in FILE` names a Rapport store that takes the entry; without `--reveal` the result is masked"
        ]))
  }

  /// Where entries can be made, the best first: in the store itself, else beside it.
  private var places: [() throws -> RapportStore.Store] {
    var places: [() throws -> RapportStore.Store] = []
    if store.isOwn { places.append { store } }
    if let archive, !store.isOwn || archive.path != store.path { places.append { try archive.writable() } }
    return places
  }
}

/// The entry of an export that is under way.
final class ExportEntry: Sendable {
  private let number: Int64
  private let store: RapportStore.Store
  private let isOpen = Mutex(true)

  init(_ number: Int64, in store: RapportStore.Store) {
    self.number = number
    self.store = store
  }

  /// Completes the entry, once. If that fails the entry stays, without a number of rows.
  func finish(rows: Int) {
    let wasOpen = isOpen.withLock { isOpen in
      defer { isOpen = false }
      return isOpen
    }
    if wasOpen { try? Audit.finish(number, rows: rows, in: store) }
  }
}
