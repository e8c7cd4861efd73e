import Glibc
import RapportPlan
import RapportThreads
import RapportValues

/// Reads the parts of a divided relation on several threads and delivers their rows in the order of the
/// parts.
///
/// A worker reads one part at a time and may run ahead of the consumer by some batches only.
final class ParallelScan: BatchStream {
  private let shared: SharedParts
  private let threadCount: Int
  private var hasStarted = false
  private var threads: [pthread_t] = []
  private var part = 0

  init(parts: [Rel], threads: Int, open: @escaping @Sendable (Rel) throws -> any BatchStream) {
    shared = SharedParts(parts, open: open)
    threadCount = min(threads, parts.count)
  }

  /// Waits for the batch each worker is at, so that nothing is read after the stream is gone.
  deinit {
    shared.stop()
    for thread in threads { pthread_join(thread, nil) }
  }

  func next() throws -> Batch? {
    if !hasStarted {
      hasStarted = true
      let shared = shared
      for _ in 0..<threadCount {
        guard let thread = Threads.start({ shared.work() }) else { break }
        threads.append(thread)
      }
      // Without threads the parts are read here, one whole part at a time.
      if threads.isEmpty { shared.work(isAlone: true) }
    }
    return try shared.take(&part)
  }
}

/// What workers and consumer share: guarded by one monitor.
private final class SharedParts: @unchecked Sendable {
  private enum State {
    case waiting, reading
    case done((any Error)?)
  }
  private struct Part {
    var state = State.waiting
    var batches: [Batch] = []
    var delivered = 0
  }

  private let rels: [Rel]
  private let open: @Sendable (Rel) throws -> any BatchStream
  private let monitor = Monitor()
  private var parts: [Part]
  private var isStopped = false
  /// The part the consumer is at.
  private var current = 0
  /// Batches a worker may be ahead in one part.
  private static let ahead = 32

  init(_ rels: [Rel], open: @escaping @Sendable (Rel) throws -> any BatchStream) {
    self.rels = rels
    self.open = open
    parts = rels.map { _ in Part() }
  }

  func stop() {
    monitor.locked {
      isStopped = true
      monitor.changed()
    }
  }

  /// Reads parts until none is left. A worker that is alone never waits for the consumer.
  func work(isAlone: Bool = false) {
    while let index = claim(isAlone: isAlone) {
      var failure: (any Error)?
      do {
        let stream = try open(rels[index])
        while let batch = try stream.next() {
          guard put(batch, index, isAlone: isAlone) else { break }
        }
      } catch {
        failure = error
      }
      monitor.locked {
        parts[index].state = .done(failure)
        monitor.changed()
      }
    }
  }

  /// The next part to read; waits while those read already are too far ahead.
  private func claim(isAlone: Bool) -> Int? {
    monitor.locked {
      while !isStopped {
        guard let index = parts.firstIndex(where: { if case .waiting = $0.state { true } else { false } })
        else { return nil }
        if isAlone || index - current < 4 {
          parts[index].state = .reading
          return index
        }
        monitor.wait()
      }
      return nil
    }
  }

  /// False if nobody wants more.
  private func put(_ batch: Batch, _ index: Int, isAlone: Bool) -> Bool {
    monitor.locked {
      while !isStopped, !isAlone, parts[index].batches.count - parts[index].delivered >= SharedParts.ahead {
        monitor.wait()
      }
      guard !isStopped else { return false }
      parts[index].batches.append(batch)
      monitor.changed()
      return true
    }
  }

  /// The next batch in the order of parts; waits for it.
  func take(_ part: inout Int) throws -> Batch? {
    try monitor.locked {
      while part < parts.count {
        if parts[part].delivered < parts[part].batches.count {
          let position = parts[part].delivered
          let batch = parts[part].batches[position]
          parts[part].batches[position] = Batch(columns: [], count: 0)
          parts[part].delivered += 1
          monitor.changed()
          return batch
        }
        if case .done(let failure) = parts[part].state {
          if let failure {
            isStopped = true
            monitor.changed()
            throw failure
          }
          parts[part].batches = []
          parts[part].delivered = 0
          part += 1
          current = part
          monitor.changed()
          continue
        }
        monitor.wait()
      }
      return nil
    }
  }
}
