import Glibc
import RapportFormat
import RapportValues
import Testing

@Suite struct SinkTests {
  /// Reads a descriptor to its end.
  private func readAll(_ descriptor: Int32) -> [UInt8] {
    var result: [UInt8] = []
    var block = [UInt8](repeating: 0, count: 1 << 14)
    while true {
      let count = read(descriptor, &block, block.count)
      guard count > 0 else { return result }
      result.append(contentsOf: block[..<count])
    }
  }

  @Test func blocksArriveWholeAndInOrder() throws {
    let file = try #require(tmpfile())
    defer { fclose(file) }
    let sink = FileSink(descriptor: fileno(file))
    var expected: [UInt8] = []
    for size in [1, 10, 65_535, 1, 65_536, 200_000, 0, 3] {
      let piece = (0..<size).map { UInt8(truncatingIfNeeded: $0 &+ size) }
      try piece.withUnsafeBytes { try sink.write($0) }
      expected += piece
    }
    try sink.flush()
    lseek(fileno(file), 0, SEEK_SET)
    #expect(readAll(fileno(file)) == expected)
  }

  @Test func aClosedReaderIsTold() throws {
    signal(SIGPIPE, SIG_IGN)
    var ends: [Int32] = [0, 0]
    #expect(pipe(&ends) == 0)
    close(ends[0])
    defer { close(ends[1]) }
    let sink = FileSink(descriptor: ends[1])
    try [UInt8](repeating: 1, count: 10).withUnsafeBytes { try sink.write($0) }
    #expect(throws: SinkError.closed) { try sink.flush() }
    try sink.flush()
  }

  @Test func otherErrorsKeepTheirNumber() throws {
    let sink = FileSink(descriptor: -1)
    let writer = OutputFormat.csv.makeWriter(to: sink)
    try writer.begin([ResultColumn(name: "a", type: .text)])
    #expect(throws: SinkError.failed(code: EBADF)) { try writer.end() }
    #expect(SinkError.failed(code: ENOSPC).description.contains("No space"))
  }

  @Test func aFullNonBlockingPipeIsWaitedFor() async throws {
    var ends: [Int32] = [0, 0]
    #expect(pipe(&ends) == 0)
    _ = fcntl(ends[1], F_SETFL, O_NONBLOCK)
    let (source, target) = (ends[0], ends[1])
    async let received = Task.detached { self.readAll(source).count }.value
    let sink = FileSink(descriptor: target)
    try [UInt8](repeating: 7, count: 1 << 20).withUnsafeBytes { try sink.write($0) }
    try sink.flush()
    close(target)
    #expect(await received == 1 << 20)
    close(source)
  }

  @Test func longResultsPassThroughInBlocks() throws {
    var builder = ColumnBuilder(type: .text)
    for row in 0..<20_000 { builder.append("customer \(row)") }
    builder.append(String(repeating: "x", count: 300_000))
    let column = builder.finish()
    let sink = MemorySink()
    let writer = OutputFormat.csv.makeWriter(to: sink)
    try writer.begin([ResultColumn(name: "t", type: .text)])
    try writer.write(Batch(columns: [column], count: column.count))
    try writer.end()
    let lines = sink.text.split(separator: "\n")
    #expect(lines.count == 20_002 && lines[20_000] == "customer 19999" && lines[20_001].count == 300_000)
  }
}
