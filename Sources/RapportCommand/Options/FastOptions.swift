import Rapport

/// The short way through the command line for queries and the shell.
///
/// Building and reflecting over the full command tree costs more than opening a store and answering a small query
/// (1.6 ms of 4), so the everyday form is read here. Whatever this does not know (subcommands, `--help`, a
/// misspelt option) is left to the full parser, which has the better messages.
enum FastOptions {
  enum Outcome {
    case query(QueryOptions)
    /// The arguments, with a subcommand's name moved to the front.
    case other([String])
  }

  /// Those of the command tree, which is not built for this.
  static let subcommands = [
    "query", "run", "lists", "history", "check", "fmt", "explain", "describe", "demo", "create", "init", "import", "batches",
    "undo", "regrade", "plan", "solve", "completions", "help",
  ]
  private static let valued = [
    "-s", "--store", "-o", "--output", "--table", "--catalog", "--format", "--set", "--as-of", "--today",
    "--week-start", "--fiscal-year-start", "--keep-in", "--language", "--errors", "--color",
    "--purpose", "-c", "-f",
  ]

  static func parse(_ arguments: [String]) throws(UsageError) -> Outcome {
    var options = QueryOptions()
    var positional: [String] = []
    var index = 0
    var onlyPositional = false
    while index < arguments.count {
      let argument = arguments[index]
      index += 1
      if onlyPositional || argument == "-" || !argument.hasPrefix("-") {
        if positional.isEmpty, !onlyPositional, subcommands.contains(argument) {
          return .other(movingToFront(index - 1, arguments))
        }
        positional.append(argument)
      } else if argument == "--" {
        onlyPositional = true
      } else if setFlag(argument, in: &options) {
        continue
      } else {
        var (name, value) = split(argument)
        guard valued.contains(name) else { return .other(arguments) }
        if value == nil, index < arguments.count {
          value = arguments[index]
          index += 1
        }
        guard let value else { return .other(arguments) }
        try set(name, to: value, in: &options)
      }
    }
    try place(positional, in: &options)
    if options.isExcel { try options.chooseExcel() }
    return .query(try options.checked())
  }

  /// Sets an option without a value; false if it is none.
  static func setFlag(_ name: String, in options: inout QueryOptions) -> Bool {
    switch name {
    case "--timer": options.timer = true
    case "--excel": options.isExcel = true
    case "--gb18030": options.encoding = .gb18030
    case "--force": options.force = true
    case "--reveal": options.reveals = true
    case "--yes": options.isConfirmed = true
    case "-i", "--interactive": options.isInteractive = true
    case "--no-rc": options.readsStartupFile = false
    default: return false
    }
    return true
  }

  /// `--name=value` in two; short options take their value as the next argument.
  static func split(_ argument: String) -> (name: String, value: String?) {
    guard argument.hasPrefix("--"), let equals = argument.firstIndex(of: "=") else { return (argument, nil) }
    return (String(argument[..<equals]), String(argument[argument.index(after: equals)...]))
  }

  private static func movingToFront(_ index: Int, _ arguments: [String]) -> [String] {
    var moved = arguments
    let name = moved.remove(at: index)
    return [name] + moved
  }

  /// Sets an option that has a value.
  static func set(
    _ name: String, to value: String, in options: inout QueryOptions
  ) throws(UsageError) {
    switch name {
    case "-s", "--store": options.store = value
    case "--catalog": options.catalogs.append(value)
    case "--format": try options.chooseFormat(value)
    case "-o", "--output": options.output = value
    case "--table": options.table = value
    case "--set": options.parameters.append(try OptionValues.parameter(value))
    case "--as-of": options.asOf = try OptionValues.day(value, option: name)
    case "--today": options.today = try OptionValues.day(value, option: name)
    case "--week-start": options.weekStart = try OptionValues.weekday(value, option: name)
    case "--fiscal-year-start": options.fiscalYearStart = try OptionValues.month(value, option: name)
    case "--keep-in": options.keepIn = value
    case "--language": options.language = try OptionValues.choice(value, name)
    case "--purpose": options.purpose = value
    case "--errors": options.errors = try OptionValues.errors(value)
    case "--color": options.color = try OptionValues.color(value)
    case "-c": options.inputs.append(.text(value))
    case "-f": options.inputs.append(.file(value))
    default: break
    }
  }

  /// `STORE [QUERY…]`: with `-s` every operand is a query.
  static func place(_ positional: [String], in options: inout QueryOptions) throws(UsageError) {
    var rest = positional[...]
    if options.store == nil { options.store = rest.popFirst() }
    options.inputs.append(contentsOf: rest.map { .text($0) })
  }
}
