/// When a person is where on one day, as early as possible.
struct DayTimetable {
  var stops: [Stop] = []
  var travel = 0
  var kilometres = 0.0
  /// Home, or the end of the last stop.
  var returns: Int
  /// The day after the return: breaks that are still to come.
  var clock: DayClock

  struct Stop {
    var travel: Int
    var kilometres: Double
    var arrive: Int
    var start: Int
    var end: Int
  }

  /// Nil if a window, a break or the end of the day cannot be kept; `latest` in place of the shift's own.
  init?(_ route: [RouteStop], in shift: DayShift, travel table: PersonalTravel, latest: Int? = nil) {
    clock = DayClock(shift)
    returns = shift.opens
    var place = 0
    for stop in route {
      let way = table[place, stop.place]
      guard clock.travel(way) else { return nil }
      let arrive = clock.time
      guard let start = clock.work(stop.minutes, windows: stop.windows) else { return nil }
      let length = table.kilometres(place, stop.place)
      stops.append(Stop(travel: way, kilometres: length, arrive: arrive, start: start, end: clock.time))
      travel += way
      kilometres += length
      place = stop.place
    }
    if !route.isEmpty {
      let way = table[place, 0]
      guard clock.goHome(way) else { return nil }
      travel += way
      kilometres += table.kilometres(place, 0)
      returns = clock.time
    }
    guard returns <= latest ?? shift.latest else { return nil }
  }
}
