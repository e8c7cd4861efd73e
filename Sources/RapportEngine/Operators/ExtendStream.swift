import RapportValues

/// Adds computed columns; later ones see earlier ones.
final class ExtendStream: BatchStream {
  private let input: any BatchStream
  private let nodes: [ExprNode]

  init(_ input: any BatchStream, nodes: [ExprNode]) {
    self.input = input
    self.nodes = nodes
  }

  func next() throws -> Batch? {
    guard var batch = try input.next() else { return nil }
    for node in nodes { batch.columns.append(try node.column(batch)) }
    return batch
  }
}

/// Chooses and orders columns.
final class ProjectStream: BatchStream {
  private let input: any BatchStream
  private let positions: [Int]

  init(_ input: any BatchStream, positions: [Int]) {
    self.input = input
    self.positions = positions
  }

  func next() throws -> Batch? {
    guard let batch = try input.next() else { return nil }
    guard positions.allSatisfy({ batch.columns.indices.contains($0) }) else {
      throw EvaluationError.mismatch("a batch has fewer columns than its plan")
    }
    return Batch(columns: positions.map { batch.columns[$0] }, count: batch.count)
  }
}
