import Glibc

/// Names of files, for completion.
public enum FileListing {
  /// More are not looked at.
  private static let limit = 20_000

  /// The names in a directory, in order; those of directories with `/` at the end. Empty if it cannot be
  /// read.
  public static func names(in directory: String) -> [String] {
    let path = directory.isEmpty ? "." : expanded(directory)
    guard let handle = opendir(path) else { return [] }
    defer { closedir(handle) }
    var names: [String] = []
    while names.count < limit, let entry = readdir(handle) {
      guard let name = name(of: entry), name != ".", name != ".." else { continue }
      names.append(isDirectory(path + "/" + name) ? name + "/" : name)
    }
    return names.sorted()
  }

  private static func name(of entry: UnsafeMutablePointer<dirent>) -> String? {
    // An entry is as long as its name, not as its type says.
    guard let offset = MemoryLayout<dirent>.offset(of: \.d_name) else { return nil }
    let start = UnsafeRawPointer(entry) + offset
    return String(validatingCString: start.assumingMemoryBound(to: CChar.self))
  }

  private static func isDirectory(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// `~` is the home directory, as shells have it.
  public static func expanded(_ path: String) -> String {
    guard path == "~" || path.hasPrefix("~/"), let home = getenv("HOME") else { return path }
    return String(cString: home) + path.dropFirst()
  }
}

/// Files as candidates for what has been written of a path.
struct FileOffers {
  /// Files that end so are expected; none means all are.
  let endings: [String]
  let names: (_ directory: String) -> [String]

  func offers(for written: String) -> [CompletionOffer] {
    let slash = written.lastIndex(of: "/").map { written.index(after: $0) } ?? written.startIndex
    let directory = String(written[..<slash])
    let showsHidden = written[slash...].hasPrefix(".")
    return names(directory).compactMap { name in
      if name.hasPrefix("."), !showsHidden { return nil }
      return CompletionOffer(directory + name, .file, "", rank: rank(of: name), form: .file)
    }
  }

  private func rank(of name: String) -> Int {
    if endings.isEmpty || endings.contains(where: { name.lowercased().hasSuffix($0) }) { return 0 }
    return name.hasSuffix("/") ? 1 : 2
  }
}
