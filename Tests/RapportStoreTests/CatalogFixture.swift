import RapportCatalog
import RapportValues

/// Catalogs written in code, so that these tests need no parser.
enum Fixture {
  static func entity(
    _ name: String, from table: String, key: [String], label: String? = nil, _ fields: [Field]
  ) -> Entity {
    Entity(
      name: name, labels: Labels(), documentation: nil, table: table,
      key: key.map { Entity.KeyColumn(column: $0, type: .code) }, label: label, fields: fields)
  }

  static func field(
    _ name: String, _ type: ValueType, from column: String, _ encoding: StoredColumn.Encoding = .plain,
    primary: Bool = false
  ) -> Field {
    Field(
      name: name, labels: Labels(), documentation: nil,
      kind: .stored(StoredColumn(name: column, encoding: encoding)), type: type, isPrimary: primary)
  }

  static func one(_ name: String, _ entity: String, by columns: [String]) -> Field {
    Field(
      name: name, labels: Labels(), documentation: nil, kind: .toOne(entity: entity, columns: columns),
      type: .code)
  }

  static func many(_ name: String, _ entity: String, by columns: [String]) -> Field {
    Field(
      name: name, labels: Labels(), documentation: nil, kind: .toMany(entity: entity, columns: columns),
      type: .code)
  }

  static func catalog(_ entities: Entity...) -> Catalog {
    Catalog(entities: entities, enums: [], rules: [])
  }

  static let shopSQL = #"""
    CREATE TABLE "Shop Customers"(
      "Customer No" INTEGER PRIMARY KEY, "Full ""Name""" TEXT NOT NULL, boss INTEGER);
    CREATE TABLE orders(id TEXT PRIMARY KEY NOT NULL, customer INTEGER, day TEXT NOT NULL, total REAL);
    INSERT INTO "Shop Customers" VALUES (1, 'Li Wei', NULL), (2, 'Chen Hua', 1);
    INSERT INTO orders VALUES
      ('a', 1, '2024-01-01', 10.5), ('b', 2, '2024-01-02', 7), ('c', 9, '2024-01-03', NULL);
    """#

  static let shop = catalog(
    entity(
      "customers", from: "Shop Customers", key: ["Customer No"],
      [
        field("name", .text, from: "Full \"Name\""), one("boss", "customers", by: ["boss"]),
        many("orders", "orders", by: ["customer"]),
      ]),
    entity(
      "orders", from: "orders", key: ["id"],
      [
        field("date", .day, from: "day", primary: true), one("customer", "customers", by: ["customer"]),
        field("total", .decimal(scale: 2, currency: nil), from: "total", .real),
      ]))
}
