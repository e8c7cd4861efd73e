import Testing

/// `obligations` against another program that works them out from the tables (`Tests/Corpus/obligations.py`).
@Suite struct ObligationTests {
  private static let question = """
    obligations order by key
    select key, account.id as account, person.id as person, earliest, due, deadline, minutes, weight
    """

  @Test(arguments: [(1, "2026-06-30"), (2, "2026-06-30"), (3, "2026-07-04"), (4, "2026-09-23")])
  func agreeWithAnotherProgram(seed: Int, today: String) throws {
    let workspace = try Workspace()
    try TextFile.write(Self.question, to: workspace.directory + "/question.rap")
    let made = try workspace.run(
      """
      rapport demo asked.db --accounts 400 --seed \(seed) --today 2026-06-30 &&
      rapport asked.db --yes -c 'visit_policies | set active = true' &&
      rapport asked.db --today \(today) --format csv -f question.rap | LC_ALL=C sort > ours.csv &&
      python3 '\(Checkout.root)/Tests/Corpus/obligations.py' asked.db \(today) | LC_ALL=C sort > theirs.csv &&
      test $(wc -l < ours.csv) -gt 1000
      """)
    #expect(made.status == 0, "\(made.errors)")
    let difference = try workspace.run("diff ours.csv theirs.csv | head -20")
    #expect(difference.output == "" && difference.errors == "", "\(difference)")
  }
}
