/// The words of documents.
package struct PlanLabels {
  let language: LabelLanguage

  package init(_ language: LabelLanguage) { self.language = language }

  private func pick(_ english: String, _ chinese: String) -> String {
    LocalName(english, chinese).text(language)
  }

  package var plan: String { pick("Visit plan", "拜访计划") }
  package var version: String { pick("version", "版本") }
  package var daySheet: String { pick("Day sheet", "当日拜访单") }
  package var visit: String { pick("Visit", "拜访") }
  package var visits: String { pick("Visits", "拜访") }
  package var atDesk: String { pick("At the desk", "案头工作") }
  package var why: String { pick("Why", "原因") }
  package var contact: String { pick("Contact", "联系人") }
  package var phone: String { pick("Phone", "电话") }
  package var address: String { pick("Address", "地址") }
  package var card: String { pick("Card", "卡片等级") }
  package var lastVisit: String { pick("Last visit", "上次拜访") }
  package var none: String { pick("none", "无") }
  package var open: String { pick("Open", "待处理") }
  package var overdue: String { pick("overdue", "逾期应收") }
  package var complaint: String { pick("complaint", "投诉") }
  package var record: String { pick("Record", "记录") }
  package var noVisits: String { pick("No visits on this day.", "当日无拜访。") }
  package var noneAtAll: String { pick("Nothing planned.", "暂无计划。") }
  package var travel: String { pick("travel", "路程") }
  package var journey: String { pick("Travel", "路程") }
  package var service: String { pick("with customers", "客户现场") }
  package var waiting: String { pick("waiting", "等候") }
  package var desk: String { pick("desk", "案头") }
  package var overtime: String { pick("overtime", "加班") }
  package var available: String { pick("available", "可用工时") }
  package var map: String { pick("Map", "地图") }
  package var week: String { pick("Week", "周") }
  package var load: String { pick("Load", "负荷") }
  package var unmet: String { pick("Not planned", "未能安排") }
  package var allMet: String { pick("Everything owed is planned.", "应办拜访均已安排。") }
  package var account: String { pick("Account", "客户") }
  package var person: String { pick("Person", "负责人") }
  package var rule: String { pick("Rule", "规则") }
  package var due: String { pick("Due", "到期") }
  package var code: String { pick("Code", "代码") }
  package var reason: String { pick("Reason", "说明") }
  package var wayOut: String { pick("What would make it possible", "可行的办法") }
  package var displaced: String { pick("in place of", "替换") }
  package var withoutPlace: String { pick("without coordinates", "无坐标") }
  package var kilometres: String { pick("km", "公里") }
  package var minutes: String { pick("min", "分钟") }
  package var pinned: String { pick("fixed", "已固定") }
  package var base: String { pick("start", "出发地") }
  package var hours: String { pick("h", "小时") }
  package var total: String { pick("All", "合计") }
  package var people: String { pick("people", "人") }

  package func weekday(_ number: Int) -> String {
    let names = [
      ("Mon", "周一"), ("Tue", "周二"), ("Wed", "周三"), ("Thu", "周四"), ("Fri", "周五"), ("Sat", "周六"), ("Sun", "周日"),
    ]
    guard names.indices.contains(number - 1) else { return "" }
    return pick(names[number - 1].0, names[number - 1].1)
  }

  /// As documents name languages.
  package var tag: String { pick("en", "zh-Hans") }
}
