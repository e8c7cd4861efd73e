package import RapportEngine
package import RapportValues

/// A CSV file as a relation: its first record names the columns.
package enum CSVFile {
  /// The columns in the file's order. A column has a type if all its cells that are not empty can be read so, which
  /// takes reading the whole file; else it is a code.
  package static func columns(
    _ path: String, in context: ExecutionContext = ExecutionContext()
  ) throws -> [(name: String, type: ValueType)] {
    var reader = try CSVReader(path)
    let names = try header(&reader)
    var kinds = [CSVColumnKind](repeating: CSVColumnKind(), count: names.count)
    while try reader.next() {
      try context.check()
      try reader.checkWidth(names.count)
      reader.record.withUnsafeBufferPointer { record in
        for (index, field) in reader.fields.enumerated() {
          kinds[index].add(UnsafeBufferPointer(rebasing: record[field.start..<field.end]))
        }
      }
    }
    return zip(names, kinds).map { (name: $0, type: $1.type) }
  }

  static func header(_ reader: inout CSVReader) throws -> [String] {
    guard try reader.next() else {
      throw StoreError(
        .csv, "`\(reader.path)` is empty", help: ["its first line must hold the column names"])
    }
    return reader.fields.indices.map { reader.text($0) }
  }
}
