import RapportScheduling
import Testing

@Suite struct TravelMatrixTests {
  @Test func rowsAreFrom() {
    let matrix = TravelMatrix(count: 3) { Double(10 * $0 + $1) }
    #expect(matrix[1, 2] == 12)
    #expect(matrix[2, 1] == 21)
  }
}
