/// Orders with their lines, invoices and payments.
struct DemoTrade {
  /// Purchases by month, January first, in per cent of the mean: a quiet spring festival, a busy year end.
  private static let season = [80, 55, 105, 100, 100, 105, 95, 95, 105, 100, 125, 135]
  private static let strongSeason = [30, 20, 60, 80, 120, 180, 160, 90, 60, 80, 150, 170]
  private static let discounts = [0, 0, 0, 3, 5, 5, 8, 10, 15]
  private static let methods: [StaticString] = [
    "transfer", "transfer", "transfer", "acceptance", "cheque", "cash",
  ]

  let tables: DemoTables
  let products: DemoProducts
  let days: DemoDays
  let months: [Int]
  let start: Int
  let today: Int
  private var orderNumber = 0
  private var invoiceNumber = 0
  private var paymentNumber = 0

  /// - Parameter months: month, 0 to 11, of each day from `start` through `today`.
  init(
    tables: DemoTables, products: DemoProducts, days: DemoDays, months: [Int], start: Int, today: Int
  ) {
    self.tables = tables
    self.products = products
    self.days = days
    self.months = months
    self.start = start
    self.today = today
  }

  /// Writes all orders of an account.
  mutating func write(_ account: DemoAccount, _ random: inout DemoRandom) -> DemoHistory {
    var history = DemoHistory()
    guard account.rhythm != .never else { return history }
    var day = account.from
    while day <= account.until, day <= today {
      let date = workday(day)
      if date >= start {
        let amount = order(account, on: date, &random)
        history.orders += 1
        history.firstOrder = history.firstOrder ?? date
        history.lastOrder = date
        if date > today - 365 { history.lastYear += amount }
      }
      if account.rhythm == .once { break }
      day += max(1, gap(account, after: day, &random))
    }
    return history
  }

  private func gap(_ account: DemoAccount, after day: Int, _ random: inout DemoRandom) -> Int {
    let month = months.indices.contains(day - start) ? months[day - start] : 0
    switch account.rhythm {
    case .regular:
      return account.interval * random.within(80...120) / Self.season[month]
    case .seasonal:
      return account.interval * random.within(70...130) / Self.strongSeason[month]
    case .irregular, .once, .never:
      // The square of a uniform number has the mean 1/3: many short gaps and a few long ones.
      let unit = random.unit()
      return Int(Double(account.interval) * 3 * unit * unit * 100 / Double(Self.season[month]))
    }
  }

  /// Nobody orders on a weekend; today is allowed.
  private func workday(_ day: Int) -> Int {
    // Day 0, 1970-01-01, was a Thursday.
    let weekday = (day + 3) % 7
    let moved = weekday >= 5 ? day + 7 - weekday : day
    return moved > today ? day - max(0, weekday - 4) : moved
  }

  // MARK: One order

  private mutating func order(_ account: DemoAccount, on date: Int, _ random: inout DemoRandom) -> Int {
    orderNumber += 1
    let status = status(of: date, &random)
    let exact = lines(account, on: date, &random)
    let amount = (exact + 50) / 100
    let orders = tables.orders
    orders.add(orderNumber)
    orders.addText { $0.append("SO").append(orderNumber, digits: 8) }
    orders.add(account.id)
    if let owner = account.owner(on: date) { orders.add(owner) } else { orders.addMissing() }
    orders.add(day: date, days)
    orders.add(status.word)
    orders.add(amount)
    orders.endRow()
    if status.isBilled { invoice(account, date: date, amount: amount, &random) }
    return status.isBilled ? amount : 0
  }

  private func status(of date: Int, _ random: inout DemoRandom) -> (word: StaticString, isBilled: Bool) {
    let age = today - date
    if random.chance(30) { return ("cancelled", false) }
    if age < 30, random.below(30) >= age { return ("open", true) }
    if age > 30, random.chance(12) { return ("returned", false) }
    return ("won", true)
  }

