import Rapport

/// The dot commands about imports and changes.
enum ShellBatches {
  static func list(_ shell: Shell, _ word: String) throws(DiagnosticsError) {
    if !word.isEmpty { throw ShellSettings.usage("`.batches` takes nothing; `batches where …` asks for some") }
    _ = try shell.destination.run(SourceText(UndoRuns.listing, name: "batches"), with: &shell.runner)
  }

  static func undo(_ shell: Shell, _ word: String) throws(DiagnosticsError) {
    guard let batch = Int64(word) else {
      throw ShellSettings.usage("`.undo` takes the number of a batch; `.batches` lists them")
    }
    _ = try UndoRuns.takeBack(batch, in: shell.session.store, isDryRun: false, shell.runner.console)
  }
}
