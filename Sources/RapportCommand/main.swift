import ArgumentParser
import CReplSupport
import Glibc
import Rapport

rapport_open_standard_descriptors()
rapport_ignore_write_signals()

do throws(UsageError) {
  let arguments = try RawArguments.all()
  switch try FastOptions.parse(arguments) {
  case .query(let options): Interruption.exit(QueryRun(options).run())
  case .other(let arguments): Interruption.exit(FullParser.run(arguments))
  }
} catch {
  Console().write("rapport: \(error)\nTry `rapport --help`.")
  exit(ExitStatus.usage.rawValue)
}
