#include "iam/api/pattern.h"

#include "iam/base/text.h"

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

bool matches_alias(std::string_view text) {
  auto is_small = [](char c) { return is_lower(c) || is_digit(c); };
  auto is_legal = [&](char c) { return is_small(c) || c == '-'; };
  return text.size() >= 3 && text.size() <= 63 && is_small(text.front()) && is_small(text.back()) &&
         std::all_of(text.begin(), text.end(), is_legal) && text.find("--") == std::string_view::npos;
}

// The e-mail addresses of Alexa for Business. Its nested repetitions take a backtracking engine exponential time, which
// is why AWS replaced it later; read by hand, an address is passed once.
constexpr std::string_view kEmailPattern =
    R"re(([0-9a-zA-Z]([+-.\w]*[0-9a-zA-Z])*@([0-9a-zA-Z]([-\w]*[0-9a-zA-Z]+)*\.)+[a-zA-Z]{2,9}))re";

// `text` begins and ends with a letter or digit, and has nothing else but those, underscores, and `others`.
bool is_email_part(std::string_view text, std::string_view others) {
  return !text.empty() && is_alphanumeric(text.front()) && is_alphanumeric(text.back()) &&
         std::ranges::all_of(text, [others](char c) {
           return is_alphanumeric(c) || c == '_' || others.find(c) != std::string_view::npos;
         });
}

bool matches_email(std::string_view text) {
  // In the pattern `+-.` is a range, which has the comma between.
  auto const at = text.find('@');
  if (at == std::string_view::npos || !is_email_part(text.substr(0, at), "+,-.")) return false;
  auto domain = text.substr(at + 1);
  auto const last_dot = domain.rfind('.');
  if (last_dot == std::string_view::npos) return false;
  auto const top = domain.substr(last_dot + 1);
  if (top.size() < 2 || top.size() > 9 || !std::ranges::all_of(top, is_letter)) return false;
  domain = domain.substr(0, last_dot + 1);
  while (!domain.empty()) {
    if (!is_email_part(take_until(domain, '.'), "-")) return false;
  }
  return true;
}

// Java's \uXXXX becomes RE2's \x{XXXX}. Exactly four digits belong to it: AWS's \u10000-\u10FFFF really means
// U+1000, "0-U+10FF" and "FF", which is why a character above U+FFFF never satisfies it. Its \p{IsLetter} is \p{L}.
std::string to_re2_syntax(std::string_view pattern) {
  constexpr std::string_view kIsLetter = "\\p{IsLetter}";
  // RE2 repeats nothing more than a thousand times.
  constexpr std::string_view kLongRepetition = ".{0,1023}";
  std::string translated;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    if (pattern[i] == '\\' && i + 1 < pattern.size()) {
      if (pattern[i + 1] == 'u' && i + 6 <= pattern.size()) {
        translated.append("\\x{").append(pattern.substr(i + 2, 4)).append("}");
        i += 5;
      } else if (pattern.substr(i, kIsLetter.size()) == kIsLetter) {
        translated.append("\\p{L}");
        i += kIsLetter.size() - 1;
      } else {
        translated.append(pattern.substr(i, 2));
        i += 1;
      }
    } else if (pattern.substr(i, kLongRepetition.size()) == kLongRepetition) {
      translated.append(".{0,1000}.{0,23}");
      i += kLongRepetition.size() - 1;
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
  if (pattern == kAccountAliasPattern) return matches_alias(text);
  if (pattern == kEmailPattern) return matches_email(text);
  return re2::RE2::FullMatch(re2::StringPiece(text.data(), text.size()), compiled(pattern));
}

}  // namespace iam::api
