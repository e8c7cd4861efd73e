import RapportFormat
import RapportStore
import RapportSyntax
import RapportValues

/// Whether the shell should read another line before it runs this text: it ends in an operator, a comma, or
/// inside brackets or quotation marks.
public func needsMoreInput(_ text: String) -> Bool { Parse.needsMoreInput(text) }

/// Whether a line refines the query before it: it begins with `|` or a clause word.
public func continuesPrevious(_ text: String) -> Bool { Parse.continuesPrevious(text) }

/// A script, a catalog or a map of an import in the standard layout; comments are kept, and formatting again changes nothing.
public func format(_ source: SourceText) throws(DiagnosticsError) -> String {
  if Parse.isImportMap(source.text) {
    let (map, problems) = Parse.importMap(source.text)
    guard let map else { throw DiagnosticsError(.query, problems, source: source) }
    return Formatter.format(map, source: source.text)
  }
  let (script, problems) = Parse.parse(source.text)
  // What was not understood could not be printed back.
  guard !problems.contains(where: { $0.severity == .error }) else {
    throw DiagnosticsError(.query, problems, source: source)
  }
  return Formatter.format(script, source: source.text)
}

/// Columns a text takes on a terminal: wide characters count two, combining ones none.
public func displayWidth(_ text: String) -> Int { DisplayWidth.of(text) }

/// The text as it may be shown on a terminal: control characters, escape sequences and marks that turn the reading
/// direction become visible. Whatever comes from data, files or their names goes through this.
///
/// - Parameter keepingLines: leaves line feeds and tabs as they are; else they become visible too.
public func terminalText(_ text: String, keepingLines: Bool = false) -> String {
  TerminalText.escape(text, lineBreaks: keepingLines ? .kept : .shown)
}

/// Gives text to a function as results are given: in their encoding and, for a terminal, with control characters
/// shown instead of sent. Line breaks are kept.
public func write(
  _ text: String, options: OutputOptions,
  to receive: @escaping (UnsafeRawBufferPointer) throws(DiagnosticsError) -> Void
) throws(DiagnosticsError) {
  var shown = options.escapesControls ? TerminalText.escape(text, lineBreaks: .kept) : text
  try Failure.wrapping {
    var sink: any ByteSink = FunctionSink(receive: receive)
    if options.encoding == .gb18030 { sink = try makeTranscodingSink(sink) }
    try shown.withUTF8 { try sink.write(UnsafeRawBufferPointer($0)) }
    try sink.flush()
  }
}

/// Writes bytes to an open file, all of them. Throws an error of kind `outputClosed` when the reader has gone.
public func write(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32) throws(DiagnosticsError) {
  try Failure.wrapping { try FileSink.write(bytes, to: descriptor) }
}

/// The candidate that a mistyped word most likely means, if one is near enough.
public func closest(to word: String, in candidates: [String]) -> String? {
  Suggestions.closest(to: word, in: candidates)
}

/// Drafts a catalog for an existing SQLite database from its tables, keys and column types; comments at its end
/// give the indexes that the relations and dates of the draft would use and the database lacks.
public func describe(_ path: String) throws(DiagnosticsError) -> String {
  let draft = try draftCatalog(path)
  // Our own store has all it wants; a draft that needs its author's hand first cannot be looked at.
  guard try Failure.wrapping({ try !RapportStore.Store.isOwn(path) }),
    let store = try? Store(path, catalog: .texts([SourceText(draft, name: "draft")]))
  else { return draft }
  let indexes = try Failure.wrapping { try store.database.wantedIndexes(for: store.catalog) }
  if indexes.isEmpty { return draft }
  let lines = indexes.map { "# \($0.sql);  -- \($0.reason)" }
  return ([draft, "# Indexes the database lacks. Its owner may make them:"] + lines).joined(separator: "\n")
    + "\n"
}

/// The draft alone.
func draftCatalog(_ path: String) throws(DiagnosticsError) -> String {
  try Failure.wrapping { try RapportStore.Store.describe(database: path) }
}
