#include "variables.h"

#include "iam/base/text.h"
#include "iam/policy/glob.h"

#include <utility>

namespace iam::policy {
namespace {

// What stands between `${` and `}`.
struct Written {
  std::string_view key;
  std::optional<std::string_view> fallback;
};

std::string_view trimmed(std::string_view text) {
  auto const begin = text.find_first_not_of(' ');
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(' ') - begin + 1);
}

// A default stands in single quotes behind the first comma and may have commas itself.
Written written(std::string_view inside) {
  auto const comma = inside.find(',');
  if (comma == std::string_view::npos) return {trimmed(inside), std::nullopt};
  std::string_view const quoted = trimmed(inside.substr(comma + 1));
  bool const is_quoted = quoted.size() >= 2 && quoted.front() == '\'' && quoted.back() == '\'';
  if (!is_quoted) return {trimmed(inside), std::nullopt};  // a key that no request has
  return {trimmed(inside.substr(0, comma)), quoted.substr(1, quoted.size() - 2)};
}

bool is_plain_character(std::string_view inside) { return inside == "*" || inside == "?" || inside == "$"; }

// Calls text(part) and variable(inside) for the parts of `source` in turn. What is never closed is text.
template <class Text, class Variable>
void take_apart(std::string_view source, Text text, Variable variable) {
  while (!source.empty()) {
    auto const open = source.find("${");
    auto const close = open == std::string_view::npos ? open : source.find('}', open);
    if (close == std::string_view::npos) return text(source);
    if (open > 0) text(source.substr(0, open));
    variable(source.substr(open + 2, close - open - 2));
    source.remove_prefix(close + 1);
  }
}

}  // namespace

void VariableText::add_text(std::string_view text) {
  if (pieces_.empty() || pieces_.back().is_variable) pieces_.emplace_back();
  pieces_.back().text += text;
}

void VariableText::add_variable(Piece variable) {
  variable.is_variable = true;
  has_variables_ = true;
  pieces_.push_back(std::move(variable));
}

std::string const& VariableText::text() const {
  static std::string const nothing;
  return pieces_.empty() ? nothing : pieces_.front().text;
}

std::optional<std::string_view> VariableText::expand(Context const& context, std::pmr::string& buffer) const {
  if (!has_variables_) return text();
  buffer.clear();
  for (Piece const& piece : pieces_) {
    if (!piece.is_variable) {
      buffer += piece.text;
      continue;
    }
    ContextEntry const* const entry = context.find_lowered(piece.text);
    bool const has_value = entry != nullptr && entry->kind == ContextEntry::Kind::kSingle && entry->values.size() == 1;
    if (has_value && is_plain(entry->values.front())) {
      buffer += entry->values.front();
    } else if (entry == nullptr && piece.fallback.has_value()) {
      buffer += *piece.fallback;
    } else {
      return std::nullopt;
    }
  }
  return buffer;
}

VariableText parse_variable_text(std::string_view text, Wildcards wildcards, Variables variables) {
  VariableText parsed;
  auto const add_text = [&](std::string_view part) {
    parsed.add_text(wildcards == Wildcards::kActive ? compiled_glob(part) : part);
  };
  auto const add_variable = [&](std::string_view inside) {
    if (is_plain_character(inside)) return parsed.add_text(inside);
    auto const [key, fallback] = written(inside);
    parsed.add_variable(
        {.text = to_lower_ascii(key), .is_variable = true, .fallback = std::optional<std::string>(fallback)});
  };
  if (variables == Variables::kReplaced) {
    take_apart(text, add_text, add_variable);
  } else {
    add_text(text);
  }
  return parsed;
}

std::string with_any_text(std::string_view text, std::function<bool(std::string_view key)> const& is_known) {
  std::string replaced;
  take_apart(
      text, [&](std::string_view part) { replaced += part; },
      [&](std::string_view inside) {
        bool const stays = is_plain_character(inside) || is_known(written(inside).key);
        if (!stays) replaced += "*";
        if (stays) replaced.append("${").append(inside).append("}");
      });
  return replaced;
}

std::vector<std::string_view> variables_in(std::string_view text) {
  std::vector<std::string_view> keys;
  take_apart(
      text, [](std::string_view) {},
      [&](std::string_view inside) {
        if (!is_plain_character(inside)) keys.push_back(written(inside).key);
      });
  return keys;
}

}  // namespace iam::policy
