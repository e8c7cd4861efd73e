// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "embed",
  dependencies: [.package(name: "rapport", path: "../..")],
  targets: [
    .executableTarget(name: "embed", dependencies: [.product(name: "Rapport", package: "rapport")])
  ]
)
