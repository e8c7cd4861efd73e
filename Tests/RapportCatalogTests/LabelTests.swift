import RapportCatalog
import Testing

/// Every name of the standard catalog has an English, a Simplified and a Traditional form. The Traditional one is left
/// out only where the Simplified one is written alike.
@Suite struct LabelTests {
  /// Characters that are written otherwise in Traditional Chinese, of those that the catalog uses or may use.
  private static let simplifiedOnly = Set(
    """
    与业丢两严个为义习买争产亲从们价优伙会传体余偿储兑关养写决况净划则删别办务动区单卖历参双发变号启员响团国图场坏声处备奖学审宽宾对导属币帮广库应开异弃当录\
    态总惊惩惯战户执护报拥择数无时暂术机权来极标样档检汇沟测润满潜点爱状献环现电画监码础确礼离种称稳竞签类紧级纬线练组细终绍经结给络绝统绩维编网罚职联节荐营装\
    见规视览触计订认讨训议记论访评诉诚话询说调谈谓负贡财责账货质购贯费贺资赔赛赠赢跃转轻较辅辈输达过运还进违适选邮钟销键长门闭问间阅队阶陈随难项顺预颈频题额风骤龄\
    这让设证识译语误请读谁课谊谢谨负贫贵贴贷贸车轨软载软辆辑边迁迟连远迹递逻遗释里钱铁银锁错镇门闪闲闻阳险际陆页顶须顾顿颁领颗飞饭馆驱验鱼鸟黄齐
    """.unicodeScalars.filter { $0.value > 0x4E00 && $0 != "里" })

  private func standard() throws -> Catalog { try catalog(Resources.standard, storage: .own) }

  private func check(_ name: String, _ labels: Labels) {
    guard let simplified = labels.simplified else {
      Issue.record("\(name) has no Simplified name")
      return
    }
    #expect(simplified.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) }, "\(name): \(simplified)")
    let traditional = labels.traditional ?? simplified
    #expect(traditional.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) }, "\(name): \(traditional)")
    let foreign = traditional.unicodeScalars.filter { Self.simplifiedOnly.contains($0) }
    #expect(foreign.isEmpty, "the Traditional name of \(name), \(traditional), has \(foreign.map { String($0) })")
  }

  @Test func everyNameHasThreeForms() throws {
    let catalog = try standard()
    for entity in catalog.entities {
      check(entity.name, entity.labels)
      for field in entity.fields { check("\(entity.name).\(field.name)", field.labels) }
    }
    for enumeration in catalog.enums {
      check(enumeration.name, enumeration.labels)
      for value in enumeration.values { check("\(enumeration.name).\(value.name)", value.labels) }
      for group in enumeration.groups { check("\(enumeration.name).\(group.name)", group.labels) }
    }
    for rule in catalog.rules { check(rule.name, rule.labels) }
  }
}
