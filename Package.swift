// swift-tools-version: 6.2
// chungthuc: certified electronic copies (chứng thực bản sao điện tử).
// The rooms and their order are described in README.md; imports run downwards only.

import PackageDescription

let strict: [SwiftSetting] = [.treatAllWarnings(as: .error)]

let package = Package(
    name: "chungthuc",
    products: [
        .executable(name: "chungthuc", targets: ["chungthuc"]),
        .library(name: "TokenShim", type: .dynamic, targets: ["TokenShim"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-asn1", from: "1.7.4"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    ],
    targets: [
        // What Swift cannot call directly: module maps with small static-inline shims.
        .systemLibrary(name: "COpenSSL", pkgConfig: "openssl", providers: [.apt(["libssl-dev"])]),
        .systemLibrary(name: "CPangoCairo", pkgConfig: "pangocairo", providers: [.apt(["libpango1.0-dev"])]),
        .systemLibrary(name: "CLCMS", pkgConfig: "lcms2", providers: [.apt(["liblcms2-dev"])]),
        .systemLibrary(name: "CQREncode", pkgConfig: "libqrencode", providers: [.apt(["libqrencode-dev"])]),
        .systemLibrary(name: "CXLSXWriter", pkgConfig: "xlsxwriter", providers: [.apt(["libxlsxwriter-dev"])]),
        .systemLibrary(name: "CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
        .systemLibrary(name: "CIDN2", pkgConfig: "libidn2", providers: [.apt(["libidn2-dev"])]),
        .systemLibrary(name: "CInotifyTools", providers: [.apt(["libinotifytools0-dev"])]),
        .systemLibrary(name: "CPKCS11", providers: [.apt(["libp11-kit-dev"])]),

        // C++ inside, exception-safe extern "C" outside.
        .systemLibrary(name: "CQPDFLibrary", pkgConfig: "libqpdf", providers: [.apt(["libqpdf-dev"])]),
        .systemLibrary(name: "CPopplerLibrary", pkgConfig: "poppler-cpp", providers: [.apt(["libpoppler-cpp-dev"])]),
        .target(
            name: "CQPDF",
            dependencies: ["CQPDFLibrary"],
            cxxSettings: [.define("POINTERHOLDER_TRANSITION", to: "4")]
        ),
        .target(name: "CPoppler", dependencies: ["CPopplerLibrary"]),

        // System calls that the C library's Swift overlay leaves out.
        .target(name: "CSystemCalls"),

        // Base64 by vector instructions.
        .target(name: "CBase64"),

        .target(name: "Faults", swiftSettings: strict),
        .target(name: "Hashing", dependencies: ["COpenSSL"], swiftSettings: strict),
        .target(name: "Mapping", swiftSettings: strict),
        .target(name: "Certification", dependencies: ["Faults"], swiftSettings: strict),
        .target(
            name: "PDF",
            dependencies: [
                "Faults", "Mapping", "CQPDF", "CPoppler", "CPangoCairo", "CLCMS", "CQREncode", "CSystemCalls",
            ],
            swiftSettings: strict
        ),
        .target(
            name: "PAdES",
            dependencies: [
                "Faults", "Hashing", "PDF", "COpenSSL", "CPKCS11", .product(name: "SwiftASN1", package: "swift-asn1"),
            ],
            swiftSettings: strict
        ),
        .target(
            name: "Ledger",
            dependencies: [
                "Faults", "Hashing", "Certification", .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "GRDBSQLite", package: "GRDB.swift"),
            ],
            swiftSettings: strict
        ),
        .target(
            name: "Spool",
            dependencies: ["Faults", "Hashing", "Mapping", "CInotifyTools", "CSystemCalls"],
            swiftSettings: strict
        ),
        .target(
            name: "Delivery",
            dependencies: ["Faults", "Hashing", "Certification", "Spool", "CBase64", "CCurl", "CIDN2"],
            swiftSettings: strict
        ),
        .target(
            name: "Pipeline",
            dependencies: [
                "Faults", "Hashing", "Mapping", "Certification", "PDF", "PAdES", "Ledger", "Spool", "Delivery",
                "CSystemCalls", "CXLSXWriter",
                .product(name: "Logging", package: "swift-log"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                "Yams",
            ],
            swiftSettings: strict
        ),
        .executableTarget(
            name: "chungthuc",
            dependencies: [
                "CSystemCalls", "Faults", "Certification", "PDF", "PAdES", "Pipeline",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
            ],
            swiftSettings: strict
        ),

        // Commits transactions for strace to count.
        .executableTarget(
            name: "ledger-probe",
            dependencies: ["Ledger", "Certification"],
            path: "Tests/LedgerProbe",
            swiftSettings: strict
        ),

        // Takes steps with files for strace to watch and to kill.
        .executableTarget(
            name: "SpoolProbe",
            dependencies: ["Certification", "Delivery", "Faults", "Spool", "Hashing"],
            path: "Tests/SpoolProbe",
            swiftSettings: strict
        ),

        // Signs in a process of its own: a PKCS#11 module is one for a whole process.
        .executableTarget(name: "KeyProbe", dependencies: ["PAdES"], path: "Tests/KeyProbe", swiftSettings: strict),

        // A cell whose work is to try what a parser that was taken over would.
        .executableTarget(name: "CellProbe", dependencies: ["PDF"], path: "Tests/CellProbe", swiftSettings: strict),

        // A PKCS#11 module that counts and errs, before a real one.
        .target(name: "TokenShim", path: "Tests/TokenShim"),

        .target(name: "TestSupport", path: "Tests/TestSupport", swiftSettings: strict),
        .testTarget(name: "CertificationTests", dependencies: ["Certification", "Faults"], swiftSettings: strict),
        .testTarget(
            name: "PDFTests",
            dependencies: ["PDF", "CellProbe", "chungthuc", "Faults", "TestSupport"],
            swiftSettings: strict
        ),
        .testTarget(
            name: "PAdESTests",
            dependencies: ["PAdES", "KeyProbe", "PDF", "Hashing", "Faults", "TestSupport"],
            swiftSettings: strict
        ),
        .testTarget(
            name: "LedgerTests",
            dependencies: ["Ledger", "ledger-probe", "Certification", "Hashing", "Faults", "TestSupport"],
            swiftSettings: strict
        ),
        .testTarget(
            name: "SpoolTests",
            dependencies: ["Spool", "SpoolProbe", "Hashing", "Faults", "TestSupport"],
            swiftSettings: strict
        ),
        .testTarget(
            name: "DeliveryTests",
            dependencies: ["Delivery", "SpoolProbe", "Spool", "Certification", "Hashing", "Faults", "TestSupport"],
            swiftSettings: strict
        ),
        .testTarget(
            name: "PipelineTests",
            dependencies: [
                "Pipeline", "chungthuc", "PDF", "PAdES", "Certification", "Delivery", "Hashing", "Ledger", "Spool",
                "Faults", "TestSupport",
            ],
            swiftSettings: strict
        ),
        .testTarget(
            name: "Journeys",
            dependencies: ["chungthuc", "TestSupport"],
            path: "Tests/Journeys",
            exclude: ["Snapshots"],
            swiftSettings: strict
        ),
    ],
    swiftLanguageModes: [.v6],
    cxxLanguageStandard: .cxx17
)
