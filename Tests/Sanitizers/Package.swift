// swift-tools-version: 6.2
import PackageDescription

// The Markdown room and its tests by themselves, so that `make test-memory` builds nothing else anew to
// watch its C boundary.
let package = Package(
  name: "commonmark-alone",
  platforms: [.macOS(.v15)],
  targets: [
    .systemLibrary(
      name: "CCmark", path: "CCmark", pkgConfig: "libcmark",
      providers: [.apt(["libcmark-dev"]), .brew(["cmark"])]),
    .target(name: "CommonMark", dependencies: ["CCmark"], path: "CommonMark"),
    .target(name: "TestData", path: "TestData"),
    .testTarget(
      name: "CommonMarkTests", dependencies: ["CCmark", "CommonMark", "TestData"], path: "CommonMarkTests"),
  ],
  swiftLanguageModes: [.v6]
)
