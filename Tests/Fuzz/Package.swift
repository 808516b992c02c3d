// swift-tools-version: 6.2
import PackageDescription

// The rooms that read what others send, each with the marks by which libFuzzer sees where an input leads. `make fuzz`
// links each target with libFuzzer by itself: a package manager's executable has a main of its own.
let watched: [SwiftSetting] = [.unsafeFlags(["-sanitize=fuzzer", "-parse-as-library"])]

let package = Package(
  name: "fuzz",
  platforms: [.macOS(.v15)],
  dependencies: [.package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0")],
  targets: [
    .systemLibrary(name: "CCmark", path: "Sources/CCmark", pkgConfig: "libcmark"),
    .target(name: "CBuild", path: "Sources/CBuild"),
    .systemLibrary(name: "CLinux", path: "Sources/CLinux"),
    .systemLibrary(name: "CCurl", path: "Sources/CCurl", pkgConfig: "libcurl"),
    .systemLibrary(name: "CCrypto", path: "Sources/CCrypto", pkgConfig: "libcrypto"),
    .target(
      name: "Hashing", dependencies: [.target(name: "CCrypto", condition: .when(platforms: [.linux]))],
      path: "Sources/Hashing"),
    .target(name: "Curl", dependencies: ["CCurl"], path: "Sources/Curl", swiftSettings: watched),
    .target(
      name: "CommonMark", dependencies: ["CCmark"], path: "Sources/CommonMark", swiftSettings: watched),
    .target(name: "Templates", path: "Templates"),
    .target(
      name: "ReportKit", dependencies: ["CommonMark", "Hashing", "Templates"], path: "Sources/ReportKit",
      swiftSettings: watched),
    .target(
      name: "ReportIO",
      dependencies: [
        "CBuild", "CLinux", "Curl", "Hashing", "ReportKit",
        .product(name: "GRDB", package: "GRDB.swift"),
      ], path: "Sources/ReportIO", swiftSettings: watched),
    .target(
      name: "HTTPFuzz", dependencies: ["ReportIO"], path: "HTTP", exclude: ["Seeds"], swiftSettings: watched),
    .target(
      name: "ReadersFuzz", dependencies: ["ReportKit"], path: "Readers", exclude: ["Seeds"],
      swiftSettings: watched),
  ],
  swiftLanguageModes: [.v6]
)
