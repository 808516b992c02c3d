// swift-tools-version: 6.2
import PackageDescription

// Set by the Makefile for what is installed; a change compiles one C file anew.
let commit = Context.environment["JOBREPORT_COMMIT", default: ""]

let package = Package(
  name: "jobreport",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "jobreport", targets: ["jobreport"]),
    .executable(name: "sample-api", targets: ["sample-api"]),
    .library(name: "ReportKit", targets: ["ReportKit"]),
    .library(name: "CommonMark", targets: ["CommonMark"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/swhitty/FlyingFox", from: "0.27.1"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: [
    .systemLibrary(
      name: "CCmark", pkgConfig: "libcmark",
      providers: [.apt(["libcmark-dev"]), .brew(["cmark"])]),
    .systemLibrary(name: "CLinux"),
    .systemLibrary(
      name: "CCurl", pkgConfig: "libcurl",
      providers: [.apt(["libcurl4-openssl-dev"]), .brew(["curl"])]),
    .systemLibrary(
      name: "CCrypto", pkgConfig: "libcrypto",
      providers: [.apt(["libssl-dev"])]),

    // The rooms of C pointers, besides the one for libcmark in CommonMark.
    .target(
      name: "Hashing",
      dependencies: [.target(name: "CCrypto", condition: .when(platforms: [.linux]))]),
    .target(name: "Curl", dependencies: ["CCurl"]),
    .target(
      name: "CBuild",
      cSettings: commit.isEmpty ? [] : [.define("JOBREPORT_COMMIT", to: "\"\(commit)\"")]),
    .target(name: "CommonMark", dependencies: ["CCmark"]),

    // The files of these two folders are compiled into the binary, which then needs nothing beside it.
    .target(name: "Templates", path: "templates", plugins: ["EmbedFiles"]),
    .target(name: "SampleProject", plugins: ["EmbedFiles"]),
    .executableTarget(name: "embed-files"),
    .plugin(name: "EmbedFiles", capability: .buildTool(), dependencies: ["embed-files"]),

    .target(name: "ReportKit", dependencies: ["CommonMark", "Hashing", "Templates"]),
    .target(
      name: "ReportIO",
      dependencies: [
        "CBuild", "CLinux", "Curl", "Hashing", "ReportKit",
        .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "GRDBSQLite", package: "GRDB.swift"),
      ]),
    // What is typed, held against what the commands take.
    .target(
      name: "Arguments", dependencies: ["ReportKit", .product(name: "Yams", package: "Yams")]),
    .executableTarget(
      name: "jobreport",
      dependencies: [
        "Arguments", "ReportIO", "ReportKit", "SampleProject",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),

    // FlyingFox draws in FoundationNetworking, which the static link of jobreport must not have:
    // only the sample API links it.
    .target(
      name: "SampleAPI",
      dependencies: [
        "ReportKit",
        .product(name: "FlyingFox", package: "FlyingFox"),
        .product(name: "FlyingSocks", package: "FlyingFox"),
      ]),
    .executableTarget(
      name: "sample-api",
      dependencies: [
        "ReportKit", "SampleAPI", "SampleProject",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),

    // Where tests find data that is not part of the project.
    .target(name: "TestData", path: "Tests/TestData"),
    .testTarget(name: "CommonMarkTests", dependencies: ["CCmark", "CommonMark", "TestData"]),
    .testTarget(
      name: "ReportKitTests", dependencies: ["Hashing", "ReportKit", "SampleProject", "TestData"]),
    .testTarget(name: "ArgumentsTests", dependencies: ["Arguments"]),
    .testTarget(
      name: "ReportIOTests", dependencies: ["ReportIO", "ReportKit", "SampleAPI", "TestData"],
      exclude: ["Fetching/peers.py"]),
    .testTarget(
      name: "JobReportTests",
      dependencies: [
        "jobreport", "Hashing", "ReportKit", "SampleAPI", "SampleProject", "TestData",
        .product(name: "Yams", package: "Yams"),
      ],
      exclude: ["Archives", "Comments", "Digests", "Golden"]),
  ],
  swiftLanguageModes: [.v6]
)
