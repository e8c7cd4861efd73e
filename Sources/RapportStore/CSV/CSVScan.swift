package import RapportEngine
package import RapportPlan
package import RapportValues

/// Rows of a CSV file as typed column batches. An empty field without quotes is missing.
package final class CSVScan: BatchStream {
  private static let rowsPerBatch = 4_096

  private let context: ExecutionContext
  private var reader: CSVReader
  private var builders: [CSVColumnBuilder]
  private let width: Int
  private var isDone = false
  /// Bytes that were reported as read.
  private var reported = 0

  package init(_ path: String, _ file: FileScan, in context: ExecutionContext) throws {
    self.context = context
    let input = try InputFile(path)
    context.willRead(bytes: input.size)
    var reader = try CSVReader(input, of: path)
    let names = try CSVFile.header(&reader)
    width = names.count
    builders = try file.columns.map { column in
      guard names.indices.contains(column.position) else {
        throw StoreError(.csv, "`\(path)` has no column \(column.position + 1)")
      }
      return CSVColumnBuilder(type: column.type, position: column.position, name: names[column.position])
    }
    self.reader = reader
  }

  package func next() throws -> Batch? {
    try context.check()
    guard !isDone else { return nil }
    do {
      let count = try fill()
      isDone = count < Self.rowsPerBatch
      context.didRead(bytes: reader.bytesRead - reported)
      reported = reader.bytesRead
      guard count > 0 else { return nil }
      return Batch(columns: builders.indices.map { builders[$0].take() }, count: count)
    } catch {
      isDone = true
      throw error
    }
  }

  private func fill() throws -> Int {
    var count = 0
    while count < Self.rowsPerBatch, try reader.next() {
      try reader.checkWidth(width)
      for index in builders.indices { try builders[index].append(from: reader) }
      count += 1
    }
    return count
  }
}
