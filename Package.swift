// swift-tools-version: 6.2
import PackageDescription

/// Settings every Swift target of Rapport shares: Swift 6 mode, explicit existentials and imports, no
/// warnings.
let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

let package = Package(
  name: "rapport",
  products: [
    .library(name: "Rapport", targets: ["Rapport"]),
    .executable(name: "rapport", targets: ["RapportCommand"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2")
  ],
  targets: [
    // The C edge.
    .target(name: "CSQLite", linkerSettings: [.linkedLibrary("sqlite3")]),
    .target(name: "CReadline", linkerSettings: [.linkedLibrary("readline")]),
    .target(name: "CReplSupport"),
    // Loads libxlsxwriter when a workbook is written; builds without it too.
    .target(name: "CSpreadsheet"),
    .target(
      name: "CResources",
      exclude: [
        "standard.rap", "help.md", "schema.sql", "schema-2.sql", "schema-3.sql", "schema-4.sql", "schema-5.sql",
        "schema-6.sql", "schema-7.sql", "schema-8.sql", "schema-9.sql", "schema-10.sql", "schema-11.sql", "domain.rap",
        "rules.rap", "planning.rap", "duties.rap", "indexes.sql",
      ]),

    // One way down: each module imports only those above it in this list.
    .target(name: "RapportValues", swiftSettings: strict),
    .target(name: "RapportSyntax", swiftSettings: strict),
    .target(name: "RapportThreads", swiftSettings: strict),
    // Mathematics of churn, segments and customer value: no store, no language.
    .target(name: "RapportAnalytics", dependencies: ["RapportThreads"], swiftSettings: strict),
    // Plans of visits: calendars, obligations, period routing; no store, no terminal.
    .target(name: "RapportScheduling", dependencies: ["RapportThreads", "RapportValues"], swiftSettings: strict),
    .target(
      name: "RapportCatalog", dependencies: ["CResources", "RapportSyntax", "RapportValues"],
      swiftSettings: strict),
    .target(
      name: "RapportPlan",
      dependencies: ["RapportAnalytics", "RapportCatalog", "RapportScheduling", "RapportSyntax", "RapportValues"],
      swiftSettings: strict),
    .target(
      name: "RapportEngine",
      dependencies: ["RapportAnalytics", "RapportPlan", "RapportScheduling", "RapportThreads", "RapportValues"],
      swiftSettings: strict),
    .target(
      name: "RapportStore",
      dependencies: [
        "CSQLite", "RapportCatalog", "RapportEngine", "RapportPlan", "RapportScheduling", "RapportSyntax",
        "RapportValues",
      ],
      swiftSettings: strict),
    .target(name: "RapportFormat", dependencies: ["RapportValues"], swiftSettings: strict),
    .target(
      name: "RapportChart", dependencies: ["RapportFormat", "RapportValues"], swiftSettings: strict),
    // Plans of visits as pages for people and maps.
    .target(
      name: "RapportPlanPages",
      dependencies: ["RapportChart", "RapportFormat", "RapportScheduling", "RapportValues"],
      swiftSettings: strict),
    .target(
      name: "RapportChanges",
      dependencies: ["RapportCatalog", "RapportFormat", "RapportStore", "RapportSyntax", "RapportValues"],
      swiftSettings: strict),
    .target(
      name: "Rapport",
      dependencies: [
        "RapportCatalog", "RapportChart", "RapportEngine", "RapportFormat", "RapportChanges", "RapportPlan",
        "RapportPlanPages", "RapportScheduling", "RapportStore", "RapportSyntax", "RapportThreads", "RapportValues",
      ], swiftSettings: strict),
    .executableTarget(
      name: "RapportCommand",
      dependencies: [
        "CReadline", "CReplSupport", "CSpreadsheet", "Rapport", "RapportThreads",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ], swiftSettings: strict),

    // Fits models for Benchmarks, which as a package of its own cannot reach the mathematics.
    .executableTarget(
      name: "ModelTimes", dependencies: ["RapportAnalytics"], path: "Benchmarks/ModelTimes", swiftSettings: strict),
    // Teams made up for tests and benchmarks, and what planning them takes.
    .target(
      name: "SyntheticTeams", dependencies: ["RapportScheduling", "RapportValues"], path: "Benchmarks/SyntheticTeams",
      swiftSettings: strict),
    .executableTarget(
      name: "PlanTimes", dependencies: ["RapportScheduling", "SyntheticTeams"], path: "Benchmarks/PlanTimes",
      swiftSettings: strict),

    // Tests: one target per module, and the corpora of text files.
    .testTarget(name: "RapportValuesTests", dependencies: ["RapportValues"], swiftSettings: strict),
    .testTarget(name: "RapportAnalyticsTests", dependencies: ["RapportAnalytics"], swiftSettings: strict),
    .testTarget(
      name: "RapportSchedulingTests", dependencies: ["RapportScheduling", "RapportValues", "SyntheticTeams"],
      swiftSettings: strict),
    // Calendars, day sheets, maps and pages of plans, which share a sample.
    .testTarget(
      name: "PlanDocumentTests",
      dependencies: ["RapportFormat", "RapportPlanPages", "RapportScheduling", "RapportValues"],
      swiftSettings: strict),
    .testTarget(name: "RapportSyntaxTests", dependencies: ["RapportSyntax"], swiftSettings: strict),
    .testTarget(
      name: "RapportCatalogTests", dependencies: ["RapportCatalog", "RapportSyntax", "RapportValues"],
      swiftSettings: strict),
    .testTarget(
      name: "RapportEngineTests", dependencies: ["RapportEngine", "RapportPlan", "RapportValues"],
      swiftSettings: strict),
    .testTarget(
      name: "RapportStoreTests",
      dependencies: [
        "RapportCatalog", "RapportEngine", "RapportPlan", "RapportScheduling", "RapportStore", "RapportSyntax",
        "RapportValues",
      ], swiftSettings: strict),
    .testTarget(
      name: "RapportChangesTests",
      dependencies: ["RapportCatalog", "RapportChanges", "RapportStore", "RapportSyntax", "RapportValues"],
      swiftSettings: strict),
    .testTarget(
      name: "RapportFormatTests", dependencies: ["RapportFormat", "RapportValues"],
      swiftSettings: strict),
    .testTarget(
      name: "RapportChartTests", dependencies: ["RapportChart", "RapportFormat", "RapportValues"],
      swiftSettings: strict),
    .target(name: "CPseudoTerminal", path: "Tests/CPseudoTerminal", linkerSettings: [.linkedLibrary("util")]),
    .testTarget(
      name: "CommandTests", dependencies: ["CPseudoTerminal", "Rapport", "RapportCommand"],
      swiftSettings: strict),
    // The oracle: a second, naive evaluator, random stores and queries, and what is compared with them.
    .target(
      name: "RapportOracle",
      dependencies: [
        "CSQLite", "RapportCatalog", "RapportEngine", "RapportPlan", "RapportScheduling", "RapportStore",
        "RapportSyntax", "RapportValues",
      ],
      path: "Tests/RapportOracle", swiftSettings: strict),
    .testTarget(
      name: "OracleTests",
      dependencies: ["RapportCatalog", "RapportOracle", "RapportPlan", "RapportSyntax", "RapportValues"],
      swiftSettings: strict),
    .testTarget(
      name: "CorpusTests",
      dependencies: [
        "Rapport", "RapportCatalog", "RapportOracle", "RapportPlan", "RapportSyntax", "RapportValues",
      ],
      swiftSettings: strict),
  ]
)
