#!/bin/bash
# Puts a Swift toolchain (swift build, test, format; Linux only) into a folder of its own:
# Debian 13's swiftlang in a debootstrap tree, on a Debian host, as root. Enter it with in-swift.sh.
#
# Safe to run again and again: a finished tree is left alone; a run that was cut short left only
# "$ROOT.part" (thrown away) and "$ROOT.debs" (the downloads, used again). The tree gets its name
# by one rename, so a tree that has its name is whole. Two runs at once: the second one waits.
#
#   setup-swift.sh --check  installs nothing; exit status 0 if the tree is there
#   SWIFT_ROOT  where to (default ~/.cache/swift-trixie);  SWIFT_FULL=1  keep what the slimming removes
set -euo pipefail

ROOT=${SWIFT_ROOT:-$HOME/.cache/swift-trixie}
RELEASE=trixie
PACKAGES=swiftlang,libc6-dev,ca-certificates,git
RECIPE="1 $RELEASE $PACKAGES ${SWIFT_FULL:+full}" # raise the number to have every machine build anew
KEYRING=/usr/share/keyrings/debian-archive-keyring.gpg

whole() { [ "$(cat "$ROOT/.recipe" 2>/dev/null)" = "$RECIPE" ]; }
say() { echo "setup-swift: $*" >&2; }

whole && exit 0
[ "${1:-}" != --check ] || exit 1
[ "$(id -u)" = 0 ] || { say "needs root (debootstrap, chroot)"; exit 1; }
mkdir -p "$(dirname "$ROOT")"
exec 9>"$ROOT.lock"
flock 9
whole && exit 0 # another run made it while this one waited

again() { # runs a command up to four times, with a longer pause after each failure
  local n
  for n in 1 2 3; do
    "$@" && return
    say "failed ($n): $1; once more in $((n * 15)) s"
    sleep $((n * 15))
  done
  "$@"
}

install_debootstrap() {
  apt-get -qq update &&
    DEBIAN_FRONTEND=noninteractive apt-get -qq -y -o Acquire::Retries=5 \
      install --no-install-recommends debootstrap >&2
}
command -v debootstrap >/dev/null || again install_debootstrap

# The machine's own mirror, in whichever format its apt sources are written.
MIRROR=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' |
  grep -v -- '-security/*$' | head -n 1)
[ -n "$MIRROR" ] || { say "apt names no mirror"; exit 1; }

bootstrap() {
  # In a mount namespace of its own: what debootstrap mounts in the tree is gone with it, even
  # when it is killed, so that removing the tree can reach nothing else.
  rm -rf --one-file-system "$ROOT.part"
  mkdir -p "$ROOT.debs"
  DEBIAN_FRONTEND=noninteractive unshare --mount --propagation private \
    debootstrap --variant=minbase --keyring="$KEYRING" --cache-dir="$(realpath "$ROOT.debs")" \
    --include="$PACKAGES" "$RELEASE" "$ROOT.part" "$MIRROR" >"$ROOT.log" 2>&1 ||
    { tail -n 5 "$ROOT.log" >&2; return 1; }
}
again bootstrap

if [ -z "${SWIFT_FULL:-}" ]; then # what neither build, test nor format opens: about 1 GB
  (cd "$ROOT.part/usr/libexec/swift" &&
    rm -rf bin/{lldb*,clangd,sourcekit-lsp,docc,repl_swift} lib/liblldb* lib/libsourcekitd* \
      lib/swift_static \
      lib/swift/{embedded,FrameworkABIBaseline})
  rm -rf "$ROOT.part"/usr/share/{doc,locale,man,info}/*
fi
rm -rf "$ROOT.part"/var/cache/apt/*.bin "$ROOT.part"/var/cache/apt/archives/*.deb \
  "$ROOT.part"/var/lib/apt/lists/*

# It starts (without /proc it would not find its libraries).
unshare --mount --propagation private sh -c \
  'mount --rbind /proc "$1/proc" && exec chroot "$1" /usr/libexec/swift/bin/swift --version' \
  _ "$ROOT.part" >&2
echo "$RECIPE" >"$ROOT.part/.recipe"
rm -rf --one-file-system "$ROOT" # an older recipe's tree
mv -T "$ROOT.part" "$ROOT"
rm -rf "$ROOT.debs" "$ROOT.log"
say "done: $(du -sh "$ROOT" | cut -f1) in $ROOT"
