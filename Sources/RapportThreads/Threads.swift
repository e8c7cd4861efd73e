package import Glibc

/// Threads of the operating system; nothing here waits for a pool of somebody else's.
package enum Threads {
  private final class Work {
    let body: @Sendable () -> Void
    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
  }

  /// The processors there are, at most four: what a single question should take of a machine.
  package static let processors = min(max(Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))), 1), 4)

  /// Compiling nested expressions needs as much room as on the main thread.
  private static let stackSize = 8 << 20

  /// Runs a closure on a thread of its own; nil if the system refuses one.
  package static func start(_ body: @escaping @Sendable () -> Void) -> pthread_t? {
    var attributes = pthread_attr_t()
    guard pthread_attr_init(&attributes) == 0 else { return nil }
    defer { pthread_attr_destroy(&attributes) }
    pthread_attr_setstacksize(&attributes, stackSize)
    let work = Unmanaged.passRetained(Work(body))
    var thread = pthread_t()
    let status = pthread_create(
      &thread, &attributes,
      { argument in
        if let argument { Unmanaged<Work>.fromOpaque(argument).takeRetainedValue().body() }
        return nil
      }, work.toOpaque())
    guard status == 0 else {
      work.release()
      return nil
    }
    return thread
  }

  /// Runs a closure on a thread that nobody waits for; false if the system refuses one.
  package static func detach(_ body: @escaping @Sendable () -> Void) -> Bool {
    guard let thread = start(body) else { return false }
    pthread_detach(thread)
    return true
  }

  /// As `detach`; here if the system refuses a thread.
  package static func detached(_ body: @escaping @Sendable () -> Void) {
    if !detach(body) { body() }
  }

  /// Calls `body` with 0 ..< count, each on its own thread (0 on this one), and waits for all.
  package static func concurrently(_ count: Int, _ body: @escaping @Sendable (Int) -> Void) {
    var threads: [pthread_t] = []
    var left = count > 0 ? [0] : []
    for index in stride(from: 1, to: count, by: 1) {
      if let thread = start({ body(index) }) { threads.append(thread) } else { left.append(index) }
    }
    for index in left { body(index) }
    for thread in threads { pthread_join(thread, nil) }
  }
}
