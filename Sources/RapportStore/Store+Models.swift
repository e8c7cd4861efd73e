import Glibc
import RapportValues

extension Store {
  /// A text that differs once rows of the tables may have changed: cheap to have, so that it may also differ for nothing.
  ///
  /// Of our own store it is the number of the last batch with the row numbers of each table; of others the size and time
  /// of the file and its log.
  package func changeMark(of tables: [String]) throws -> String {
    guard isOwn else { return [path, path + "-wal"].map(Self.fileMark).joined(separator: " ") }
    return try pool.use { connection in
      let batch = try connection.integer("SELECT max(id) FROM batches") ?? 0
      let marks = try tables.map { table in
        let range = try connection.rowIDRange(of: table)
        return "\(table) \(range.map { "\($0.first)..\($0.last)" } ?? "")"
      }
      return (["batch \(batch)"] + marks).joined(separator: ", ")
    }
  }

  private static func fileMark(_ path: String) -> String {
    var info = stat()
    guard stat(path, &info) == 0 else { return "-" }
    return "\(info.st_ino):\(info.st_size):\(info.st_mtim.tv_sec).\(info.st_mtim.tv_nsec)"
  }

  /// A fit that was kept under a fingerprint.
  package func keptFit(_ fingerprint: String) throws -> String? {
    try pool.use { connection in
      try connection.rows("SELECT fit FROM fitted_models WHERE fingerprint = ?", [.text(fingerprint)]) {
        $0.text(0) ?? ""
      }.first
    }
  }

  /// Keeps a fit, and of all only the latest.
  package func keepFit(_ fit: String, _ fingerprint: String) throws {
    let writer = try writer()
    try writer.transaction {
      _ = try writer.prepare(
        "INSERT OR REPLACE INTO fitted_models (fingerprint, made, fit) VALUES (?, ?, ?)",
        [.text(fingerprint), .text(Provenance.now()), .text(fit)]
      ).run()
      _ = try writer.prepare(
        """
        DELETE FROM fitted_models WHERE fingerprint NOT IN
          (SELECT fingerprint FROM fitted_models ORDER BY made DESC, fingerprint LIMIT ?)
        """, [.integer(Self.mostFits)]
      ).run()
    }
  }

  /// A month of daily fits of a few models.
  private static let mostFits: Int64 = 100
}
