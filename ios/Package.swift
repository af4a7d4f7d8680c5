// swift-tools-version: 6.0
import Foundation
import PackageDescription

// On a Mac the core is the XCFramework that scripts/build-xcframework.sh makes. On Linux, where only
// tests run, it is the Cargo build's shared library, and the views compile against a stand-in for SwiftUI.
var core: Target = .binaryTarget(name: "NotYetCoreFFI", path: "Generated/NotYetCoreFFI.xcframework")
var coreLink: [LinkerSetting] = []
var testLink: [LinkerSetting] = []
var uiDependencies: [Target.Dependency] = ["NotYetKit", "CoreClient", "NotYetCore"]
var linuxOnly: [Target] = []

#if os(Linux)
    let lib = ProcessInfo.processInfo.environment["CORE_LIB_DIR"] ?? Context.packageDirectory + "/../target/debug"
    core = .systemLibrary(name: "NotYetCoreFFI")
    // lld: gold, the default, cannot link Observation. The tests' own target needs the flags too.
    testLink = [.unsafeFlags(["-use-ld=lld", "-L", lib, "-Xlinker", "-rpath", "-Xlinker", lib])]
    coreLink = testLink + [.linkedLibrary("notyet")]
    uiDependencies.append("SwiftUI")
    linuxOnly = [
        .target(name: "SwiftUI", path: "LinuxStubs/SwiftUI"),
        // What tests need of the real core: devices in folders of their own, and the server as a process.
        .target(name: "RealCore", dependencies: ["CoreClient", "NotYetCore"], path: "Tests/RealCore"),
        // Every level of a class as this app tells it, for `cargo xtask lesson`.
        .executableTarget(
            name: "levels", dependencies: ["CoreClient", "NotYetCore", "RealCore"], path: "Tests/Levels",
            linkerSettings: testLink),
        .testTarget(name: "CoreClientTests", dependencies: ["CoreClient", "RealCore"], linkerSettings: testLink),
        .testTarget(
            name: "NotYetUITests", dependencies: ["NotYetUI", "SwiftUI", "RealCore"], linkerSettings: testLink),
    ]
#endif

let package = Package(
    name: "NotYet",
    platforms: [.iOS(.v17), .macOS(.v14)],
    products: [.library(name: "NotYetUI", targets: ["NotYetUI", "NotYetKit", "CoreClient", "NotYetCore"])],
    targets: [
        core,
        // Generated code: Swift 5 mode, since UniFFI's foreign traits do not pass Swift 6's checks.
        .target(
            name: "NotYetCore", dependencies: ["NotYetCoreFFI"], swiftSettings: [.swiftLanguageMode(.v5)],
            linkerSettings: coreLink),
        .target(name: "CoreClient", dependencies: ["NotYetCore"]),
        .target(name: "NotYetKit", dependencies: ["CoreClient", "NotYetCore"]),
        .target(name: "NotYetUI", dependencies: uiDependencies),
        .testTarget(name: "NotYetKitTests", dependencies: ["NotYetKit"], linkerSettings: testLink),
    ] + linuxOnly,
    swiftLanguageModes: [.v6]
)
