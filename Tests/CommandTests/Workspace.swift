import Glibc

/// A directory of its own for one test file, with a copy of the demo store in it.
final class Workspace {
  let directory: String

  init() throws {
    let demo = try Demo.store.get()
    directory = try Workspace.makeDirectory()
    let copy = try Process.run("cp '\(demo)' demo.db", in: directory, environment: [:])
    guard copy.status == 0 else { throw Problem("cannot copy the demo store: \(copy.errors)") }
  }

  deinit { Workspace.remove(directory) }

  func run(_ command: String) throws -> Outcome {
    try Process.run(command, in: directory, environment: Self.environment(home: directory))
  }

  static func environment(home: String) -> [String: String] {
    [
      "PATH": Built.directory + ":/usr/local/bin:/usr/bin:/bin", "HOME": home, "LC_ALL": "C.UTF-8",
      "TERM": "xterm", "ROOT": Checkout.root,
    ]
  }

  static func makeDirectory() throws -> String {
    let base = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    var template = Array("\(base)/rapport-test-XXXXXX".utf8CString)
    guard let path = mkdtemp(&template) else { throw Problem("cannot make a temporary directory") }
    return String(cString: path)
  }

  static func remove(_ directory: String) {
    _ = try? Process.run("rm -rf '\(directory)'", in: "/", environment: [:])
  }
}

/// The demo store that transcripts and documents ask, made once per run; its history ends on 2026-06-30.
enum Demo {
  private static let home = Result { try Workspace.makeDirectory() }

  static let store: Result<String, any Error> = Result {
    let directory = try home.get()
    atexit { Demo.remove() }
    let made = try Process.run(
      "rapport demo --accounts 200 --seed 7 --today 2026-06-30 demo.db", in: directory,
      environment: Workspace.environment(home: directory))
    guard made.status == 0 else { throw Problem("cannot make the demo store: \(made.errors)") }
    return directory + "/demo.db"
  }

  /// The store serves all tests, so that none of them can remove it.
  private static func remove() {
    if case .success(let path) = home { Workspace.remove(path) }
  }
}

/// The products of this build, which stand beside the tests.
enum Built {
  static let directory: String = {
    var buffer = [CChar](repeating: 0, count: 4096)
    let count = readlink("/proc/self/exe", &buffer, buffer.count - 1)
    let path = String(decoding: buffer.prefix(max(0, count)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    return path.split(separator: "/").dropLast().map { "/" + $0 }.joined()
  }()
}

/// The source tree.
enum Checkout {
  static let root = #filePath.split(separator: "/").dropLast(3).map { "/" + $0 }.joined()
  /// Rewrites expectations with what was seen, for a person to review: `RAPPORT_RECORD=1 scripts/test`.
  static let isRecording = getenv("RAPPORT_RECORD") != nil
}
