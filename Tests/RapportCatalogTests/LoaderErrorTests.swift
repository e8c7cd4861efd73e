import RapportCatalog
import RapportSyntax
import RapportValues
import Testing

/// One wrong catalog and what is said about it.
struct WrongCatalog: Sendable, CustomTestStringConvertible {
  var source: String
  var code: String
  var message: String
  /// Beside the caret, or among the help.
  var hint: String
  var testDescription: String { message }

  static let all: [WrongCatalog] = [
    WrongCatalog(
      source: "entity a key id { x: txt }", code: "R0322", message: "there is no type or enum `txt`",
      hint: "did you mean `text`?"),
    WrongCatalog(
      source: "entity a key id { x: varchar }", code: "R0322", message: "there is no type `varchar`",
      hint: "here it is `text`"),
    WrongCatalog(
      source: "entity a key id { x: b }\nentity b key id { y: text }", code: "R0322",
      message: "`b` is an entity, not a type", hint: "`b by column`"),
    WrongCatalog(
      source: "entity a key id { x: decimal }", code: "R0323",
      message: "`decimal` needs its number of digits",
      hint: "`decimal(2)`"),
    WrongCatalog(
      source: "entity a key id { x: money(usd) }", code: "R0323", message: "`usd` is not a currency code",
      hint: "did you mean `money(USD)`?"),
    WrongCatalog(
      source: "entity a key id { x: money }", code: "R0323", message: "`x` needs a currency",
      hint: "`money(CNY)`"),
    WrongCatalog(
      source:
        "entity orders key id { account: acounts by account_id }\nentity accounts key id { name: text }",
      code: "R0324", message: "there is no entity `acounts`", hint: "did you mean `accounts`?"),
    WrongCatalog(
      source: "entity a { x: text }", code: "R0325", message: "entity `a` has no key", hint: "entity a key id"
    ),
    WrongCatalog(
      source: "entity a key (x, y) { b: many b by x }\nentity b key id { a: a by (x, y) }", code: "R0326",
      message: "`b` gives 1 column, the key of `a` has 2", hint: "(x, y)"),
    WrongCatalog(
      source: "entity a key id label nam { name: text }", code: "R0327",
      message: "the label `nam` is not a field of `a`", hint: "did you mean `name`?"),
    WrongCatalog(
      source: "entity a key id { x 名: text\n y 名: text }", code: "R0321",
      message: "`a` has two fields named `名`", hint: "the other is `x`"),
    WrongCatalog(
      source: "enum e { low, high\n group high = (low) }", code: "R0328",
      message: "group `high` has the name of a value of `e`", hint: "a name of its own"),
    WrongCatalog(
      source: "enum e { low 低, high\n group other 低 = (low) }", code: "R0328",
      message: "group `低` has the name of a value of `e`", hint: "also the value `low`"),
    WrongCatalog(
      source: "enum e { low, high\n group g = (hihg) }", code: "R0329",
      message: "`hihg` is not a value of `e`",
      hint: "did you mean `high`?"),
    WrongCatalog(
      source: "entity a key id { x: date primary\n y: date primary }", code: "R0330",
      message: "`a` has two primary dates", hint: "the other is `x`"),
    WrongCatalog(
      source: "entity a key id { x: text primary }", code: "R0330", message: "`x` is no date",
      hint: "`a in P`"),
    WrongCatalog(
      source: "entity a key id { x: integer = y + 1\n y: integer = x * 2 }", code: "R0331",
      message: "`x` needs itself: `a.x` → `a.y` → `a.x`", hint: "take one of them from a column"),
    WrongCatalog(
      source: """
        entity a key id { total: integer = sum(n of b)
          b: many b by a_id }
        entity b key id { a: a by a_id
          n: integer = a.total }
        """, code: "R0331", message: "`total` needs itself", hint: "take one of them"),
    WrongCatalog(
      source: "entity a key id { x: text = rule r }", code: "R0332", message: "there is no rule `r`",
      hint: ""),
    WrongCatalog(
      source: "let x = accounts", code: "R0333", message: "a catalog holds only `entity`, `enum` and `rule`",
      hint: "belong in a script"),
    WrongCatalog(
      source: "entity a key id { x: text from y { b = \"B\" } }", code: "R0334",
      message: "only an enum can be stored under other names", hint: "`x` is no enum"),
    WrongCatalog(
      source: "enum e { b }\nentity a key id { x: e from y { b = \"B\", b = \"C\" } }", code: "R0334",
      message: "`b` is mapped twice", hint: "a group of both"),
    WrongCatalog(
      source: "entity a key id { x: text }\nentity a key id { y: text }", code: "R0320",
      message: "entity `a` is declared twice", hint: "a later file may override"),
    WrongCatalog(
      source: "entity a 甲 key id { x: text }\nentity b 甲 key id { y: text }", code: "R0321",
      message: "two entities are named `甲`", hint: "the other is `a`"),
    WrongCatalog(
      source: "enum e { }", code: "R0336", message: "enum `e` has no values", hint: "first, second"),
  ]
}

