import RapportValues

/// The values of a row's key columns.
typealias RowKey = [Value]

extension [Value] {
  /// One value as it is, several as a text: `12/3`, with `~1` for a `/` and `~0` for a `~` inside of them.
  var recorded: Value {
    if count == 1 { return self[0] }
    return .text(map { $0.shown.replacing("~", with: "~0").replacing("/", with: "~1") }.joined(separator: "/"))
  }

  /// A key as it was recorded, of so many columns. Parts of several are texts, whatever the columns hold: SQLite
  /// compares by the type of the column.
  init(recorded value: Value, columns: Int) {
    guard columns > 1, case .text(let text) = value else {
      self = [value]
      return
    }
    self = text.split(separator: "/", omittingEmptySubsequences: false).map {
      .text(String($0).replacing("~1", with: "/").replacing("~0", with: "~"))
    }
  }
}
