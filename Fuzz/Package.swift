// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "rapport-fuzz",
  dependencies: [.package(name: "rapport", path: "..")],
  targets: [
    .executableTarget(
      name: "FuzzQueries",
      dependencies: [.product(name: "Rapport", package: "rapport")],
      swiftSettings: [
        .swiftLanguageMode(.v6), .enableUpcomingFeature("ExistentialAny"),
        // libFuzzer brings `main`.
        .unsafeFlags(["-parse-as-library"]),
      ])
  ]
)
