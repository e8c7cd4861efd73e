import Glibc
import RapportCatalog
import RapportSyntax
import Testing

/// Loads one text as a catalog of somebody's own database.
func load(_ source: String, storage: CatalogStorage = .foreign) -> CatalogLoad {
  CatalogLoader.load([(name: "test.rap", source: source)], storage: storage)
}

/// The catalog of a text that has no problems.
func catalog(
  _ source: String, storage: CatalogStorage = .foreign,
  sourceLocation: SourceLocation = #_sourceLocation
) throws -> Catalog {
  let result = load(source, storage: storage)
  for diagnostic in result.diagnostics {
    Issue.record("\(diagnostic.code): \(diagnostic.message)", sourceLocation: sourceLocation)
  }
  return try #require(result.catalog, sourceLocation: sourceLocation)
}

/// A file of the repository.
func repositoryFile(_ path: String) throws -> String {
  let root = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(3)
  let file = try #require(fopen((root + [Substring(path)]).joined(separator: "/"), "r"))
  defer { fclose(file) }
  var bytes: [UInt8] = []
  while case let byte = getc(file), byte != EOF { bytes.append(UInt8(truncatingIfNeeded: byte)) }
  return String(decoding: bytes, as: UTF8.self)
}

/// Whether a text has a letter outside ASCII, as Chinese names have.
func isChinese(_ text: String?) -> Bool {
  text?.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) } ?? false
}
