import RapportThreads

/// What the planner and the engine need to know of the machine.
enum Machine {
  /// Processors to use at once: all that are there, at most four; more would only fight for the same file.
  static let processors = Threads.processors
}
