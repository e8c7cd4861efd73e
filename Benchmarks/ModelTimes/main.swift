import Glibc
import RapportAnalytics

/// Fits the models named after a file of customers and scores all of them, as the benchmark asks: times on standard output.
///
/// A program of its own, since the mathematics is not part of what the library offers to other packages. The file has a line
/// `orders,last,age` per customer, in days.
func run(_ arguments: [String]) -> Int32 {
  guard arguments.count > 2, let customers = CustomerFile.read(arguments[1]) else {
    say("usage: ModelTimes FILE MODEL…")
    return 2
  }
  for name in arguments.dropFirst(2) {
    guard let kind = ModelKind(rawValue: name), ModelKind.purchases.contains(kind) else {
      say("there is no model `\(name)`")
      return 2
    }
    do {
      try measure(kind, customers)
    } catch {
      say("\(name): \(error)")
      return 1
    }
  }
  return 0
}

/// On standard error.
func say(_ text: String) {
  let bytes = Array("\(text)\n".utf8)
  _ = write(STDERR_FILENO, bytes, bytes.count)
}

/// From the customers' numbers to the fit, and from these to the scores.
func measure(_ kind: ModelKind, _ customers: [PurchaseHistory.Cell]) throws {
  let fit = try Step.timed(kind, "fit") {
    var history = PurchaseHistory()
    for customer in customers { history.add(customer) }
    return try FittedModel.purchases(kind, history, unit: .week, logGaps: 0)
  }
  guard fit.isConverged, let model = fit.purchases else { throw NotConverged(description: fit.verdict) }
  print(kind.rawValue, "log_likelihood", fit.logLikelihood ?? .nan)
  let alive = Step.timed(kind, "alive") { model.probabilitiesAlive(customers) }
  print(kind.rawValue, "sum_alive", alive.reduce(0, +))
  let orders = Step.timed(kind, "orders") { model.expectedOrders(in: 39, customers) }
  print(kind.rawValue, "sum_orders", orders.reduce(0, +))
}

struct NotConverged: Error, CustomStringConvertible { let description: String }

/// Seconds of a step by the clock on the wall and by the processor.
enum Step {
  static func timed<T>(_ kind: ModelKind, _ name: String, _ body: () throws -> T) rethrows -> T {
    let (wall, processor) = (seconds(CLOCK_MONOTONIC), seconds(CLOCK_PROCESS_CPUTIME_ID))
    let result = try body()
    print(kind.rawValue, name, seconds(CLOCK_MONOTONIC) - wall, seconds(CLOCK_PROCESS_CPUTIME_ID) - processor)
    return result
  }

  private static func seconds(_ clock: clockid_t) -> Double {
    var time = timespec()
    clock_gettime(clock, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}

/// Customers of a text file, in weeks.
enum CustomerFile {
  static func read(_ path: String) -> [PurchaseHistory.Cell]? {
    guard let file = fopen(path, "r") else { return nil }
    defer { fclose(file) }
    var cells: [PurchaseHistory.Cell] = []
    var line = [CChar](repeating: 0, count: 256)
    var isHeader = true
    while fgets(&line, Int32(line.count), file) != nil {
      defer { isHeader = false }
      if isHeader { continue }
      let end = line.firstIndex { $0 == 10 || $0 == 0 } ?? line.count
      let parts = line[..<end].split(separator: 44).map { field in
        Int(String(decoding: field.map { UInt8(bitPattern: $0) }, as: UTF8.self))
      }
      guard parts.count == 3, let orders = parts[0], let last = parts[1], let age = parts[2] else { return nil }
      let cell = PurchaseHistory.Cell(
        frequency: orders, recency: TimeUnit.week.time(days: last), age: TimeUnit.week.time(days: age))
      cells.append(cell)
    }
    return cells
  }
}

exit(run(CommandLine.arguments))
