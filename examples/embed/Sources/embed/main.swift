// Asks a store one question from a program, three ways: JSON lines, rows, and batches.
// Usage: embed STORE REGION

import Glibc
import Rapport

guard CommandLine.arguments.count == 3 else {
  print("usage: embed STORE REGION")
  exit(2)
}

do throws(DiagnosticsError) {
  let store = try Store(CommandLine.arguments[1])
  let session = Session(store, settings: Settings(today: Day("2026-06-30")))
  let question = try session.query(
    """
    param region: text
    accounts where owner.region = $region and credit = high
    select name, owner.name as manager, revenue
    order by revenue desc
    """,
    parameters: ["region": .text(CommandLine.arguments[2])])

  // Written by the library in any of its formats.
  try question.run().write(to: STDOUT_FILENO, as: .ndjson)

  // Row by row, cells by name.
  let rows = try question.run()
  while let row = try rows.nextRow() {
    print(row["name"].string ?? "(no name)", row["revenue"].double ?? 0)
  }

  // Batch by batch, in typed columns, for large results.
  var count = 0
  let batches = try question.run()
  while let batch = try batches.next() { count += batch.count }
  print("\(count) accounts")
} catch {
  print(error)
  exit(1)
}
