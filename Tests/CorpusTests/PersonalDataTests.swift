import Rapport
import RapportOracle
import Testing

/// What programs that embed the library see of people, and what the audit says of it.
@Suite struct PersonalDataTests {
  private let directory: TemporaryDirectory
  private let session: Session

  init() throws {
    directory = try TemporaryDirectory()
    session = try Self.demo(accounts: 20, in: directory)
  }

  private static func demo(accounts: Int, in directory: TemporaryDirectory) throws -> Session {
    let (path, today) = ("\(directory.path)/\(accounts).db", Day(iso: "2026-06-30"))
    _ = try makeDemo(at: path, accounts: accounts, seed: 3, today: today)
    return Session(try Store(path), settings: Settings(today: today))
  }

  private func problem(_ text: String) -> String? {
    do {
      _ = try session.prepare(text)
      return nil
    } catch {
      return error.diagnostics.first { $0.severity == .error }.map { "\($0.code) \($0.message)" }
    }
  }

  private func cells(_ text: String) throws -> [[String]] {
    let rows = try session.query(text).run()
    var all: [[String]] = []
    while let row = try rows.nextRow() { all.append(rows.columns.indices.map { row[$0].string ?? row[$0].int.map(String.init) ?? "missing" }) }
    return all
  }

  private func audit() throws -> [[String]] {
    try cells("audit where action = \"export\" order by id select columns, rows, purpose")
  }

  // MARK: Enforced

  @Test(
    "Nothing may depend on what is enforced to be masked",
    arguments: [
      ("contacts where phone like \"1*\" select id", "R0270"), ("contacts order by birthday", "R0270"),
      ("contacts where any(account.contacts where sex = female) select id", "R0270"),
      ("contacts group by sex select count()", "R0270"), ("contacts top 3 by birthday", "R0270"),
      ("contacts distinct email", "R0270"), ("accounts select count(contacts where name = \"x\")", "R0270"),
      ("contacts select count(distinct phone)", "R0270"), ("contacts with r = rank(birthday) select r", "R0270"),
      ("visits where contact in (contacts where phone = \"1\") select id", "R0270"),
      ("contacts where phone in (\"1\", \"2\") select id", "R0270"), ("contacts pivot sex: count()", "R0272"),
      ("assert count(contacts where phone = \"1\") = 0", "R0270"),
      ("contacts | set title = phone", "R0270"),
      ("contacts where sex = female | set title = \"x\"", "R0270"),
      ("contacts where phone = \"1\" | delete", "R0270"),
      ("let c = contacts where phone = \"1\"; visits where contact in c select id", "R0270"),
      ("list \"a\" by phone = contacts select name, phone", "R0273"),
      ("list \"a\" by id = contacts where sex = female select id", "R0270"),
    ])
  func refused(_ text: String, _ code: String) throws {
    session.settings.personalData = .enforced
    let found = problem(text)
    #expect(found?.hasPrefix(code) == true, "\(text): \(found ?? "nothing")")
  }

  @Test(
    "What tells nothing may be asked",
    arguments: [
      "contacts", "contacts where phone is missing select name", "contacts where account = \"x\" order by id",
      "visits group by contact select count()", "accounts select name, count(contacts), count(contacts.phone)",
      "contacts select name, phone, year(birthday), phone = \"1\"", "contacts | set title = \"x\"",
      "contacts | set phone = missing", "contacts select count(birthday)", "accounts order by name",
      "contacts group by account select list(name), min(birthday)",
    ])
  func allowed(_ text: String) throws {
    session.settings.personalData = .enforced
    #expect(problem(text) == nil)
  }

  @Test func theErrorStandsAtTheField() throws {
    session.settings.personalData = .enforced
    do {
      _ = try session.prepare("contacts where id > 3 and phone = \"1\" select id")
      Issue.record("nothing was refused")
    } catch {
      #expect(error.diagnostics.first?.span == SourceSpan(start: 26, end: 31))
    }
  }

  // MARK: Masked

