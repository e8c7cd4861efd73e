/// Exchange rates of a demonstration store: a random walk around believable levels, a rate per week.
enum DemoRates {
  /// Worth in CNY, in millionths, and how far a week may move it, in ten-thousandths.
  private static let currencies: [(code: StaticString, level: Int, step: Int)] = [
    ("CNY", 1_000_000, 0), ("EUR", 7_800_000, 60), ("GBP", 9_100_000, 60), ("HKD", 920_000, 20),
    ("JPY", 48_500, 80), ("USD", 7_180_000, 20),
  ]

  static func write(to table: DemoTable, days: DemoDays, from start: Int, through today: Int, seed: UInt64) {
    for (stream, currency) in currencies.enumerated() {
      var random = DemoRandom(seed: seed, stream: -100 - stream)
      var rate = currency.level
      for day in stride(from: start, through: today, by: 7) {
        table.add(currency.code)
        table.add(day: day, days)
        table.add(rate)
        table.endRow()
        // Back towards the level, so that years do not carry it away.
        let noise = random.within(-currency.step...currency.step)
        rate += (rate * noise + (currency.level - rate) * 150) / 10_000
      }
    }
  }
}
