import Glibc
import Rapport
import RapportOracle
import Testing

/// Keeping and comparing lists through the library; the lists read a CSV file, which changes between runs.
@Suite struct ListTests {
  private let directory: TemporaryDirectory
  private let session: Session
  private let archive: ListArchive

  init() throws {
    directory = try TemporaryDirectory()
    try Store.create(directory.path + "/own.db")
    let store = try Store(directory.path + "/own.db")
    session = Session(store, settings: Settings(today: Day(iso: "2026-06-30")))
    archive = try #require(session.archive)
  }

  private func write(_ lines: [String]) throws {
    var text = (["id,name,amount,due"] + lines).joined(separator: "\n") + "\n"
    let file = OutputFile.create(directory.path + "/a.csv")
    defer { OutputFile.close(file) }
    _ = text.withUTF8 { Glibc.write(file, $0.baseAddress, $0.count) }
  }

  private func run() throws -> ListRun {
    let text = "list \"a\" by id = \"\(directory.path)/a.csv\" select id, name, amount, due"
    guard case .list(let list)? = try session.prepare(text).first?.action else { throw Unexpected() }
    return try list.run()
  }

  private struct Unexpected: Error {}

  // MARK: Against a naive comparison

  private typealias Lines = [Int: [String]]

  private func random(_ random: inout SplitMix, _ count: Int) -> Lines {
    var lines: Lines = [:]
    for _ in 0..<count {
      let id = Int(random.next() % 60)
      lines[id] = [
        ["a", "b", "客", ""][Int(random.next() % 4)], ["1.5", "2.25", ""][Int(random.next() % 3)],
        ["2026-01-01", "2026-02-01", ""][Int(random.next() % 3)],
      ]
    }
    // Always there, so that columns keep their types.
    lines[100] = ["x", "1.25", "2026-03-01"]
    return lines
  }

  private func csv(_ lines: Lines) -> [String] {
    lines.sorted { $0.key < $1.key }.map { "\($0.key)," + $0.value.joined(separator: ",") }
  }

  @Test func changesAreThoseOfANaiveComparison() throws {
    var generator = SplitMix(state: 7)
    var before = random(&generator, 40)
    try write(csv(before))
    try archive.keep([(try run(), nil)])
    for round in 0..<40 {
      let now = random(&generator, Int(generator.next() % 60))
      try write(csv(now))
      let run = try run()
      let comparison = try archive.compare(run)
      let difference = try #require(comparison.difference)
      var seen: [String: [Int]] = [:]
      let rows = difference.rows(.typed)
      while let row = try rows.nextRow() {
        guard let kind = row["change"].string, let id = row["id"].int else { throw Unexpected() }
        seen[kind, default: []].append(id)
        let new = now[id], old = before[id]
        let names = zip(["name", "amount", "due"], 0..<3).filter { new?[$0.1] != old?[$0.1] }.map(\.0)
        #expect(row["changed"] == .list(kind == "changed" ? names.map(Value.text) : []), "round \(round), \(id)")
      }
      func sorted(_ ids: some Sequence<Int>) -> [Int] { ids.sorted() }
      let entered = sorted(now.keys.filter { before[$0] == nil })
      let left = sorted(before.keys.filter { now[$0] == nil })
      let changed = sorted(now.keys.filter { before[$0] != nil && before[$0] != now[$0] })
      #expect(seen["entered", default: []] == entered, "round \(round)")
      #expect(seen["left", default: []] == left, "round \(round)")
      #expect(seen["changed", default: []] == changed, "round \(round)")
      try archive.keep([(run, comparison)])
      before = now
    }
    let kept = try session.query("kept(\"a\") select count() as n").run().nextRow()
    #expect(kept?["n"].int == before.count)
  }

  // MARK: Keeping

  @Test func aRunThatWasOvertakenIsNotKept() throws {
    try write(["1,a,1.5,2026-01-01"])
    let (mine, theirs) = (try run(), try run())
    let comparison = try archive.compare(mine)
    #expect(comparison.difference == nil && comparison.reason?.code == "R0513")
    try ListArchive(path: directory.path + "/own.db").keep([(theirs, nil)])
    let error = #expect(throws: DiagnosticsError.self) { try archive.keep([(mine, comparison)]) }
    #expect(error?.diagnostics.map(\.code) == ["R0517"])
    #expect(try session.query("kept_runs select count() as n").run().nextRow()?["n"].int == 1)
  }

  @Test func runsAreKeptTogetherOrNotAtAll() throws {
    try write(["1,a,1.5,2026-01-01"])
    let run = try run()
    let old = try archive.compare(run)
    try archive.keep([(run, nil)])
    #expect(throws: DiagnosticsError.self) { try archive.keep([(run, nil), (run, old)]) }
    #expect(try session.query("kept_runs select count() as n").run().nextRow()?["n"].int == 1)
  }

  @Test func manyThreadsKeepAndCompare() throws {
    try write(["1,a,1.5,2026-01-01"])
    let run = try run()
    let archive = archive
    let threads = (0..<4).map { _ in
      Thread { for _ in 0..<10 { try archive.keep([(run, nil)]); _ = try archive.compare(run) } }
    }
    for thread in threads { #expect(thread.join() == nil) }
    #expect(try session.query("kept_runs select count() as n").run().nextRow()?["n"].int == 40)
  }

  /// A thread whose error can be asked for.
  private final class Thread: @unchecked Sendable {
    private var handle = pthread_t()
    private var failure: (any Error)?
    private let body: @Sendable () throws -> Void

    init(_ body: @escaping @Sendable () throws -> Void) {
      self.body = body
      pthread_create(
        &handle, nil,
        { argument in
          guard let argument else { return nil }
          let thread = Unmanaged<Thread>.fromOpaque(argument).takeRetainedValue()
          do { try thread.body() } catch { thread.failure = error }
          return nil
        }, Unmanaged.passRetained(self).toOpaque())
    }

    func join() -> (any Error)? {
      pthread_join(handle, nil)
      return failure
    }
  }

  private struct SplitMix {
    var state: UInt64

    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var mixed = (state ^ state >> 30) &* 0xBF58_476D_1CE4_E5B9
      mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
      return mixed ^ mixed >> 31
    }
  }
}
