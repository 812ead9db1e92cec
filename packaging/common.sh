# shellcheck shell=bash
# What the packages with a manual and fixed dates share, to be sourced. REQUIRES: `set -euo pipefail`.

packaging=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

cannot() {
  echo "$*" >&2
  exit 3
}

# Of all files in a package, in seconds since 1970: that of the commit, so that the same sources make the same package.
# https://reproducible-builds.org/docs/source-date-epoch/
export SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git -C "$packaging" log -1 --format=%ct)}

# machine_of PROGRAM: the machine that it is for, as Node calls it. Two bytes of its header say so.
# https://refspecs.linuxfoundation.org/elf/gabi4+/ch4.eheader.html
machine_of() {
  case $(od --skip-bytes 18 --read-bytes 2 --format u2 --address-radix n "$1" | tr -d ' ') in
    62) echo x64 ;;
    183) echo arm64 ;;
    *) cannot "there is no package for the machine of $1 yet" ;;
  esac
}

# The tool that writes completions and the man page is built beside the program, or beside the one MANUAL_OF names: that
# of another machine would not run.
write_manual() {  # program folder
  local tool
  tool=$(dirname "${MANUAL_OF:-$1}")/iam_manual
  [[ -x $tool ]] || cannot "$tool is not there: build the target iam_manual"
  "$tool" "$2" "$(date --utc --date "@$SOURCE_DATE_EPOCH" +%Y-%m-%d)"
}

# install_manual FROM ROOT ZSH: where man, bash and fish look for it below ROOT, and zsh in its folder ZSH.
install_manual() {
  install -D -m 644 "$1/iamlocal.1" "$2/share/man/man1/iamlocal.1"
  install -D -m 644 "$1/iamlocal" "$2/share/bash-completion/completions/iamlocal"
  install -D -m 644 "$1/_iamlocal" "$2/share/zsh/$3/_iamlocal"
  install -D -m 644 "$1/iamlocal.fish" "$2/share/fish/vendor_completions.d/iamlocal.fish"
}

# pack_others BUILD PROGRAM VERSION FOLDER [PROGRAM…]: has a script that packs one program pack the others, too.
pack_others() {
  local other
  for other in "${@:5}"; do MANUAL_OF=$2 "$1" "$other" "$3" "$4"; done
}

set_dates() {  # folder
  find "$1" -exec touch --no-dereference --date "@$SOURCE_DATE_EPOCH" {} +
}
