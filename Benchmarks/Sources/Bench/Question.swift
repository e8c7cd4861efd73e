import Glibc

/// One question in Rapport and as the best hand-written SQL of the two other engines.
struct Question {
  let number: Int
  let name: String
  let rapport: String
  let sqlite: String
  let duckdb: String

  /// All questions of a folder, `NN-name.rap` with `NN-name.sql` and, where it must differ,
  /// `NN-name.duckdb.sql`.
  static func load(_ folder: String) throws(BenchError) -> [Question] {
    var questions: [Question] = []
    for file in try files(folder).sorted() where file.hasSuffix(".rap") {
      let name = String(file.dropLast(4))
      let base = folder + "/" + name
      guard let number = Int(name.prefix { $0.isNumber }), let rapport = TextFile.read(base + ".rap"),
        let sqlite = TextFile.read(base + ".sql")
      else { throw BenchError("`\(file)` has no number or no `.sql` beside it") }
      questions.append(
        Question(
          number: number, name: name, rapport: rapport, sqlite: sqlite,
          duckdb: TextFile.read(base + ".duckdb.sql") ?? sqlite))
    }
    if questions.isEmpty { throw BenchError("no questions in `\(folder)`") }
    return questions
  }

  private static func files(_ folder: String) throws(BenchError) -> [String] {
    guard let directory = opendir(folder) else { throw BenchError("cannot read `\(folder)`") }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      names.append(
        withUnsafePointer(to: &entry.pointee.d_name) { pointer in
          pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
        })
    }
    return names
  }
}
