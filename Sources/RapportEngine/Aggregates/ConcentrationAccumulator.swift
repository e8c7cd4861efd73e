import RapportAnalytics
import RapportValues

/// `gini`, `hhi` and `pareto`: how an amount is spread over rows.
final class ConcentrationAccumulator: BufferedAccumulator {
  private let type: ValueType
  private let measure: (Concentration) throws(MeasureError) -> Double

  init(
    type: ValueType, argumentType: ValueType, _ measure: @escaping (Concentration) throws(MeasureError) -> Double
  ) {
    self.type = type
    self.measure = measure
    super.init(argumentType: argumentType)
  }

  override func finish(_ arranged: Arranged) throws -> Column {
    let values = try arranged.values.asNumbers()
    var missing = [Bool](repeating: false, count: arranged.groupCount)
    let results = try mapped(arranged.groupCount, check) { group -> Double in
      let rows = arranged.rows(of: group)
      do throws(MeasureError) {
        return try measure(try Concentration(rows.map { values[$0] }, negatives: .asZero))
      } catch {
        switch error {
        // Nothing, or a sum of 0, is spread in no way.
        case .empty, .nothingToShare: missing[group] = true
        default: throw EvaluationError.noMeasure(error.reason, help: error.wayOut)
        }
        return 0
      }
    }
    return Column(type: type, storage: .float(results), missing: normalized(missing))
  }
}
