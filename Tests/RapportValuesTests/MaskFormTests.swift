import RapportValues
import Testing

@Suite("What masks show")
struct MaskFormTests {
  @Test(
    "Names keep their first character, unless it is all there is",
    arguments: [
      ("王小明", "王**"), ("王明", "王**"), ("Jane Smith", "J***"), ("Jo", "J***"), ("王", "***"), ("J", "***"),
      ("", "***"), (" ", "***"), (" 王 ", "***"), ("  Ann", "A***"), ("e\u{301}ve", "e\u{301}**"),
    ])
  func names(_ text: String, _ shown: String) { #expect(MaskForm.name.masked(text) == shown) }

  @Test(
    "Numbers keep their ends only where enough lies between",
    arguments: [
      ("13800000001", "138****0001"), ("+86 138 0000 0001", "+86 138****0001"), ("+8613800000001", "861****0001"),
      ("010-12345678", "010****5678"), ("12345678", "****78"), ("1234567", "***"), ("4711", "***"), ("1", "***"),
      ("", "***"), ("+", "***"), ("+86", "***"), ("+86 1", "+86 ***"), ("(021) 5555 1", "****51"),
    ])
  func codes(_ text: String, _ shown: String) { #expect(MaskForm.code.masked(text) == shown) }

  @Test(
    "Addresses keep the domain",
    arguments: [
      ("jane@example.com", "j***@example.com"), ("j@example.com", "***@example.com"), ("@example.com", "***@example.com"),
      ("a@b@c", "***"), ("王明@例子.cn", "王***@例子.cn"), ("@", "***@"),
    ])
  func addresses(_ text: String, _ shown: String) { #expect(MaskForm.code.masked(text) == shown) }

  @Test("Nothing is kept of other values", arguments: ["", "secret", "2000-01-01"])
  func others(_ text: String) { #expect(MaskForm.whole.masked(text) == "***") }
}
