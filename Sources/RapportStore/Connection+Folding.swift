import CSQLite
import RapportValues

extension Connection {
  /// The SQL function under which texts are equal that are equal in queries, whatever their case and width. It may stand
  /// in an index, which must not outlast the connection.
  package static let foldFunction = "rapport_fold"

  /// Makes `foldFunction` known to this connection.
  package func addFoldFunction() throws {
    let traits = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS
    let result = sqlite3_create_function_v2(
      handle, Self.foldFunction, 1, traits, nil,
      { context, _, values in
        guard let value = values?[0], let text = sqlite3_value_text(value) else {
          return sqlite3_result_null(context)
        }
        var folded: [UInt8] = []
        TextFold.fold(UnsafeBufferPointer(start: text, count: Int(sqlite3_value_bytes(value))), into: &folded)
        folded.withUnsafeBytes { bytes in
          let start = bytes.baseAddress?.assumingMemoryBound(to: CChar.self)
          rapport_sqlite3_result_text(context, start, Int32(clamping: bytes.count))
        }
      }, nil, nil, nil)
    if result != SQLITE_OK { throw error(result) }
  }
}
