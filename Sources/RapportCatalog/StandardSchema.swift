/// The columns of Rapport's own tables, read from the SQL that makes them; no store need be open.
package enum StandardSchema {
  /// The columns of a table, or nil if there is none of that name.
  package static func columns(of table: String) -> [SchemaColumn]? {
    let lines = Resources.schemas.joined(separator: "\n").split(separator: "\n")
    guard let head = lines.firstIndex(where: { $0.hasPrefix("CREATE TABLE \(table) (") }) else { return nil }
    let body = lines[(head + 1)...].prefix { !$0.hasPrefix(")") }
    let key = body.lazy.compactMap(keyColumns).first ?? []
    return body.compactMap { line in
      let words = line.split(whereSeparator: { $0 == " " || $0 == "," })
      guard words.count >= 2, words[0] != "PRIMARY" else { return nil }
      let name = String(words[0])
      let isNotNull = line.contains("NOT NULL") || line.contains("PRIMARY KEY") || key.contains(name)
      return SchemaColumn(name: name, declaredType: String(words[1]), isNotNull: isNotNull)
    }
  }

  /// `PRIMARY KEY (order_id, line)`
  private static func keyColumns(_ line: Substring) -> [String]? {
    guard let start = line.firstIndex(of: "("), line.drop(while: { $0 == " " }).hasPrefix("PRIMARY KEY")
    else {
      return nil
    }
    return line[start...].split(whereSeparator: { "(), ".contains($0) }).map(String.init)
  }
}
