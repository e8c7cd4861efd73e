import Glibc
import Rapport

func bench(_ options: Options) throws {
  let stores = try Stores(options)
  var report = Report()
  var isEqual = true
  report.add("machine", try Machine.description(options))
  for accounts in options.accounts where !options.parts.isSubset(of: [.import, .models, .routing]) {
    let store = try stores.store(accounts: accounts)
    if options.parts.contains(.questions) {
      let questions = try Question.load(options.questions)
        .filter { options.only.isEmpty || options.only.contains($0.number) }
      let benchmark = QuestionBenchmark(
        store: store, duckdbDatabase: try stores.duckdbDatabase(of: store), options: options,
        folder: stores.folder)
      let results = try benchmark.run(questions)
      isEqual = isEqual && !results.contains { $0.problem != nil }
      if !options.checksOnly {
        // Some questions alone never stand in the place of all.
        let section = options.only.isEmpty ? "questions" : "again"
        report.add(
          "\(section) \(accounts)", Report.questions(results, accounts: accounts, pairs: options.pairs))
      }
    }
    if options.checksOnly { continue }
    if options.parts.contains(.output), accounts >= 1_000_000 {
      let output = OutputBenchmark(store: store, options: options, folder: stores.folder)
      report.add("output", try output.run(accounts: accounts).markdown)
    }
  }
  if options.parts.contains(.import), !options.checksOnly {
    let accounts = options.accounts.max() ?? 10_000
    let benchmark = try ImportBenchmark(accounts: accounts, options: options, folder: stores.folder)
    report.add("import", try benchmark.run().markdown)
  }
  if options.parts.contains(.models), !options.checksOnly {
    if let program = options.models, let python = options.lifetimes {
      let benchmark = ModelBenchmark(
        customers: options.accounts.max() ?? 10_000, program: program, python: python, options: options,
        folder: stores.folder)
      report.add("models", try benchmark.run().markdown)
    } else {
      Log.say("no lifetimes here; models are left out")
    }
  }
  if options.parts.contains(.routing), !options.checksOnly {
    if let folder = options.instances, let python = options.pyvrp {
      report.add("routing", try RoutingBenchmark(folder: folder, python: python, options: options).run().markdown)
    } else {
      Log.say("no routing instances or no PyVRP here; routing is left out")
    }
  }
  if options.parts.contains(.start), !options.checksOnly {
    let store = try stores.store(accounts: options.accounts.first ?? 10_000)
    report.add("start", try StartBenchmark(store: store, options: options).run().markdown)
  }
  for section in report.sections { print(section.text + "\n") }
  if let document = options.write { try report.write(to: document) }
  if !isEqual { throw BenchError("some answers differ from those of \(options.sqlite), or were not given") }
}

do {
  try bench(try Options(Array(CommandLine.arguments.dropFirst())))
} catch {
  Log.say("\(error)")
  exit(1)
}
