#!/bin/bash
# On a Mac: builds the core for devices and simulators (arm64) and wraps it as Generated/NotYetCoreFFI.xcframework,
# with the Swift interface in Sources/. Needs Xcode, and: rustup target add aarch64-apple-ios aarch64-apple-ios-sim
set -euo pipefail
[ "$(uname)" = Darwin ] || { echo "build-xcframework: needs a Mac with Xcode" >&2; exit 1; }
cd "$(dirname "$0")/../.."
ios=$PWD/ios
target=${CARGO_TARGET_DIR:-$PWD/target}
export IPHONEOS_DEPLOYMENT_TARGET=17.0

# The interface is read from a library of this machine: tokens, icons, words and bindings.
cargo xtask bindings

headers=$(mktemp -d)
trap 'rm -rf "$headers"' EXIT
cp "$ios/Sources/NotYetCoreFFI/NotYetCoreFFI.h" "$headers/"
cp "$ios/Sources/NotYetCoreFFI/module.modulemap" "$headers/"

libraries=()
for triple in aarch64-apple-ios aarch64-apple-ios-sim; do
  cargo build --release --package notyet-app --target "$triple"
  libraries+=(-library "$target/$triple/release/libnotyet.a" -headers "$headers")
done

mkdir -p "$ios/Generated"
rm -rf "$ios/Generated/NotYetCoreFFI.xcframework"
xcodebuild -create-xcframework "${libraries[@]}" -output "$ios/Generated/NotYetCoreFFI.xcframework"
