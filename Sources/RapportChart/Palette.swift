/// Colours that people who see fewer of them tell apart as well (after Okabe and Ito, 2008), and their forms
/// on a terminal.
package enum Palette {
  package static let colors = [
    "#0072b2", "#d55e00", "#009e73", "#cc79a7", "#56b4e9", "#e69f00", "#882255", "#666666",
  ]
  /// In the 256 colours that terminals share.
  static let terminal = [33, 208, 36, 175, 117, 214, 132, 245]
  /// Letters that tell series apart without colour.
  static let letters = ["A", "B", "C", "D", "E", "F", "G", "H"]

  /// From light to dark blue: the steps of a heat map.
  static let heat = ["#deebf7", "#9ecae1", "#4292c6", "#08519c"]
  static let terminalHeat = [189, 117, 68, 25]
}
