#include "iam/policy/template.h"

#include "iam/base/text.h"
#include "iam/policy/document.h"
#include "iam/policy/glob.h"
#include "json.h"

#include <algorithm>
#include <array>
#include <utility>

namespace iam::policy {
namespace {

constexpr std::string_view kEnabled = "@Enabled";
constexpr std::string_view kOpen = "@{";
constexpr char kClose = '}';

using Filled = tl::expected<std::string, std::string>;

// The parameter that `text` is, and nothing else; empty when it is anything else.
std::string_view sole_parameter(std::string_view text) {
  if (!text.starts_with(kOpen) || text.find(kClose) != text.size() - 1) return {};
  return text.substr(kOpen.size(), text.size() - kOpen.size() - 1);
}

void append_quoted(std::string& out, std::string_view text) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  out += '"';
  for (char const c : text) {
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (static_cast<unsigned char>(c) < 0x20) {
      out.append("\\u00").append(1, kDigits[static_cast<unsigned char>(c) >> 4]).append(1, kDigits[c & 0xf]);
    } else {
      out += c;
    }
  }
  out += '"';
}

// Writes the tree of a template with its parameters filled in. Recursion is as deep as documents may be.
class Writer {
 public:
  explicit Writer(TemplateValues const& values) : values_(values) {}

  void write(json::Value const& value) {
    switch (value.kind) {
      case json::Kind::kObject:
        return write_object(value);
      case json::Kind::kList:
        return write_list(value);
      case json::Kind::kString:
        return write_string(value.text, Place::kAlone);
      case json::Kind::kNull:
        out_ += "null";
        return;
      case json::Kind::kBool:
      case json::Kind::kNumber:
        out_ += value.text;
    }
  }

  Filled result() && {
    if (missing_.has_value()) return tl::unexpected(*std::move(missing_));
    return std::move(out_);
  }

 private:
  enum class Place { kAlone, kInList };

  std::string filled(std::string_view text) {
    auto result = fill_text(text, values_);
    if (result.has_value()) return *std::move(result);
    if (!missing_.has_value()) missing_ = std::move(result.error());
    return {};
  }

  void write_object(json::Value const& object) {
    out_ += '{';
    bool is_first = true;
    for (auto const& member : object.members) {
      if (member.name == kEnabled) continue;
      if (!std::exchange(is_first, false)) out_ += ',';
      append_quoted(out_, filled(member.name));
      out_ += ':';
      write(member.value);
    }
    out_ += '}';
  }

  void write_list(json::Value const& list) {
    out_ += '[';
    bool is_first = true;
    for (auto const& [name, element] : list.members) {
      if (!is_enabled(element)) continue;
      if (!std::exchange(is_first, false)) out_ += ',';
      if (element.kind == json::Kind::kString) {
        write_string(element.text, Place::kInList);
      } else {
        write(element);
      }
    }
    out_ += ']';
  }

  void write_string(std::string_view text, Place place) {
    auto const found = values_.find(sole_parameter(text));
    if (found == values_.end() || found->second.size() == 1) return append_quoted(out_, filled(text));
    if (place == Place::kAlone) out_ += '[';
    bool is_first = true;
    for (auto const& value : found->second) {
      if (!std::exchange(is_first, false)) out_ += ',';
      append_quoted(out_, value);
    }
    if (place == Place::kAlone) out_ += ']';
  }

  bool is_enabled(json::Value const& element) {
    if (element.kind != json::Kind::kObject) return true;
    auto const member = std::ranges::find(element.members, kEnabled, &json::Member::name);
    if (member == element.members.end()) return true;
    auto const found = values_.find(member->value.text);
    if (found == values_.end()) {
      if (!missing_.has_value()) missing_ = member->value.text;
      return false;
    }
    return equals_ignoring_case(found->second.front(), "true");
  }

  TemplateValues const& values_;
  std::string out_;
  std::optional<std::string> missing_;
};

bool lets_create_roles(Statement const& statement) {
  if (statement.effect != Effect::kAllow || !statement.actions.has_value()) return false;
  return std::ranges::any_of(*statement.actions,
                             [](auto const& action) { return glob_matches(to_lower_ascii(action), "iam:createrole"); });
}

}  // namespace

std::set<std::string> template_parameters(std::string_view text) {
  std::set<std::string> names;
  for (auto at = text.find(kOpen); at != std::string_view::npos; at = text.find(kOpen, at + 1)) {
    auto const end = text.find(kClose, at);
    if (end == std::string_view::npos) break;
    auto const name = text.substr(at + kOpen.size(), end - at - kOpen.size());
    if (name.find('"') == std::string_view::npos) names.emplace(name);
  }
  return names;
}

Filled fill_text(std::string_view text, TemplateValues const& values) {
  std::string filled;
  while (true) {
    auto const open = text.find(kOpen);
    auto const close = open == std::string_view::npos ? open : text.find(kClose, open);
    filled.append(text.substr(0, close == std::string_view::npos ? close : open));
    if (close == std::string_view::npos) return filled;
    auto const name = text.substr(open + kOpen.size(), close - open - kOpen.size());
    auto const found = values.find(name);
    if (found == values.end()) return tl::unexpected(std::string(name));
    for (std::size_t i = 0; i < found->second.size(); ++i) {
      if (i > 0) filled += ',';
      filled += found->second[i];
    }
    text.remove_prefix(close + 1);
  }
}

tl::expected<FilledPolicy, std::string> fill_policy(std::string_view text, TemplateValues const& values) {
  auto const root = json::read(text);
  if (!root.has_value()) return FilledPolicy{};
  Writer writer(values);
  writer.write(*root);
  auto filled = std::move(writer).result();
  if (!filled.has_value()) return tl::unexpected(std::move(filled.error()));
  auto const document = parse(*filled);
  if (!document.has_value() && document.error().fault == ParseFault::kNoStatement) return FilledPolicy{};
  return FilledPolicy{*std::move(filled)};
}

bool is_policy_template(std::string_view text) {
  auto const root = json::read(text);
  return root.has_value() && root->kind == json::Kind::kObject;
}

std::vector<std::string> demanded_boundaries(std::string_view document) {
  std::vector<std::string> boundaries;
  auto const parsed = parse(document);
  if (!parsed.has_value()) return boundaries;
  for (auto const& statement : parsed->statements) {
    if (!lets_create_roles(statement)) continue;
    for (auto const& condition : statement.conditions) {
      if (!equals_ignoring_case(condition.key, "iam:PermissionsBoundary")) continue;
      for (auto const& value : condition.values) {
        if (std::ranges::find(boundaries, value) == boundaries.end()) boundaries.push_back(value);
      }
    }
  }
  return boundaries;
}

}  // namespace iam::policy
