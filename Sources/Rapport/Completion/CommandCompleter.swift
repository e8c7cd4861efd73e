/// A line of the shell that begins with a dot, up to the cursor.
struct CommandLineText {
  /// Offset of the dot.
  var start: Int
  /// The command's name, without the dot, as far as it is written.
  var name: String
  /// What stands behind the name, and where it begins; nil while the name is being written.
  var argument: (text: String, start: Int)?

  /// Nil if the line that the cursor is on is no command.
  init?(_ text: String, cursor: Int) {
    let bytes = Array(text.utf8)[..<cursor]
    let lineStart = bytes.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
    let blanks: [UInt8] = [UInt8(ascii: " "), UInt8(ascii: "\t")]
    guard let dot = bytes[lineStart...].firstIndex(where: { !blanks.contains($0) }),
      bytes[dot] == UInt8(ascii: ".")
    else { return nil }
    start = dot
    let end = bytes[dot...].firstIndex { blanks.contains($0) }
    name = String(decoding: bytes[(dot + 1)..<(end ?? cursor)], as: UTF8.self)
    guard let end else { return }
    let first = bytes[end...].firstIndex { !blanks.contains($0) } ?? cursor
    argument = (String(decoding: bytes[first...], as: UTF8.self), first)
  }
}

/// Completes dot commands and what they take.
struct CommandCompleter {
  let session: Session
  let commands: [CommandDescription]
  let files: (_ directory: String) -> [String]

  func complete(_ line: CommandLineText) -> Completion {
    guard let (text, start) = line.argument else {
      let offers = commands.map { command in
        let usage = command.arguments.isEmpty ? "" : command.arguments + "  "
        return CompletionOffer(command.name, .command, usage + command.help, rank: 0)
      }
      return completion(offers, for: line.name, from: line.start + 1)
    }
    let command = commands.first { $0.name == line.name || $0.aliases.contains(line.name) }
      ?? commands.first { $0.name.hasPrefix(line.name) }
    guard let command else { return Completion(range: start..<start, candidates: []) }
    let kinds = command.arguments.split { !($0.isLetter || $0 == "=" || $0 == "-") }.map(String.init)
    if kinds.contains("QUERY") {
      var inner = session.complete(statement: text, at: text.utf8.count, files: files)
      inner.range = (inner.range.lowerBound + start)..<(inner.range.upperBound + start)
      return inner
    }
    // Arguments before the last are given; behind options, a path or title may have blanks in it.
    let takesText = kinds.contains { ["FILE", "STORE", "LIST"].contains($0) }
    var written = takesText ? Self.behindOptions(text) : text.suffix(while: { $0 != " " })
    var openMark: Character?
    if takesText, let mark = written.first, mark == "\"" || mark == "'" { openMark = written.removeFirst() }
    let choices = command.choices.map { CompletionOffer($0, .word, "", rank: 0) }
    // What is written has any name, what is read is a script.
    let endings = kinds.contains("--force") ? [] : [".rap"]
    let offers = choices + kinds.flatMap { self.offers($0, written, endings: endings) }
    return completion(
      offers, for: String(written), from: start + text.utf8.count - written.utf8.count, openMark: openMark)
  }

  /// `--force list.csv` without `--force`.
  private static func behindOptions(_ text: String) -> Substring {
    var rest = text[...]
    while rest.hasPrefix("--"), let blank = rest.firstIndex(of: " ") { rest = rest[blank...].drop { $0 == " " } }
    return rest
  }

  private func completion(
    _ offers: [CompletionOffer], for prefix: String, from start: Int, openMark: Character? = nil
  ) -> Completion {
    Completion(
      range: start..<(start + prefix.utf8.count),
      candidates: CompletionRanking.candidates(offers, for: prefix, openMark: openMark))
  }

  /// What an argument of a kind can be; a word in small letters is itself.
  private func offers(_ kind: String, _ written: Substring, endings: [String]) -> [CompletionOffer] {
    switch kind {
    case "FILE": return FileOffers(endings: endings, names: files).offers(for: String(written))
    case "STORE": return FileOffers(endings: [".db", ".sqlite"], names: files).offers(for: String(written))
    case "ENTITY": return entities
    case "RULE":
      return session.rules.map {
        CompletionOffer([$0.name] + $0.aliases, .rule, Completer.line([$0.documentation]), rank: 0)
      }
    case "LIST":
      return session.keptTitles.map { CompletionOffer($0, .list, "a kept list", rank: 0, form: .file) }
    case "FORMAT": return OutputFormat.allCases.map { CompletionOffer($0.rawValue, .word, "", rank: 0) }
    case "FUNCTION": return Help.functions().map { CompletionOffer($0.name, .function, $0.oneLine, rank: 0) }
    case "COMMAND": return commands.map { CompletionOffer($0.name, .command, $0.help, rank: 1) }
    case "PARAMETER": return parameters("")
    case "NAME=VALUE": return parameters("=")
    case "TOPIC": return topics
    case _ where kind == kind.lowercased() && kind.contains(where: \.isLetter): return [CompletionOffer(kind, .word, "", rank: 0)]
    default: return []
    }
  }

  private var entities: [CompletionOffer] {
    session.entities.map { entity in
      CompletionOffer(
        [entity.name] + entity.aliases, .relation, Completer.line([entity.documentation]), rank: 0)
    }
  }

  private var topics: [CompletionOffer] {
    Help.language.map { CompletionOffer($0.name, .word, $0.oneLine, rank: 0) } + entities
      + session.rules.map {
        CompletionOffer($0.name, .word, Completer.line([$0.documentation]), rank: 0)
      }
      + session.entities.flatMap { entity in
        entity.fields.map { CompletionOffer(entity.name + "." + $0.name, .field, $0.type, rank: 1) }
      }
  }

  private func parameters(_ suffix: String) -> [CompletionOffer] {
    session.parameters.map { CompletionOffer($0.name + suffix, .parameter, $0.type, rank: 0) }
  }
}

extension String {
  /// The longest end whose characters all fulfil a condition.
  fileprivate func suffix(while condition: (Character) -> Bool) -> Substring {
    self[(lastIndex { !condition($0) }.map(index(after:)) ?? startIndex)...]
  }
}
