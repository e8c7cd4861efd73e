import RapportCatalog
import RapportStore
import RapportValues

/// Why a row is rejected, and which of its slots is to blame.
typealias RowFault = (fault: CellFault, slot: Int?)

/// Turns the cells of a record into what its row will hold.
final class RowConverter {
  private let layout: ImportLayout
  private let entity: Entity
  /// Every row is new, so a required cell may not be empty.
  private let isNew: Bool
  /// Room for folded copies.
  private let scratches: [Scratch]
  private var folded: [UInt8] = []

  init(_ layout: ImportLayout, _ entity: Entity, isNew: Bool) {
    self.layout = layout
    self.entity = entity
    self.isNew = isNew
    scratches = layout.slots.map { _ in Scratch() }
  }

  /// Fills the writer's cells; false if the record holds nothing.
  func convert(
    _ bytes: Bytes, _ ranges: UnsafeBufferPointer<RecordSource.Cell>, into writer: RowWriter,
    _ faults: inout [RowFault]
  ) -> Bool {
    var isBlank = true
    for index in layout.slots.indices {
      guard let position = layout.slots[index].source else {
        put(layout.slots[index].constant?.cell, index, into: writer)
        continue
      }
      let range = ranges[position]
      let cell = Bytes(rebasing: bytes[range.start..<range.end]).withoutBlanks
      if cell.isEmpty {
        put(nil, index, into: writer)
        if isNew, layout.slots[index].isRequired {
          faults.append(
            (CellFault(.required, "new \(entity.name) need `\(layout.slots[index].target.name)`"), index))
        }
        continue
      }
      isBlank = false
      do throws(CellFault) {
        put(try layout.slots[index].converter.convert(cell), index, into: writer)
      } catch {
        faults.append((error, index))
      }
    }
    return !isBlank
  }

  /// Sets a cell and its folded copy.
  @inline(__always) private func put(_ cell: BoundCell?, _ index: Int, into writer: RowWriter) {
    writer.cells[index] = cell
    guard let position = writer.foldedPositions[index] else { return }
    guard case .text(let text) = cell else {
      writer.cells[position] = nil
      return
    }
    folded.removeAll(keepingCapacity: true)
    TextFold.fold(text, into: &folded)
    writer.cells[position] = .text(scratches[index].take(folded))
  }
}