@Suite struct LoaderErrorTests {
  @Test(arguments: WrongCatalog.all) func explains(_ wrong: WrongCatalog) {
    let result = load(wrong.source)
    #expect(result.catalog == nil)
    let found = result.diagnostics.first { $0.code == wrong.code }
    let seen = result.diagnostics.map { "\($0.code) \($0.message)" }
    #expect(found?.message.contains(wrong.message) == true, "\(seen)")
    let hints = [found?.label ?? ""] + (found?.help ?? [])
    #expect(wrong.hint.isEmpty || hints.contains { $0.contains(wrong.hint) }, "\(hints)")
    #expect(found?.span != nil)
  }

  @Test func reportsEverythingAtOnceInOrder() {
    let result = load("entity a { x: txt }\nentity b key id { y: nosuch by id }")
    #expect(result.diagnostics.map(\.code) == ["R0325", "R0322", "R0324"])
  }

  @Test func valuesMayBearTheNamesOfFields() throws {
    // `status` speaks of the value `open`, not of the field, so nothing needs itself.
    let catalog = try catalog(
      """
      enum s { open, paid }
      entity a key id {
        open: integer = when status = open then 1 else 0
        status: s = when paid then paid else open
        paid: bool
      }
      """)
    #expect(catalog.entity("a")?.fields.count == 3)
  }
}

@Suite struct OverrideTests {
  @Test func laterTextsReplaceByName() throws {
    let result = CatalogLoader.load([
      (name: "base.rap", source: "enum e { a, b }\nentity t key id { x: e }"),
      (name: "own.rap", source: "enum e { a, b, c }\nentity u key id { y: e }"),
    ])
    #expect(result.problems.isEmpty)
    let catalog = try #require(result.catalog)
    #expect(catalog.enumeration("e")?.values.map(\.name) == ["a", "b", "c"])
    #expect(catalog.entities.map(\.name) == ["t", "u"])
    #expect(catalog.entity("t")?.field("x")?.type == catalog.entity("u")?.field("y")?.type)
  }

  @Test func problemsNameTheirText() {
    let result = CatalogLoader.load([
      (name: "base.rap", source: "entity t key id { x: text }"),
      (name: "own.rap", source: "entity u key id { y: txt }"),
    ])
    #expect(result.problems.map(\.text) == [1])
  }

  @Test func schemaTellsKeysAndMissingValues() throws {
    let result = CatalogLoader.load(
      [(name: "a.rap", source: "entity t key (k, n) { x: text from c\n y: text }")],
      schema: { table in
        table == "t"
          ? [
            SchemaColumn(name: "k", declaredType: "integer", isNotNull: true),
            SchemaColumn(name: "N", declaredType: "varchar(5)", isNotNull: true),
            SchemaColumn(name: "C", declaredType: "text", isNotNull: true),
            SchemaColumn(name: "y", declaredType: "text", isNotNull: false),
          ] : nil
      })
    let entity = try #require(result.catalog?.entity("t"))
    #expect(entity.key.map(\.type) == [.integer, .code])
    guard case .stored(let x)? = entity.field("x")?.kind, case .stored(let y)? = entity.field("y")?.kind
    else { throw Unexpected() }
    #expect(x.isNotNull)
    #expect(!y.isNotNull)
  }
}
