import Glibc
import RapportScheduling
import SyntheticTeams

/// Plans a synthetic team and prints what it took and what came of it, as the benchmark asks.
struct Arguments {
  var accounts = 1_000
  var owners = 10
  var weeks = 4
  var seconds = 10.0
  var seed: UInt64 = 1
  var threads = 2

  init?(_ arguments: [String]) {
    var position = 0
    while position + 1 < arguments.count {
      let value = arguments[position + 1]
      switch arguments[position] {
      case "--accounts": accounts = Int(value) ?? 0
      case "--owners": owners = Int(value) ?? 0
      case "--weeks": weeks = Int(value) ?? 0
      case "--seconds": seconds = Double(value) ?? 0
      case "--seed": seed = UInt64(value) ?? 1
      case "--threads": threads = Int(value) ?? 1
      default: return nil
      }
      position += 2
    }
    guard position == arguments.count, accounts > 0, owners > 0, weeks > 0, seconds >= 0, threads > 0 else { return nil }
  }
}

/// Mebibytes at most.
func peakMemory() -> Int {
  var usage = rusage()
  getrusage(RUSAGE_SELF.rawValue, &usage)
  return usage.ru_maxrss / 1024
}

func wall() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_MONOTONIC, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

guard let arguments = Arguments(Array(CommandLine.arguments.dropFirst())) else {
  print("usage: PlanTimes [--accounts N] [--owners M] [--weeks W] [--seconds S] [--seed K] [--threads T]")
  exit(2)
}
let problem = SyntheticTeam(
  accounts: arguments.accounts, owners: arguments.owners, weeks: arguments.weeks, seed: arguments.seed
).problem()
print("obligations", problem.obligations.count, "memory_mib", peakMemory())
let begin = wall()
let plan = Planner(problem: problem).plan(
  budget: SolverBudget(seconds: arguments.seconds), seed: arguments.seed, threads: arguments.threads)
print("seconds", wall() - begin)
print("peak_memory_mib", peakMemory())
print("visits", plan.visits.count, "unmet", plan.unmet.count, "people_searched", plan.search.searched)
print("objective", plan.objective)
print("last_quarter", plan.search.lastQuarter, "share_of_minutes", plan.search.lastQuarter.shareOfMinutes)
let violations = PlanAudit(plan, of: problem).violations
print("violations", violations.count)
for violation in violations.prefix(10) { print(" ", violation) }

// One person is ill on one day.
var changed = problem
changed.published = plan.visits
let person = problem.people[0]
if let day = person.shifts.dropFirst(7).first?.day {
  changed.people[0].shifts.removeAll { $0.day == day }
  changed.people[0].absences[day] = "ill"
}
let start = wall()
let again = Planner(problem: changed).replan(
  [person.id], of: plan, budget: SolverBudget(seconds: 0.4), threads: 1)
print("replan_seconds", wall() - start)
let difference = PlanDifference(from: plan.visits, to: again.visits)
let moved = difference.moved.count { !$0.from.atDesk }
print(
  "replan_moved", moved, "dropped", difference.dropped.count, "added", difference.added.count, "retimed",
  difference.retimed.count)
let others = difference.moved.count { $0.from.person != person.id } + difference.retimed.count { $0.from.person != person.id }
print("replan_others", others, "violations", PlanAudit(again, of: changed).violations.count)
exit(violations.isEmpty ? 0 : 1)