  @Test(
    "Masks stay whatever a value passes through",
    arguments: [
      "contacts select phone", "contacts select lower(name)", "contacts select phone = \"1\"",
      "contacts select when phone = \"1\" then 1 else 2", "contacts select when phone = \"1\" then 1",
      "contacts group by phone", "contacts group by year(birthday) select max(birthday)", "contacts distinct phone",
      "contacts with p = previous(phone) select p", "contacts with p = name select p", "contacts select rank(birthday)",
      "contacts select max(phone)", "contacts select list(name)", "contacts select first(phone)",
      "contacts select avg(year(birthday))", "accounts select list(contacts.phone)", "visits select contact",
      "visits select contact.phone", "visits group by contact.name", "contacts union contacts select phone",
      "contacts select name ?? \"none\"", "contacts select phone in (\"1\")", "contacts select length(name)",
      "let c = contacts select phone; c select phone", "def contacts.tel = phone; contacts select tel()",
      "contacts select share(length(name))", "contacts select any(sex = female)",
    ])
  func masked(_ text: String) throws {
    let query = try #require(try session.prepare(text).compactMap(\.query).last)
    #expect(!query.maskedFields.isEmpty)
    let rows = try query.run()
    let masked = query.columns.firstIndex { $0.isMasked }
    let position = try #require(masked)
    while let row = try rows.nextRow() {
      if case .missing = row[position] { continue }
      let texts: [String] =
        if case .list(let parts) = row[position] { parts.compactMap(\.string) } else { [row[position].string ?? "?"] }
      for shown in texts { #expect(shown.contains("**"), "\(text): \(shown)") }
    }
    #expect(try audit().isEmpty)
  }

  @Test(
    "Counts and what is about no person are open",
    arguments: [
      "accounts", "people", "accounts select owner.name", "contacts select count(phone)",
      "contacts select phone is missing", "contacts where phone = \"1\" select id", "contacts order by name select id",
      "accounts select count(contacts where sex = female)", "accounts select phone",
    ])
  func open(_ text: String) throws {
    let fields = try session.query(text).maskedFields
    #expect(fields.isEmpty || fields == ["people.email"])
  }

  // MARK: The audit

  @Test func whatIsRevealedIsRecorded() throws {
    session.settings.personalData = .revealed(purpose: "cards")
    #expect(try cells("contacts take 3 select phone, birthday").count == 3)
    _ = try cells("contacts take 2 select id")
    session.settings.personalData = .masked
    #expect(try audit() == [["contacts.birthday, contacts.phone", "3", "cards"]])
  }

  @Test func whatIsOnlyShownIsNot() throws {
    session.settings.personalData = .revealed()
    let rows = try session.query("contacts take 3 select phone").run()
    rows.isOnlyShown = true
    rows.keep(atMost: 100)
    while try rows.next() != nil {}
    #expect(try audit().isEmpty)
    // The same rows, written later.
    let kept = try #require(rows.kept)
    _ = try kept.rows().next()
    #expect(try audit().map { $0[0] } == ["contacts.phone"])
  }

  @Test func anInterruptedExportSaysHowFarItCame() throws {
    let large = try Self.demo(accounts: 400, in: directory)
    large.settings.personalData = .revealed()
    let query = try large.query("contacts select phone")
    let count = try large.query("audit where action = \"export\" select rows")
    do {
      let rows = try query.run()
      let first = try rows.next()
      #expect(first?.count == 256)
      #expect(try count.run().nextRow()?[0] == .missing)
    }
    #expect(try count.run().nextRow()?[0] == .integer(256))
  }

  @Test func listsAreRecordedWhenTheyLeave() throws {
    session.settings.personalData = .revealed()
    let text = "list \"a\" by id = contacts take 4 select id, name"
    guard case .list(let list)? = try session.prepare(text).first?.action else { return }
    let run = try list.run()
    #expect(try audit().isEmpty)
    try session.archive?.keep([(run, nil)])
    let rows = run.shownRows()
    while try rows.next() != nil {}
    #expect(try audit().map { $0[1] } == ["4", "4"])
    // What was kept as it was is masked for whoever does not reveal it, and no run of masks is compared with it.
    session.settings.personalData = .masked
    #expect(try session.query("kept(\"a\") select name").maskedFields == ["contacts.name"])
    guard case .list(let masked)? = try session.prepare(text).first?.action else { return }
    #expect(try session.archive?.compare(try masked.run()).reason?.code == "R0514")
  }
}
