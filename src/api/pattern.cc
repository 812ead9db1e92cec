#include "pattern.h"

#include <re2/re2.h>

#include <algorithm>
#include <array>
#include <memory>
#include <mutex>
#include <shared_mutex>
#include <stdexcept>
#include <string>
#include <unordered_map>

namespace iam::api {
namespace {

// RE2 has no look-ahead, which keeps it linear. The one pattern of the model that has one, the account alias, forbids
// a hyphen after a hyphen; that is, every hyphen is followed by a letter or digit.
constexpr std::string_view kAliasPattern = "^[a-z0-9]([a-z0-9]|-(?!-)){1,61}[a-z0-9]$";

bool matches_alias(std::string_view text) {
  auto is_alphanumeric = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); };
  auto is_legal = [&](char c) { return is_alphanumeric(c) || c == '-'; };
  return text.size() >= 3 && text.size() <= 63 && is_alphanumeric(text.front()) && is_alphanumeric(text.back()) &&
         std::all_of(text.begin(), text.end(), is_legal) && text.find("--") == std::string_view::npos;
}

// Java's \uXXXX becomes RE2's \x{XXXX}. Exactly four digits belong to it: AWS's \u10000-\u10FFFF really means
// U+1000, "0-U+10FF" and "FF", which is why a character above U+FFFF never satisfies it.
std::string to_re2_syntax(std::string_view pattern) {
  std::string translated;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    if (pattern[i] == '\\' && i + 1 < pattern.size()) {
      if (pattern[i + 1] == 'u' && i + 6 <= pattern.size()) {
        translated.append("\\x{").append(pattern.substr(i + 2, 4)).append("}");
        i += 5;
      } else {
        translated.append(pattern.substr(i, 2));
        i += 1;
      }
    } else {
      translated += pattern[i];
    }
  }
  return translated;
}

std::unique_ptr<re2::RE2> compile(std::string_view pattern) {
  re2::RE2::Options options;
  options.set_log_errors(false);
  auto compiled = std::make_unique<re2::RE2>(to_re2_syntax(pattern), options);
  if (!compiled->ok()) throw std::logic_error("the pattern `" + std::string(pattern) + "` cannot be matched");
  return compiled;
}

re2::RE2 const& compiled(std::string_view pattern) {
  static std::shared_mutex mutex;
  static std::unordered_map<std::string_view, std::unique_ptr<re2::RE2>> cache;
  {
    std::shared_lock lock(mutex);
    if (auto const found = cache.find(pattern); found != cache.end()) return *found->second;
  }
  auto fresh = compile(pattern);
  std::unique_lock lock(mutex);
  return *cache.try_emplace(pattern, std::move(fresh)).first->second;
}

}  // namespace

bool matches(std::string_view pattern, std::string_view text) {
  if (pattern == kAliasPattern) return matches_alias(text);
  return re2::RE2::FullMatch(re2::StringPiece(text.data(), text.size()), compiled(pattern));
}

}  // namespace iam::api
