import RapportCatalog
import RapportPlan
import RapportSyntax

extension Session {
  /// What could stand at a place of a text that need be neither finished nor correct.
  ///
  /// Nothing is run, and nothing is read but the names of files, through `files`, and the titles of kept lists;
  /// else the answer depends on the arguments, the catalog and what the session has declared alone.
  ///
  /// - Parameters:
  ///   - cursor: offset in the UTF-8 of the text; its end if nil.
  ///   - commands: dot commands that a line may be instead.
  ///   - files: gives the names in a directory, those of directories with `/` at the end; `""` is the
  ///     working directory.
  public func complete(
    _ text: String, at cursor: Int? = nil, commands: [CommandDescription] = [],
    files: @escaping (_ directory: String) -> [String] = FileListing.names
  ) -> Completion {
    let cursor = Self.boundary(cursor ?? text.utf8.count, in: text)
    if let line = CommandLineText(text, cursor: cursor), !commands.isEmpty {
      return CommandCompleter(session: self, commands: commands, files: files).complete(line)
    }
    return complete(statement: text, at: cursor, files: files)
  }

  func complete(statement text: String, at cursor: Int, files: @escaping (_ directory: String) -> [String])
    -> Completion
  {
    let context = CursorContext.at(cursor, in: text)
    var scope = CompletionScope(catalog: catalog, environment: environment)
    // What stands before the place is declared there; a statement that may go on is not yet.
    let declared = context.mayBeginStatement ? context.range.start : context.statement.start
    scope.declare(Parse.parse(utf8: Array(text.utf8), in: 0..<declared).script)
    var completer = Completer(context: context, scope: scope)
    completer.collect(files: files) { self.keptTitles }
    return Completion(
      range: context.range.start..<context.range.end,
      candidates: CompletionRanking.candidates(
        completer.offers, for: context.prefix, openMark: context.openMark))
  }

  /// Titles of kept lists; none if they cannot be read, which is no time for a message.
  var keptTitles: [String] { (try? archive?.titles()) ?? [] }

  /// An offset of a text that is not inside of a character's bytes.
  private static func boundary(_ offset: Int, in text: String) -> Int {
    let bytes = text.utf8
    var index =
      bytes.index(bytes.startIndex, offsetBy: max(0, offset), limitedBy: bytes.endIndex) ?? bytes.endIndex
    while index < bytes.endIndex, bytes[index] & 0xC0 == 0x80 { index = bytes.index(before: index) }
    return bytes.distance(from: bytes.startIndex, to: index)
  }
}
