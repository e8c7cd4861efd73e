/// The two cheapest places of every stay in every route of its day, as far as they are known.
///
/// A search changes few of its routes at a time, and most changes are taken back; what was found for a route counts as
/// long as the route has the same version.
struct InsertionCache {
  struct Entry {
    /// Of the route when this was found.
    var version: UInt64
    /// What the places add to travel and overtime; infinite for none.
    var cost: Float
    var nextCost: Float
    var position: Int32
    var nextPosition: Int32

    /// Nothing is known.
    static let none = Entry(version: 0, cost: .infinity, nextCost: .infinity, position: 0, nextPosition: 0)

    /// Notes a place if it is one of the two cheapest.
    @inline(__always) mutating func offer(_ added: Float, at place: Int) {
      if added >= nextCost { return }
      if added < cost {
        (nextCost, nextPosition) = (cost, position)
        (cost, position) = (added, Int32(truncatingIfNeeded: place))
      } else {
        (nextCost, nextPosition) = (added, Int32(truncatingIfNeeded: place))
      }
    }
  }

  /// Nil where none are kept.
  let entries: UnsafeMutablePointer<Entry>?
  /// Per stay, where its entries begin; per shift, its number among those of its day.
  let firstOf: UnsafeMutablePointer<Int>
  let numberOf: UnsafeMutablePointer<Int>

  /// More would cost more memory than time is saved.
  private static let mostEntries = 8_000_000

  init(_ model: RoutingModel) {
    firstOf = UnsafeMutablePointer<Int>.allocate(capacity: max(model.dayOf.count, 1))
    numberOf = UnsafeMutablePointer<Int>.allocate(capacity: max(model.shifts.count, 1))
    var count = 0
    for (stay, day) in model.dayOf.enumerated() {
      firstOf.advanced(by: stay).initialize(to: count)
      if day >= 0 { count += model.shiftsOfDay[Int(day)].count }
    }
    numberOf.initialize(repeating: 0, count: max(model.shifts.count, 1))
    for numbers in model.shiftsOfDay { for (number, shift) in numbers.enumerated() { numberOf[shift] = number } }
    if model.keepsPlaces, count > 0, count <= Self.mostEntries {
      let kept = UnsafeMutablePointer<Entry>.allocate(capacity: count)
      kept.initialize(repeating: .none, count: count)
      entries = kept
    } else {
      entries = nil
    }
  }

  func deallocate() {
    entries?.deallocate()
    firstOf.deallocate()
    numberOf.deallocate()
  }

  @inline(__always)
  func entry(_ stay: Int, _ shift: Int, in entries: UnsafeMutablePointer<Entry>) -> UnsafeMutablePointer<Entry> {
    entries + (firstOf[stay] + numberOf[shift])
  }
}

extension SearchState {
  /// The two cheapest places of a stay in a route, whatever its load and duration.
  func cheapestPlaces(_ stay: Int, _ shift: Int) -> InsertionCache.Entry {
    var found = InsertionCache.Entry.none
    found.version = version[shift]
    let here = Int(placeOf[stay]) * places
    let (row, back) = (travel + here, travelTo + here)
    let slot = shift * stride
    let number = count[shift]
    var from = startOf[shift] < 0 ? 0 : back[startOf[shift]]
    for position in 0...number {
      let after = position < number ? Int(stopPlace[slot + position]) : endOf[shift]
      var cost = from - stopWay[slot + position]
      if after >= 0 {
        cost += row[after]
        from = back[after]
      }
      if Float(cost) >= found.nextCost { continue }
      if model.isTimed {
        guard let overtime = overtime(of: shift, with: stay, at: position) else { continue }
        cost += model.overtimeCost * (overtime - self.overtime[shift])
      }
      found.offer(Float(cost), at: position)
    }
    return found
  }
}
