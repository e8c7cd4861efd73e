package import RapportCatalog

/// A small trading company whose catalog uses every feature of entities: the ground of random stores and queries.
package enum TestCatalog {
  package static let text = """
    ## Worst first.
    enum grade 等级/等級 ordered {
      poor 差, fair 一般, good 较好/較好, best 最好
      group low 低 = (poor, fair)
      group high 高 = (good, best)
    }
    enum state 状态/狀態 {
      open 进行中/進行中, won 成交, lost 失败/失敗, held 暂停/暫停
      group closed 已结/已結 = (won, lost)
    }
    enum outcome ordered {
      bad, fine, great
      group met = (fine, great)
    }
    enum channel 渠道 { phone 电话/電話, meeting 会面/會面, mail 邮件/郵件 }

    entity regions 大区/大區 key code label name {
      code 代码/代碼: code
      name 名称/名稱: text from title
      position: integer
      staff: many people by region_code
    }

    entity people 人员/人員 from "staff" key id label name {
      id: integer
      name 姓名: text from full_name
      region 大区/大區: regions by region_code
      boss 上级/上級: people by boss_id
      reports: many people by boss_id
      hired: date from hired_on
      active: bool
      rate: number
      ## Digits without a meaning as a number.
      badge: code
      firms: many firms by owner_id
      visits: many visits by person_id
    }

    ## A customer.
    entity firms 客户/客戶 key id label name {
      id: code
      name 名称/名稱: text
      grade 等级/等級: grade
      size 规模/規模: integer from headcount
      credit 额度/額度: money(USD) from credit_limit
      score: decimal(3)
      founded: date
      joined: datetime from joined_at
      phone: code personal
      note: text
      owner 负责人/負責人: people by owner_id
      deals 交易: many deals by firm_id
      visits 拜访/拜訪: many visits by firm_id
      big: bool = size > 10
      revenue 收入: money(USD) = sum(amount of deals where state = won)
      last_deal: date = max(date of deals)
      tier: text = when grade = high then "A" when grade = low then "B" else missing
    }

    entity deals 交易 key deal_no label number {
      number: integer from deal_no
      firm 客户/客戶: firms by firm_id
      date 日期: date primary from closed_on
      due: date
      state 状态/狀態: state from status { open = "Open", won = "Won", lost = "Lost", held = "On Hold" }
      channel: channel
      fee: money(USD)
      lines 明细/明細: many lines by deal_no
      amount 金额/金額: money(USD) = sum(amount of lines)
      late: bool = due < date
    }

    entity lines 明细/明細 from "deal_lines" key (deal_no, line) {
      line: integer
      deal: deals by deal_no
      product: products by product_code
      quantity 数量/數量: integer
      price 单价/單價: money(USD)
      discount: decimal(2)
      returned: many returns by (deal_no, line_no)
      amount 金额/金額: money(USD) = quantity * price
    }

    entity returns 退货/退貨 key id {
      id: integer
      line: lines by (deal_no, line_no)
      date: date primary from returned_on
      quantity: integer
    }

    entity products 产品/產品 key code label name {
      code: code
      name: text
      family: text
      price: money(USD) from list_price
      lines: many lines by product_code
    }

    entity visits 拜访/拜訪 key id {
      id: integer
      firm: firms by firm_id
      person: people by person_id
      date: date primary from visited
      at: datetime from visited_at
      channel: channel
      outcome: outcome from outcome_code { bad = 1, fine = 2, great = 3 }
      minutes: integer
      note: text
    }
    """

  /// The clock of the tests: a month's end, in a leap year's neighbourhood.
  package static let today = "2026-03-31"

  package static let tables: [TestTable] = [
    TestTable(
      "regions", key: ["code"], most: 6, folded: "title",
      [
        TestColumn("code", "TEXT NOT NULL", .codes(["N", "S", "E", "W", "e", "北"]), missing: 0),
        TestColumn("title", "TEXT", .words), TestColumn("position", "INTEGER", .integers(0...3)),
      ]),
    TestTable(
      "staff", key: ["id"], most: 10, folded: "full_name",
      [
        TestColumn("id", "INTEGER", .numbers(1...12), missing: 0),
        TestColumn("full_name", "TEXT", .words), TestColumn("region_code", "TEXT", .reference("regions", "code")),
        TestColumn("boss_id", "INTEGER", .reference("staff", "id")),
        TestColumn("hired_on", "TEXT", .dates(timed: false)), TestColumn("active", "INTEGER", .integers(0...1)),
        TestColumn("rate", "REAL", .dyadics), TestColumn("badge", "INTEGER", .integers(7...13)),
      ]),
    TestTable(
      "firms", key: ["id"], most: 20, folded: "name",
      [
        TestColumn("id", "TEXT NOT NULL", .codes((1...24).map { "F\($0)" } + ["f1", "f2"]), missing: 0),
        TestColumn("name", "TEXT NOT NULL", .words, missing: 0),
        TestColumn("grade", "TEXT", .choices(["poor", "fair", "good", "good", "best", "superb"])),
        TestColumn("headcount", "INTEGER", .integers(-3...25)), TestColumn("credit_limit", "REAL", .cents),
        TestColumn("score", "REAL", .thousandths), TestColumn("founded", "TEXT", .dates(timed: false)),
        TestColumn("joined_at", "TEXT", .moments), TestColumn("phone", "TEXT", .choices(["+861380001", "021-5", ""])),
        TestColumn("note", "TEXT", .words), TestColumn("owner_id", "INTEGER", .reference("staff", "id")),
      ]),
    TestTable(
      "deals", key: ["deal_no"], most: 40,
      [
        TestColumn("deal_no", "INTEGER", .numbers(1...50), missing: 0),
        TestColumn("firm_id", "TEXT", .reference("firms", "id")),
        TestColumn("closed_on", "TEXT", .dates(timed: true)), TestColumn("due", "TEXT", .dates(timed: false)),
        TestColumn("status", "TEXT", .choices(["Open", "Won", "Won", "Lost", "On Hold", "Draft"])),
        TestColumn("channel", "TEXT", .choices(["phone", "meeting", "mail", "fax"])),
        TestColumn("fee", "REAL", .cents),
      ]),
    TestTable(
      "deal_lines", key: ["deal_no", "line"], most: 40,
      [
        TestColumn("deal_no", "INTEGER NOT NULL", .reference("deals", "deal_no"), missing: 0),
        TestColumn("line", "INTEGER NOT NULL", .integers(1...4), missing: 0),
        TestColumn("product_code", "TEXT", .reference("products", "code")),
        TestColumn("quantity", "INTEGER", .integers(-2...12)), TestColumn("price", "REAL", .cents),
        TestColumn("discount", "REAL", .hundredths),
      ]),
    TestTable(
      "returns", key: ["id"], most: 12,
      [
        TestColumn("id", "INTEGER", .numbers(1...14), missing: 0),
        TestColumn("deal_no", "INTEGER", .reference("deal_lines", "deal_no")),
        TestColumn("line_no", "INTEGER", .integers(1...4)),
        TestColumn("returned_on", "TEXT", .dates(timed: true)), TestColumn("quantity", "INTEGER", .integers(0...3)),
      ]),
    TestTable(
      "products", key: ["code"], most: 8, folded: "name",
      [
        TestColumn("code", "TEXT NOT NULL", .codes(["P1", "P2", "P3", "p1", "Ｐ1", "产品", "P 4", "P-5"]), missing: 0),
        TestColumn("name", "TEXT", .words), TestColumn("family", "TEXT", .choices(["泵", "Valves", "valves", "VALVES"])),
        TestColumn("list_price", "NUMERIC", .cents),
      ]),
    TestTable(
      "visits", key: ["id"], most: 40,
      [
        TestColumn("id", "INTEGER", .numbers(1...50), missing: 0),
        TestColumn("firm_id", "TEXT", .reference("firms", "id")),
        TestColumn("person_id", "INTEGER", .reference("staff", "id")),
        TestColumn("visited", "TEXT", .dates(timed: true)), TestColumn("visited_at", "TEXT", .moments),
        TestColumn("channel", "TEXT", .choices(["phone", "meeting", "mail"])),
        TestColumn("outcome_code", "INTEGER", .integers(1...4)), TestColumn("minutes", "INTEGER", .integers(0...90)), TestColumn("note", "TEXT", .words),
      ]),
  ]

  /// The tables as SQL: as somebody else would have made them, or as our own store has them.
  package static func schema(_ storage: CatalogStorage = .foreign) -> String {
    tables.map { table in
      var columns = table.columns.map { column in
        "\(column.name) \(storage == .own && column.isDecimal ? "INTEGER" : column.declaration)"
      }
      if let first = table.columns.first, table.key == [first.name], first.declaration == "INTEGER" {
        columns[0] += " PRIMARY KEY"
      } else {
        columns.append("PRIMARY KEY (\(table.key.joined(separator: ", ")))")
      }
      if storage == .own, let name = table.folded { columns.insert("\(name)_folded TEXT", at: 1) }
      return "CREATE TABLE \(table.name) (\(columns.joined(separator: ", ")));\n"
    }.joined()
  }
}
