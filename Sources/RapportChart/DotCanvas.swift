/// Dots of several series in a grid of characters: eight dots per character in Unicode, two in ASCII.
struct DotCanvas {
  let columns: Int
  let rows: Int
  private let isUnicode: Bool
  private var dots: [UInt8]
  /// The series of the last dot of each character, from 1.
  private var owners: [Int]
  private var letters: [Int: String] = [:]

  init(columns: Int, rows: Int, isUnicode: Bool) {
    self.columns = columns
    self.rows = rows
    self.isUnicode = isUnicode
    dots = [UInt8](repeating: 0, count: columns * rows)
    owners = [Int](repeating: 0, count: columns * rows)
  }

  /// Dots side by side, and one below the other.
  var width: Int { isUnicode ? columns * 2 : columns }
  var height: Int { isUnicode ? rows * 4 : rows * 2 }

  /// Dots outside the canvas are left out.
  mutating func set(_ x: Int, _ y: Int, series: Int) {
    guard x >= 0, x < width, y >= 0, y < height else { return }
    let cell = self.cell(x, y)
    dots[cell] |= isUnicode ? Self.braille[y % 4][x % 2] : y % 2 == 0 ? 1 : 2
    owners[cell] = series + 1
  }

  /// All dots between two, as Bresenham draws them.
  mutating func line(_ from: (x: Int, y: Int), _ to: (x: Int, y: Int), series: Int) {
    var (x, y) = from
    let (dx, dy) = (abs(to.x - x), -abs(to.y - y))
    let (stepX, stepY) = (x < to.x ? 1 : -1, y < to.y ? 1 : -1)
    var error = dx + dy
    while true {
      set(x, y, series: series)
      if x == to.x, y == to.y { return }
      let twice = error * 2
      if twice >= dy {
        error += dy
        x += stepX
      }
      if twice <= dx {
        error += dx
        y += stepY
      }
    }
  }

  /// A letter in place of the dots around one; the first letter of a place stays.
  mutating func letter(_ letter: String, at x: Int, _ y: Int, series: Int) {
    guard x >= 0, x < width, y >= 0, y < height, letters[cell(x, y)] == nil else { return }
    letters[cell(x, y)] = letter
    owners[cell(x, y)] = series + 1
  }

  /// A line of characters, without blanks at its end.
  func line(_ row: Int, _ style: TextStyle) -> String {
    var line = ""
    var blanks = 0
    for cell in (row * columns)..<((row + 1) * columns) {
      guard let character = character(cell) else {
        blanks += 1
        continue
      }
      line += String(repeating: " ", count: blanks) + style.paint(character, series: owners[cell] - 1)
      blanks = 0
    }
    return line
  }

  private func character(_ cell: Int) -> String? {
    if let letter = letters[cell] { return letter }
    if dots[cell] == 0 { return nil }
    if !isUnicode { return [nil, "'", ".", ":"][Int(dots[cell] & 3)] }
    return Unicode.Scalar(0x2800 + UInt32(dots[cell])).map { String(Character($0)) }
  }

  private func cell(_ x: Int, _ y: Int) -> Int {
    isUnicode ? y / 4 * columns + x / 2 : y / 2 * columns + x
  }

  /// The bits of a braille pattern by line and column.
  private static let braille: [[UInt8]] = [[0x01, 0x08], [0x02, 0x10], [0x04, 0x20], [0x40, 0x80]]
}
