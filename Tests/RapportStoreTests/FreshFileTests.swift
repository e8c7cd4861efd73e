import Glibc
import Testing

@testable import RapportStore

@Suite struct FreshFileTests {
  @Test func namesAreNotTakenFromOthers() throws {
    let folder = try TemporaryFolder()
    let (first, second) = (try FreshFile(beside: folder.file("a.db")), try FreshFile(beside: folder.file("a.db")))
    #expect(first.path != second.path)
    try first.publish(replacing: false)
    let error = #expect(throws: ErrorNumber.self) { try second.publish(replacing: false) }
    #expect(error?.value == EEXIST)
    try second.publish(replacing: true)
    #expect(access(first.path, F_OK) != 0 && access(second.path, F_OK) != 0)
  }

  @Test func longNamesHaveRoom() throws {
    let folder = try TemporaryFolder()
    let file = try FreshFile(beside: folder.file(String(repeating: "客", count: 84)))
    try file.publish(replacing: false)
  }

  @Test func nothingIsLeftOfWhatIsDiscarded() throws {
    let folder = try TemporaryFolder()
    let file = try FreshFile(beside: folder.file("a.db"))
    try SQLiteFile.touch(file.path + "-wal")
    file.discard()
    #expect(access(file.path, F_OK) != 0 && access(file.path + "-wal", F_OK) != 0)
  }

  @Test func twoThreadsMakeOneStore() async throws {
    let folder = try TemporaryFolder()
    let path = folder.file("a.db")
    let made = try await withThrowingTaskGroup(of: Bool.self) { group in
      for _ in 0..<4 {
        group.addTask {
          do {
            try Store.create(path, schema: .current)
            return true
          } catch let error as StoreError where error.code == .exists {
            return false
          }
        }
      }
      return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
    }
    #expect(made == 1)
  }
}

private enum SQLiteFile {
  static func touch(_ path: String) throws {
    let descriptor = open(path, O_CREAT | O_WRONLY, 0o600)
    try #require(descriptor >= 0)
    close(descriptor)
  }
}
