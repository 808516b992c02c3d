// swift-tools-version: 6.2
import PackageDescription

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
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
    .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
    .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/swhitty/FlyingFox", from: "0.27.1"),
  ],
  targets: [
    .systemLibrary(
      name: "CCmark", pkgConfig: "libcmark",
      providers: [.apt(["libcmark-dev"]), .brew(["cmark"])]),
    .systemLibrary(name: "CLinux"),
    .target(name: "CommonMark", dependencies: ["CCmark"]),

    // The files of these two folders are compiled into the binary, which then needs nothing beside it.
    .target(name: "Templates", path: "templates", plugins: ["EmbedFiles"]),
    .target(name: "SampleProject", plugins: ["EmbedFiles"]),
    .executableTarget(name: "embed-files"),
    .plugin(name: "EmbedFiles", capability: .buildTool(), dependencies: ["embed-files"]),

    .target(
      name: "ReportKit",
      dependencies: [
        "CommonMark", "Templates",
        .product(name: "Crypto", package: "swift-crypto"),
      ]),
    .target(
      name: "ReportIO",
      dependencies: [
        "CLinux", "ReportKit",
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "AsyncHTTPClient", package: "async-http-client"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOHTTP1", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
        .product(name: "NIOSSL", package: "swift-nio-ssl"),
      ]),
    .executableTarget(
      name: "jobreport",
      dependencies: [
        "ReportIO", "ReportKit", "SampleProject",
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
        "SampleAPI", "SampleProject",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),

    .testTarget(name: "CommonMarkTests", dependencies: ["CCmark", "CommonMark"]),
    .testTarget(
      name: "ReportKitTests", dependencies: ["ReportKit", "SampleProject"]),
    .testTarget(
      name: "ReportIOTests",
      dependencies: [
        "ReportIO", "ReportKit", "SampleAPI",
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOHTTP1", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
        .product(name: "NIOSSL", package: "swift-nio-ssl"),
      ]),
    .testTarget(
      name: "JobReportTests", dependencies: ["jobreport", "SampleAPI", "SampleProject"],
      exclude: ["Archives", "Comments", "Golden"]),
  ],
  swiftLanguageModes: [.v6]
)
