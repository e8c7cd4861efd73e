import RapportValues

/// Rows `skip ..< skip + take` of the input; reads no further than it must.
final class SliceStream: BatchStream {
  private let input: any BatchStream
  private var skip: Int
  private var left: Int

  init(_ input: any BatchStream, skip: Int, take: Int?) {
    self.input = input
    self.skip = max(0, skip)
    left = max(0, take ?? Int.max)
  }

  func next() throws -> Batch? {
    while left > 0, let batch = try input.next() {
      if skip >= batch.count {
        skip -= batch.count
        continue
      }
      let count = min(batch.count - skip, left)
      let start = skip
      skip = 0
      left -= count
      if count > 0 { return batch.slice(start..<(start + count)) }
    }
    return nil
  }
}
