import Testing

/// `docs/domain.md` leaves no rule of the source documents out, and what it says can be asked.
@Suite struct DomainTableTests {
  /// How many rules each part of the documents has.
  private static let parts = [
    ("DM", 40), ("CL", 21), ("RK", 6), ("CH", 23), ("VC", 22), ("PR", 11), ("BC", 14), ("SV", 14), ("AR", 8),
    ("IN", 16), ("MR", 23), ("A", 24),
  ]

  private static let path = Checkout.root + "/docs/domain.md"
  private static let usual = "rapport demo.db --today 2026-06-30 --format csv"

  private static func table() throws -> DomainTable { DomainTable(try TextFile.read(path)) }

  @Test func everyRuleHasARow() throws {
    var ids = Self.parts.flatMap { part, count in
      (1...count).map { "\(part)-\($0 < 10 ? "0" : "")\($0)" }
    }
    // The one number that is given twice.
    ids.insert("A-18b", at: ids.count - 6)
    #expect(try Self.table().rows.map(\.id) == ids)
  }

  @Test func everyScriptIsThereAndNamed() throws {
    let scripts = Set(TextFile.names(in: Checkout.root + "/examples/reports", ending: ".rap"))
    let named = Set(try Self.table().rows.flatMap(\.answers).filter { $0.kind == .script }.map(\.text))
    #expect(named.subtracting(scripts) == [])
    #expect(scripts.subtracting(named) == ["common.rap"])
  }

  @Test func everyProofIsThere() throws {
    let environment = Workspace.environment(home: "/tmp")
    let found = try Process.run("find Tests -type f", in: Checkout.root, environment: environment)
    let paths = found.output.split(separator: "\n")
    let files = Set(paths.compactMap { $0.split(separator: "/").last.map(String.init) })
    for row in try Self.table().rows {
      #expect(!row.proofs.isEmpty, "\(row.id) has no proof")
      for proof in row.proofs { #expect(files.contains(proof), "\(row.id): there is no \(proof)") }
    }
  }

  /// A row is proved by a transcript only if the transcript runs its script.
  @Test func everyScriptIsRun() throws {
    let transcript = try TextFile.read(TranscriptTests.directory + "/reports.txt")
    for script in try Self.table().rows.flatMap(\.answers) where script.kind == .script {
      #expect(transcript.contains("examples/reports/\(script.text)\n"), "\(script.text) is not run")
    }
  }

  @Test func everySentenceIsAnswered() throws {
    let workspace = try Workspace()
    let sentences = try Self.table().rows.flatMap { row in
      row.answers.filter { $0.kind == .sentence && !$0.isNotYet && !$0.isChange }
        .map { "# \(row.id)\n\($0.text)\n" }
    }
    #expect(sentences.count > 120)
    try TextFile.write(sentences.joined(), to: workspace.directory + "/sentences.rap")
    let outcome = try workspace.run("\(Self.usual) -f sentences.rap > rows.csv")
    #expect(outcome.status == 0, "\(outcome.errors)")
  }

  /// Commands are there, and sentences that change data have no errors.
  @Test func everyCommandAndChangeIsUnderstood() throws {
    let workspace = try Workspace()
    for row in try Self.table().rows {
      for answer in row.answers where !answer.isNotYet && (answer.kind == .command || answer.isChange) {
        #expect(try Self.isUnderstood(answer, in: workspace), "\(row.id): `\(answer.text)`")
      }
    }
  }

  private static func isUnderstood(_ answer: DomainTable.Answer, in workspace: Workspace) throws -> Bool {
    if answer.kind == .command {
      let words = answer.text.split(separator: " ").prefix(2).joined(separator: " ")
      return try workspace.run("\(words) --help").output.contains("USAGE: \(words)")
    }
    try TextFile.write(answer.text + "\n", to: workspace.directory + "/sentence.rap")
    return try workspace.run("rapport check sentence.rap --store demo.db").status == 0
  }

  /// What is said not to run yet does not; recording takes the marks of the others away.
  @Test func whatIsNotYetIsNot() throws {
    let workspace = try Workspace()
    var text = try TextFile.read(Self.path)
    for row in try Self.table().rows {
      for answer in row.answers where answer.isNotYet {
        guard try Self.isUnderstood(answer, in: workspace) else { continue }
        let marked = answer.text.split(separator: "|").joined(separator: "\\|")
        if Checkout.isRecording {
          let parts = text.split(separator: "not yet: `\(marked)`", omittingEmptySubsequences: false)
          text = parts.joined(separator: "`\(marked)`")
        } else {
          Issue.record("\(row.id): `\(answer.text)` runs, so \"not yet\" is no longer true")
        }
      }
    }
    if Checkout.isRecording { try TextFile.write(text, to: Self.path) }
  }
}
