/// The time of day along routes.
extension SearchState {
  /// Times of a route from its beginning, and latest arrivals from its end.
  func time(_ shift: Int) {
    let about = model.shifts[shift]
    var clock = ShiftClock(at: about.opens)
    isLate[shift] = false
    (over[shift], overtime[shift]) = (about.opens, 0)
    let number = count[shift]
    if number == 0 { return }
    let base = stops + shift * stride
    var place = about.start
    for index in 0..<number {
      let stay = Int(base[index])
      let here = Int(placeOf[stay])
      guard clock.travel(way(place, to: here), about.pauses),
        clock.serve(serviceOf[stay], model.windowsOf[stay], about.pauses) != nil
      else {
        isLate[shift] = true
        return
      }
      leave[shift * stride + index] = clock.time
      nextPause[shift * stride + index] = Int32(truncatingIfNeeded: clock.next)
      place = here
    }
    guard let place, clock.goHome(way(from: place, about.end), about.pauses), clock.time <= about.latest else {
      isLate[shift] = true
      return
    }
    over[shift] = clock.time
    overtime[shift] = max(0, clock.time - about.closes)
    if about.pauses.isEmpty { setLatest(shift, about) }
  }

  private func setLatest(_ shift: Int, _ about: RoutingProblem.Shift) {
    let base = stops + shift * stride
    var bound = about.latest
    var place = about.end
    var index = count[shift]
    while index > 0 {
      index -= 1
      let stay = Int(base[index])
      let here = Int(placeOf[stay])
      let limit = bound - way(from: here, place) - serviceOf[stay]
      bound = Self.latestStart(limit, model.windowsOf[stay])
      latest[shift * stride + index] = bound
      place = here
    }
  }

  /// The last moment up to a limit at which service may begin.
  private static func latestStart(_ limit: Double, _ windows: [ClosedRange<Double>]) -> Double {
    if windows.isEmpty { return limit }
    for window in windows.reversed() where window.lowerBound <= limit { return min(limit, window.upperBound) }
    return -.infinity
  }

  /// The overtime of a route with a stay put into it; nil if its times could not be kept.
  func overtime(of shift: Int, with stay: Int, at position: Int) -> Double? {
    let about = model.shifts[shift]
    let slot = shift * stride
    let base = stops + slot
    var clock =
      position == 0
      ? ShiftClock(at: about.opens) : ShiftClock(time: leave[slot + position - 1], next: Int(nextPause[slot + position - 1]))
    var place = position == 0 ? about.start : Int(placeOf[Int(base[position - 1])])
    let here = Int(placeOf[stay])
    guard clock.travel(way(place, to: here), about.pauses),
      clock.serve(serviceOf[stay], model.windowsOf[stay], about.pauses) != nil
    else { return nil }
    place = here
    let number = count[shift]
    if about.pauses.isEmpty, about.closes == .infinity || model.overtimeCost == 0 {
      // Later stops are in time if the next one is.
      if position < number {
        let next = Int(placeOf[Int(base[position])])
        return clock.time + way(here, next) <= latest[slot + position] ? 0 : nil
      }
      return clock.time + way(from: here, about.end) <= about.latest ? 0 : nil
    }
    var index = position
    while index < number {
      let other = Int(base[index])
      let there = Int(placeOf[other])
      guard clock.travel(way(place, to: there), about.pauses),
        clock.serve(serviceOf[other], model.windowsOf[other], about.pauses) != nil
      else { return nil }
      place = there
      index += 1
    }
    guard let place, clock.goHome(way(from: place, about.end), about.pauses), clock.time <= about.latest else { return nil }
    return max(0, clock.time - about.closes)
  }
}