  /// Writes the lines; their sum in hundredths of a fen.
  private func lines(_ account: DemoAccount, on date: Int, _ random: inout DemoRandom) -> Int {
    let onSale = products.count(on: date)
    let count = 1 + random.weighted([45, 30, 15, 10])
    let years = (today - date) / 365
    let growth = 100 + account.trend * (4 - min(years, 4)) / 2
    var sum = 0
    let lines = tables.lines
    for line in 1...count {
      let product = product(account, onSale, &random)
      let item = products.products[product]
      let quantity = quantity(account, price: item.price, growth: growth, &random)
      // Prices rose by 3 % a year.
      let price = item.price * (100 - 3 * min(years, 10)) / 100
      let discount = Self.discounts[min(random.below(6) + account.size, Self.discounts.count - 1)]
      lines.add(orderNumber)
      lines.add(line)
      lines.add(product + 1)
      lines.add(quantity)
      lines.add(price)
      lines.add(discount)
      lines.endRow()
      sum += quantity * price * (100 - discount)
    }
    return sum
  }

  /// Most purchases come from the few products an account likes.
  private func product(_ account: DemoAccount, _ onSale: Int, _ random: inout DemoRandom) -> Int {
    if random.chance(150) { return random.below(onSale) }
    return (account.taste * 7 + random.below(3 + account.size * 3) * 11) % onSale
  }

  private func quantity(
    _ account: DemoAccount, price: Int, growth: Int, _ random: inout DemoRandom
  ) -> Int {
    let budget = [300_000, 800_000, 2_500_000, 9_000_000][min(account.size, 3)]
    let spread = random.within(30...170) * random.within(50...150) / 100
    return min(max(1, budget * spread / 100 * growth / 100 / max(price, 1)), 5_000)
  }

  // MARK: Money

  private mutating func invoice(
    _ account: DemoAccount, date: Int, amount: Int, _ random: inout DemoRandom
  ) {
    let billed = date + random.within(0...5)
    guard billed <= today else { return }
    invoiceNumber += 1
    let due = billed + account.paymentDays
    let paid = payments(account, due: due, billed: billed, amount: amount, &random)
    let invoices = tables.invoices
    invoices.add(invoiceNumber)
    invoices.addText { $0.append("INV").append(invoiceNumber, digits: 8) }
    invoices.add(account.id)
    invoices.add(orderNumber)
    invoices.add(day: billed, days)
    invoices.add(day: due, days)
    invoices.add(amount)
    invoices.add(paid)
    invoices.endRow()
  }

  /// Writes the payments that are in by today; their sum.
  private mutating func payments(
    _ account: DemoAccount, due: Int, billed: Int, amount: Int, _ random: inout DemoRandom
  ) -> Int {
    // Of 1000 invoices so many are never paid, and days late, by credit.
    if random.chance([45, 12, 3, 1][min(account.credit, 3)]) { return 0 }
    let late = [
      random.within(5...120), random.within(0...40), random.within(-5...12), random.within(-10...3),
    ]
    let last = max(billed, due + late[min(account.credit, 3)])
    let first = random.chance(150) ? amount * random.within(20...70) / 100 : 0
    var paid = 0
    if first > 0 {
      let day = billed + (last - billed) * random.within(20...80) / 100
      paid += payment(account, on: day, amount: first, &random)
    }
    return paid + payment(account, on: last, amount: amount - first, &random)
  }

  private mutating func payment(
    _ account: DemoAccount, on day: Int, amount: Int, _ random: inout DemoRandom
  ) -> Int {
    let method = random.pick(Self.methods, or: "transfer")
    guard day <= today, amount > 0 else { return 0 }
    paymentNumber += 1
    let payments = tables.payments
    payments.add(paymentNumber)
    payments.add(invoiceNumber)
    payments.add(account.id)
    payments.add(day: day, days)
    payments.add(amount)
    payments.add(method)
    payments.endRow()
    return amount
  }
}
