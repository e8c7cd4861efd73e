/// Parts from which the invented companies and people of a demonstration store get their names.
enum DemoNames {
  struct Industry {
    var name: StaticString
    var local: StaticString
  }

  static let industries: [Industry] = [
    Industry(name: "Machinery", local: "机械"), Industry(name: "Electronics", local: "电子"),
    Industry(name: "Telecom", local: "通信"), Industry(name: "Chemicals", local: "化工"),
    Industry(name: "Food", local: "食品"), Industry(name: "Pharma", local: "制药"),
    Industry(name: "Energy", local: "能源"), Industry(name: "Logistics", local: "物流"),
    Industry(name: "Building", local: "建材"), Industry(name: "Software", local: "软件"),
    Industry(name: "Finance", local: "金融"), Industry(name: "Travel", local: "旅游"),
  ]

  static let localStems: [StaticString] = [
    "华", "信", "达", "通", "瑞", "恒", "鑫", "宏", "盛", "泰", "佳", "联", "远", "博", "嘉", "德", "凯", "隆",
    "润", "安", "天", "海", "明", "正", "丰", "源", "科", "创", "金", "汇",
  ]
  static let localEndings: [StaticString] = ["有限公司", "有限公司", "有限公司", "股份有限公司", "集团"]

  static let stems: [StaticString] = [
    "Bright", "North", "Silver", "Green", "Stone", "River", "High", "Clear", "Gold", "West", "Blue", "Iron",
    "New", "East", "Oak", "Sun", "Cold", "Long", "Red", "White",
  ]
  static let tails: [StaticString] = [
    "field", "gate", "bridge", "haven", "point", "water", "ridge", "mark", "wood", "land", "port", "hill",
    "brook", "crest", "line", "star",
  ]
  static let endings: [StaticString] = ["Ltd", "Inc", "Group", "Co", "International"]

  static let surnames: [StaticString] = [
    "王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴", "徐", "孙", "胡", "朱", "高", "林", "何", "郭",
    "马", "罗", "梁", "宋", "郑", "谢", "韩", "唐", "冯", "于", "董", "萧", "程", "曹", "袁", "邓", "许", "傅",
  ]
  static let given: [StaticString] = [
    "伟", "芳", "娜", "敏", "静", "丽", "强", "磊", "军", "洋", "勇", "艳", "杰", "娟", "涛", "明", "超", "霞",
    "平", "刚", "桂英", "建国", "志强", "秀兰", "文博", "子涵", "雨桐", "浩然", "晓东", "海燕", "国庆", "佳怡",
  ]
  static let firstNames: [StaticString] = [
    "Anna", "Ben", "Clara", "David", "Emma", "Felix", "Grace", "Henry", "Ines", "Jack", "Karin", "Leo",
    "Maria",
    "Nils", "Olivia", "Paul", "Rosa", "Sam", "Tara", "Victor",
  ]
  static let lastNames: [StaticString] = [
    "Becker", "Carter", "Diaz", "Evans", "Fischer", "Garcia", "Hansen", "Ito", "Jensen", "Kim", "Lopez",
    "Meyer",
    "Novak", "Olsen", "Park", "Rossi", "Sato", "Tan", "Visser", "Wright",
  ]
  /// Our own people: surname and given name in Latin letters.
  static let ownSurnames: [StaticString] = [
    "Li", "Chen", "Wang", "Zhang", "Liu", "Yang", "Zhao", "Huang", "Zhou", "Wu", "Xu", "Sun", "Hu", "Zhu",
    "Gao",
    "Lin", "He", "Guo", "Ma", "Luo",
  ]
  static let ownGiven: [StaticString] = [
    "Wei", "Hua", "Min", "Jing", "Lei", "Qiang", "Fang", "Yan", "Tao", "Jie", "Ming", "Ping", "Xia", "Gang",
    "Bo",
    "Ning", "Rui", "Xin", "Yu", "Chao", "Dong", "Feng", "Hong", "Kai",
  ]

  static let titles: [StaticString] = [
    "Purchasing manager", "General manager", "Engineer", "Finance director", "Operations manager",
    "Maintenance lead", "IT manager", "Office manager",
  ]
  static let notes: [StaticString] = [
    "Asked for a new offer", "Happy with the last delivery", "Compares us with a rival",
    "Budget is fixed in June",
    "要求更快交货", "对服务满意", "计划扩建机房", "等待领导批准",
  ]
  static let complaints: [StaticString] = [
    "Delivered late", "Unit too loud", "Part missing", "Nobody answered the phone", "发错型号", "安装延误", "发票有误",
    "噪音过大",
  ]
}
