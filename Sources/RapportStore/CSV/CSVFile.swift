/// A CSV file as a relation: its first record names the columns.
package enum CSVFile {
  /// The column names in the file's order.
  package static func header(_ path: String) throws -> [String] {
    var reader = try CSVReader(path)
    return try header(&reader)
  }

  static func header(_ reader: inout CSVReader) throws -> [String] {
    guard try reader.next() else {
      throw StoreError(
        .csv, "`\(reader.path)` is empty", help: ["its first line must hold the column names"])
    }
    return reader.fields.indices.map { reader.text($0) }
  }
}
