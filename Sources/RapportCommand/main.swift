import ArgumentParser
import CReplSupport
import Glibc
import Rapport

rapport_ignore_sigpipe()

do throws(UsageError) {
  let arguments = try RawArguments.all()
  switch try FastOptions.parse(arguments) {
  case .query(let options): exit(QueryRun(options).run().rawValue)
  case .other(let arguments): exit(FullParser.run(arguments).rawValue)
  }
} catch {
  Console().write("rapport: \(error)\nTry `rapport --help`.")
  exit(ExitStatus.usage.rawValue)
}
