import RapportCatalog
import RapportSyntax
import RapportValues

/// Where a column of a file can go.
struct ImportTarget {
  enum Kind {
    case field(Field, StoredColumn)
    /// The entity's key, if it is no field.
    case key(column: String)
    /// A row of another entity, found by one of its fields; nil: by its code, else by its label.
    case relation(Field, entity: Entity, column: String, by: Field?)
    /// The key of a row of another entity.
    case relationKey(Field, entity: Entity, column: String)
    /// It is computed, or holds many rows.
    case closed(Field)
  }
  var kind: Kind
  /// As a query would name it: `credit`, `owner.email`.
  var name: String

  /// Its values are equal whatever their case and width.
  var isText: Bool {
    if case .field(let field, _) = kind { field.type == .text } else { false }
  }

  /// The store's column; nil if nothing can be written there.
  var column: String? {
    switch kind {
    case .field(_, let stored): stored.name
    case .key(let column): column
    case .relation(_, _, let column, _), .relationKey(_, _, let column): column
    case .closed: nil
    }
  }
}

/// The names under which the columns of a file are known, in English and Chinese.
struct HeaderNames {
  private let entity: Entity
  private let catalog: Catalog
  private var targets: [String: ImportTarget] = [:]
  /// Names for suggestions.
  private(set) var known: [String] = []

  init(_ entity: Entity, in catalog: Catalog) {
    self.entity = entity
    self.catalog = catalog
    addFields()
    addRelations()
    addKey()
    addSynonyms()
  }

  func target(_ header: String) -> ImportTarget? { targets[Self.plain(header)] }

  /// Where a line of a map leads.
  func target(of entry: ImportMap.Entry) throws(Diagnostic) -> ImportTarget {
    let path = entry.by.map { entry.field.text + "." + $0.text } ?? entry.field.text
    if let target = target(path), target.column != nil { return target }
    let near = Suggestions.closest(to: entry.field.text, in: known)
    throw Diagnostic(
      code: ImportCode.map.rawValue, "\(entity.name) has no field \(Quoted.text(path)) that can be imported",
      at: entry.field.span, label: near.map { "did you mean `\($0)`?" },
      help: near == nil ? ["its fields: " + known.joined(separator: ", ")] : [])
  }

  /// How headers are compared: without case, width, blanks and signs.
  static func plain(_ header: String) -> String {
    String(TextFold.fold(header).filter { !" _.-:*\u{A0}".contains($0) })
  }

  private mutating func add(_ names: [String], _ target: ImportTarget) {
    for name in names where targets[Self.plain(name)] == nil { targets[Self.plain(name)] = target }
  }

  private var ownNames: [String] { [entity.name] + entity.labels.all }

  private mutating func addFields() {
    for field in entity.fields {
      let target: ImportTarget
      switch field.kind {
      case .stored(let column): target = ImportTarget(kind: .field(field, column), name: field.name)
      case .derived, .rule, .toMany: target = ImportTarget(kind: .closed(field), name: field.name)
      case .toOne: continue
      }
      if target.column != nil { known.append(field.name) }
      let names = [field.name] + field.labels.all
      add(names, target)
      if case .field(_, let column) = target.kind { add([column.name], target) }
      // 客户名称
      add(ownNames.flatMap { own in names.map { own + $0 } }, target)
    }
  }

  private mutating func addRelations() {
    for field in entity.fields {
      guard case .toOne(let name, let columns) = field.kind, columns.count == 1, let column = columns.first,
        let other = catalog.entity(name), other.key.count == 1
      else { continue }
      known.append(field.name)
      let names = [field.name] + field.labels.all
      add(
        names, ImportTarget(kind: .relation(field, entity: other, column: column, by: nil), name: field.name))
      let key = ImportTarget(
        kind: .relationKey(field, entity: other, column: column), name: field.name + ".id")
      add([column], key)
      for inner in other.fields {
        guard case .stored = inner.kind else { continue }
        let isKey = inner.name == other.key.first?.column
        let target =
          isKey
          ? key
          : ImportTarget(
            kind: .relation(field, entity: other, column: column, by: inner),
            name: field.name + "." + inner.name)
        // owner.email, 负责人邮箱
        add(names.flatMap { outer in ([inner.name] + inner.labels.all).map { outer + $0 } }, target)
      }
    }
  }

  private mutating func addKey() {
    guard entity.key.count == 1, let key = entity.key.first else { return }
    add([key.column], ImportTarget(kind: .key(column: key.column), name: key.column))
  }

  /// Words that files use for what the catalog calls otherwise.
  private mutating func addSynonyms() {
    for (name, words) in Self.synonyms {
      guard let target = targets[Self.plain(name)] else { continue }
      add(words + ownNames.flatMap { own in words.map { own + $0 } }, target)
    }
  }

  private static let synonyms: [(field: String, words: [String])] = [
    (
      "phone",
      ["手机", "手機", "手机号", "手机号码", "电话号码", "联系电话", "聯繫電話", "mobile", "tel", "telephone", "phone number"]
    ),
    ("email", ["邮件", "郵件", "电子邮件", "电子邮箱", "電子郵箱", "mail", "e-mail address"]),
    ("code", ["编码", "編碼"]), ("grade", ["级别", "級別"]),
    ("name", ["公司", "公司名称", "公司名稱", "企业名称", "单位名称", "company", "company name", "full name"]),
    ("region", ["地区", "地區", "区域", "區域", "area"]),
    ("note", ["说明", "說明", "remark", "remarks", "notes", "comment"]),
  ]
}
