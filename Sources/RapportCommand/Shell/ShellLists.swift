import Rapport

/// The dot command about lists of which runs were kept.
enum ShellLists {
  static func show(_ shell: Shell, _ text: String) throws(DiagnosticsError) {
    guard let archive = shell.session.archive, let store = try archive.store() else {
      return shell.say(ArchiveRun.nothing)
    }
    let session = Session(store)
    if !text.isEmpty {
      let title = EntryText.unquoted(text)
      try archive.checkIsKept(title)
      session.setParameter("title", to: title)
    }
    let query = text.isEmpty ? ArchiveRun.lists : ArchiveRun.history
    var runner = shell.runner.moved(to: session)
    defer { shell.runner.printer = runner.printer }
    _ = try shell.destination.run(SourceText(query, name: "lists"), with: &runner)
  }
}
