# shellcheck shell=bash
# What the scripts of the actions share.

# The workflow shows it at the step, and in its summary.
fail() {
  local text=${*//'%'/'%25'}
  text=${text//$'\r'/'%0D'}
  echo "::error title=IAM Local::${text//$'\n'/'%0A'}"
  exit 1
}

# A log may have lines that look like commands to the runner.
show_log() {  # file
  local token
  token=$(random_word)
  echo "::group::the log of IAM Local"
  echo "::stop-commands::$token"
  cat "$1"
  echo "::$token::"
  echo "::endgroup::"
}

random_word() {
  od -An -N16 -tx1 /dev/urandom | tr -d ' \n'
}
