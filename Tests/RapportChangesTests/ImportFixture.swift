import Glibc
import RapportCatalog
import RapportChanges
import RapportStore

/// An empty store in a folder of its own, and files to import into it.
final class ImportFixture {
  let folder: String
  let catalog: Catalog

  init() throws {
    // In memory where possible: nothing here depends on what reaches the disk.
    let place = access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp"
    var template = Array("\(place)/rapport-test-XXXXXX".utf8CString)
    folder = mkdtemp(&template).map { String(cString: $0) } ?? "/tmp"
    guard let catalog = CatalogLoader.standard().catalog else { throw Missing() }
    self.catalog = catalog
    try Store.create(database, schema: .current)
  }

  struct Missing: Error {}

  deinit {
    for name in names { unlink(folder + "/" + name) }
    rmdir(folder)
  }

  var database: String { folder + "/store.db" }

  var names: [String] {
    guard let handle = opendir(folder) else { return [] }
    defer { closedir(handle) }
    var names: [String] = []
    while let entry = readdir(handle) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) {
        String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted()
  }

  @discardableResult
  func write(_ name: String, _ bytes: [UInt8]) -> String {
    let path = folder + "/" + name
    let descriptor = open(path, O_CREAT | O_WRONLY | O_TRUNC, 0o644)
    bytes.withUnsafeBytes { _ = Glibc.write(descriptor, $0.baseAddress, $0.count) }
    close(descriptor)
    return path
  }

  func text(_ name: String) -> String {
    let descriptor = open(folder + "/" + name, O_RDONLY)
    defer { close(descriptor) }
    var buffer = [UInt8](repeating: 0, count: 1 << 20)
    let count = max(0, read(descriptor, &buffer, buffer.count))
    return String(decoding: buffer.prefix(count), as: UTF8.self)
  }

  func store() throws -> Store { try Store.openOwn(database, catalog: catalog, schema: .current) }

  /// Imports a text, or bytes in whatever encoding.
  func load(
    _ entity: String, _ bytes: [UInt8], file: String = "a.csv",
    _ change: (inout ImportOptions) -> Void = { _ in }
  ) throws -> ImportReport {
    var options = ImportOptions()
    change(&options)
    let run = ImportRun(try store(), entity: entity, files: [write(file, bytes)], options: options)
    return try run.run { _ in }
  }

  func load(
    _ entity: String, _ text: String, file: String = "a.csv",
    _ change: (inout ImportOptions) -> Void = { _ in }
  ) throws -> ImportReport {
    try load(entity, Array(text.utf8), file: file, change)
  }

  func undo(_ batch: Int64, isDryRun: Bool = false) throws -> UndoReport {
    try UndoRun.run(store(), batch: batch, isDryRun: isDryRun, program: "test")
  }

  /// The first column of all rows, as text.
  func column(_ sql: String, as role: Connection.Role = .reader) throws -> [String?] {
    let statement = try Connection.open(database, as: role).prepare(sql)
    var rows: [String?] = []
    while try statement.step() { rows.append(statement.text(0)) }
    return rows
  }

  func execute(_ sql: String) throws {
    try Connection.open(database, as: .writer).execute(sql)
  }
}
