package enum Parse { package static func expression(_ s: String) -> Expression? { nil } }
package enum SyntaxPrinter { package static func text(of e: Expression) -> String { "" } }
package enum Suggestions { package static func closest(to: String, in: [String]) -> String? { nil } }
