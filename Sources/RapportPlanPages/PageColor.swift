import RapportChart
import RapportValues

/// Colours of a plan's page. Those of paper and ink follow the reader's light or dark mode.
enum PageColor {
  static let ink = "var(--ink)"
  static let muted = "var(--muted)"
  static let faint = "var(--faint)"
  static let grid = "var(--grid)"
  static let paper = "var(--paper)"

  /// The same for a weekday in all weeks.
  static func day(_ day: Day) -> String { Palette.colors[(day.weekday - 1) % Palette.colors.count] }

  /// What can be read on the colour of a day: dark on those of Thursday to Saturday, which are light.
  static func onDay(_ day: Day) -> String { (4...6).contains(day.weekday) ? "#1b1b1f" : "#ffffff" }

  static let service = Palette.colors[0]
  static let travel = Palette.colors[5]
  static let waiting = Palette.colors[7]
  static let desk = Palette.colors[6]
  static let overtime = Palette.colors[1]

  static let style = """
    :root { --ink: #1b1b1f; --muted: #5c5f66; --faint: #a9aeb8;
      --grid: #e4e6ea; --paper: #ffffff; --panel: #f6f7f9 }
    @media (prefers-color-scheme: dark) {
      :root { --ink: #e8e8ea; --muted: #a3a7b0; --faint: #6b7079;
        --grid: #33363c; --paper: #17181b; --panel: #202226 }
    }
    @media print {
      :root { --ink: #000; --muted: #444; --faint: #aaa; --grid: #ddd; --paper: #fff; --panel: #fff }
    }
    """
}
