import RapportChart
import RapportScheduling
import RapportValues

/// How full a person's days are: time with customers, on the way, waiting and at the desk on top of each
/// other, beside the time that the shift has. Overtime is a part of these, so it is a mark at their upper end
/// and not on top of them.
struct LoadChart {
  static let height = 190.0
  private static let (left, top, bottom) = (44.0, 12.0, 150.0)
  private static let barWidth = 22.0
  private static let step = 34.0

  let document: PlanDocument
  let load: [DayLoad]

  /// Wide enough for the days, and for the labels.
  private var width: Double { max(Self.left + Double(load.count) * Self.step + 10, 320) }

  func svg(title: String) -> String {
    var drawing = SVGDrawing()
    let most = load.map { max($0.total, $0.available) }.max() ?? 60
    let scale = NiceScale(0...Double(max(most, 60)) / 60, steps: 5, isWhole: true)
    for mark in scale.marks {
      let y = place(mark, scale)
      drawing.line(Self.left, y, width - 8, y, color: PageColor.grid)
      drawing.text("\(Digits.fixed(mark, 0)) h", Self.left - 6, y + 4, .end, size: 11, color: PageColor.muted)
    }
    for (index, day) in load.enumerated() {
      draw(day, on: &drawing, Self.left + Double(index) * Self.step + 6, scale)
    }
    return Picture(width: width, height: Self.height, title: title).svg(drawing)
  }

  private func draw(_ day: DayLoad, on drawing: inout SVGDrawing, _ x: Double, _ scale: NiceScale) {
    let labels = document.labels
    var below = 0
    for (minutes, color, name) in [
      (day.service, PageColor.service, labels.service), (day.travel, PageColor.travel, labels.travel),
      (day.waiting, PageColor.waiting, labels.waiting), (day.desk, PageColor.desk, labels.desk),
    ] where minutes > 0 {
      let (y, end) = (place(Double(below + minutes) / 60, scale), place(Double(below) / 60, scale))
      drawing.rectangle(
        x, y, Self.barWidth, end - y, fill: color,
        title: "\(document.dayTitle(day.day)): \(name) \(minutes) \(labels.minutes)")
      below += minutes
    }
    if day.overtime > 0 {
      let from = max(below - day.overtime, 0)
      let (y, end) = (place(Double(below) / 60, scale), place(Double(from) / 60, scale))
      drawing.rectangle(
        x + Self.barWidth - 6, y, 6, end - y, fill: PageColor.overtime,
        title: "\(labels.overtime) \(day.overtime) \(labels.minutes)")
    }
    let available = place(Double(day.available) / 60, scale)
    drawing.line(x - 4, available, x + Self.barWidth + 4, available, color: PageColor.ink)
    let middle = x + Self.barWidth / 2
    drawing.text(
      labels.weekday(day.day.weekday), middle, Self.bottom + 15, .middle, size: 10, color: PageColor.ink)
    let date = "\(day.day.month)-\(day.day.dayOfMonth)"
    drawing.text(date, middle, Self.bottom + 28, .middle, size: 10, color: PageColor.muted)
  }

  private func place(_ hours: Double, _ scale: NiceScale) -> Double {
    Self.bottom - scale.share(hours) * (Self.bottom - Self.top)
  }
}

extension DayLoad {
  /// Minutes of all kinds; overtime is among them.
  var total: Int { service + travel + waiting + desk }
}
