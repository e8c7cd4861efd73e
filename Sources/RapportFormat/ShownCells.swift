package import RapportValues

extension Column {
  /// Each row as the text that tables show; nothing for a missing row.
  package func shownTexts() -> [String] {
    let cells = CellWriter.make(self, RawEncoding.self)
    return (0..<count).map { row in
      var buffer = OutputBuffer(capacity: 64)
      cells.append(row, to: &buffer)
      return String(decoding: buffer.contents, as: UTF8.self)
    }
  }
}
