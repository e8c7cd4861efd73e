import RapportFormat
import RapportPlanPages
import RapportScheduling
import RapportValues
import Testing

@Suite struct DaySheetTests {
  @Test func textIsAligned() throws {
    let day = try SamplePlan.day("2026-11-30")
    let sheet = DaySheet.pages(try SamplePlan.document(language: .chinese), person: 3, day: day, form: .text)
    #expect(
      sheet.hasPrefix(
        """
        当日拜访单: 张伟, 周一 2026-11-30
        ═════════════════════════════════

        拜访 2, 37.5 公里, 路程 60 分钟, 拜访计划 12, 版本 3

        1. 09:30–10:30 上海浦东发展有限公司
        ───────────────────────────────────
        地址      上海市浦东新区世纪大道100号
        电话      021-5555 0100
        联系人    李娜, 采购经理, 138 0000 0000
                  Tom & Jerry <tj>
        卡片等级  A
        上次拜访  2026-10-28
        原因      大客户月度拜访 (VC-01): last visit 2026-10-28, every month
                  催收 (AR-01): last visit 2026-10-28, every month
        待处理    逾期应收 12,500.00 CNY
                  投诉: Late delivery; wrong size, "again"
        路程      20 分钟, 12.3 公里
        记录      ____________________________________________________________________
        """), "\(sheet)")
    for line in sheet.split(separator: "\n") { #expect(DisplayWidth.of(String(line)) <= 78) }
  }

  @Test func onlyTheDaysCards() throws {
    let document = try SamplePlan.document()
    let sheet = DaySheet.pages(document, person: 3, day: try SamplePlan.day("2026-12-01"), form: .text)
    #expect(sheet.contains("苏州&昆山") && !sheet.contains("浦东") && !sheet.contains("Hongqiao"))
    let all = DaySheet.pages(document, form: .text, isPrinted: true)
    #expect(all.split(separator: "\u{C}").count == 3)
  }

  @Test func aDayWithoutVisitsSaysSo() throws {
    let day = try SamplePlan.day("2026-12-02")
    let sheet = DaySheet.pages(try SamplePlan.document(), person: 3, day: day, form: .text)
    #expect(sheet.contains("No visits on this day. Visit plan 12, version 3"))
  }

  @Test func htmlIsEscapedAndWhole() throws {
    let html = DaySheet.pages(try SamplePlan.document(), form: .html)
    #expect(html.contains("&lt;b&gt;苏州&amp;昆山&lt;/b&gt;") && !html.contains("<b>"))
    #expect(html.contains("(fixed)") && html.contains("(At the desk)"))
    #expect(Markup.problem(in: html) == nil)
  }

  @Test func markdown() throws {
    let text = DaySheet.pages(try SamplePlan.document(), person: 4, form: .markdown)
    #expect(text.contains("## 1") && text.contains("- Record:"))
  }

  @Test func randomTextsKeepTheWidth() throws {
    var random = RandomTexts(seed: 21)
    for _ in 0..<200 {
      var document = try SamplePlan.document()
      document.accounts[17]?.address = random.text()
      document.accounts[17]?.complaints = [random.text()]
      let sheet = DaySheet.pages(document, person: 3, form: .text)
      let body = sheet.split(separator: "\n").filter {
        $0.hasPrefix("Address") || $0.hasPrefix("Open") || $0.hasPrefix("  ")
      }
      for line in body { #expect(DisplayWidth.of(String(line)) <= 80, "\(line)") }
    }
  }
}
