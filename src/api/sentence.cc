#include "sentence.h"

#include "iam/api/pattern.h"
#include "iam/base/text.h"

#include <algorithm>

namespace iam::api {
namespace {

// To AWS's sentences an underscore is one, too.
bool is_word_character(char c) { return is_alphanumeric(c) || c == '_'; }

// U+0021–U+007E, the alphabet of the model's path patterns; AWS's sentence promises less than it accepts.
bool is_visible_ascii(char c) { return c > ' ' && c <= '~'; }

template <class Predicate>
bool all_of(std::string_view text, Predicate predicate) {
  return std::all_of(text.begin(), text.end(), predicate);
}

bool is_name(std::string_view text) {
  constexpr std::string_view kPunctuation = "+=,.@-";
  return all_of(text, [&](char c) { return is_word_character(c) || kPunctuation.find(c) != std::string_view::npos; });
}

// The model's pattern wants something between the first slash and the last; what it wants may itself be slashes.
bool is_path(std::string_view text) {
  return text.starts_with('/') && text.ends_with('/') && text != "//" && all_of(text, is_visible_ascii);
}

// The model's pattern of prefixes, unlike that of paths, takes the delete character in.
bool is_path_prefix(std::string_view text) {
  return text.starts_with('/') && all_of(text, [](char c) { return is_visible_ascii(c) || c == '\x7f'; });
}

// Unlike other paths, those of managed policies have neither empty parts nor punctuation besides that of names.
bool is_policy_path(std::string_view text) {
  constexpr std::string_view kPunctuation = "/+=,.@-";
  return text.starts_with('/') && text.ends_with('/') && text.find("//") == std::string_view::npos &&
         all_of(text, [&](char c) { return is_word_character(c) || kPunctuation.find(c) != std::string_view::npos; });
}

// The model lets U+00A0–U+00FF pass although the sentence speaks of ASCII. In UTF-8 those are C2 or C3 and one more
// byte.
bool is_printable(std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    auto const byte = static_cast<unsigned char>(text[i]);
    if (byte == 0xC2 || byte == 0xC3) {
      ++i;
    } else if (byte >= 0x80 || (byte < 0x20 && byte != '\t' && byte != '\n' && byte != '\r')) {
      return false;
    }
  }
  return true;
}

}  // namespace

std::optional<std::string> broken_sentence(Sentence rule, std::string_view label, std::string_view text) {
  auto const broken = [&](std::string_view must) {
    return "The specified value for " + std::string(label) + " is invalid. It must " + std::string(must);
  };
  constexpr std::string_view kPath =
      "begin and end with / and contain only alphanumeric characters and/or / characters.";
  constexpr std::string_view kPathPrefix =
      "begin with the / character and contain only alphanumeric characters and/or / characters.";
  switch (rule) {
    case Sentence::kNone:
      return std::nullopt;
    case Sentence::kName:
      if (is_name(text)) return std::nullopt;
      return broken("contain only alphanumeric characters and/or the following: +=,.@_-");
    case Sentence::kPath:
      if (is_path(text)) return std::nullopt;
      return broken(kPath);
    case Sentence::kPathPrefix:
      if (is_path_prefix(text)) return std::nullopt;
      return broken(kPathPrefix);
    case Sentence::kPolicyPath:
      if (is_policy_path(text)) return std::nullopt;
      return broken(label == "pathPrefix" ? kPathPrefix : kPath);
    case Sentence::kAlphanumeric:
      if (all_of(text, is_word_character)) return std::nullopt;
      return broken("contain only alphanumeric characters.");
    case Sentence::kPrintableAscii:
      if (is_printable(text)) return std::nullopt;
      return broken("contain only printable ASCII characters.");
    case Sentence::kAccountAlias:
      if (matches(kAccountAliasPattern, text)) return std::nullopt;
      return broken(
          "be a minimum length of 3 characters and maximum length of 63 characters, contain only digits, lowercase "
          "letters, and hyphens (-), but cannot begin or end with a hyphen.");
  }
  return std::nullopt;
}

}  // namespace iam::api
