/// A file that is to be imported, after a first look.
struct Input {
  let path: String
  /// How messages and batches name it.
  let name: String
  private let spool: SpooledInput?
  let preview: FilePreview
  let encoding: TextEncoding
  let type: ImportOptions.FileType

  /// - Parameter file: a path, or `-` for standard input.
  init(_ file: String, _ options: ImportOptions, isCancelled: () -> Bool) throws {
    spool = file == "-" ? try SpooledInput(isCancelled: isCancelled) : nil
    path = spool?.path ?? file
    name = spool == nil ? file : SpooledInput.name
    let ending = file.split(separator: ".").last.map { $0.lowercased() } ?? ""
    preview = try FilePreview(path, name: name, isCancelled: isCancelled)
    let isWorkbook =
      preview.start.starts(with: [0x50, 0x4B, 3, 4]) || preview.start.starts(with: [0xD0, 0xCF, 0x11, 0xE0])
    if isWorkbook || ["xlsx", "xls", "ods"].contains(ending) {
      throw ImportError(
        .data, .fileType, "`\(name)` is a workbook, which cannot be read directly",
        help: ["save the sheet as CSV (`CSV UTF-8`), or convert it: `xlsx2csv book.xlsx sheet.csv`"])
    }
    encoding = try TextEncoding.find(for: preview, asked: options.encoding)
    type = options.fileType ?? Self.type(named: ending) ?? (preview.beginsWithObject ? .ndjson : .csv)
  }

  private static func type(named ending: String) -> ImportOptions.FileType? {
    switch ending {
    case "ndjson", "jsonl": .ndjson
    case "tsv": .tsv
    case "csv", "txt": .csv
    default: nil
    }
  }
}
