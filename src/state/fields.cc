#include "fields.h"

#include "iam/base/encoding.h"
#include "iam/base/suggestion.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <chrono>

namespace iam::state {

void Mistakes::add(std::size_t line, std::string message) {
  if (!first_.has_value()) first_ = Mistake{.line = line, .message = std::move(message)};
}

std::optional<Time> parse_time(std::string_view text) {
  constexpr std::size_t kDateAndTime = std::string_view("2026-03-05T10:11:12").size();
  if (text.size() <= kDateAndTime) return std::nullopt;
  std::string moment(text);
  if (moment[10] == ' ') moment[10] = 'T';
  if (moment.ends_with('Z')) return parse_iso8601(moment);
  // "+hh:mm" or "-hh:mm"
  constexpr std::size_t kOffset = 6;
  if (moment.size() < kDateAndTime + kOffset) return std::nullopt;
  auto const offset = moment.substr(moment.size() - kOffset);
  int hours = 0;
  int minutes = 0;
  auto const two_digits = [&offset](std::size_t at, int& number) {
    auto const* const begin = offset.data() + at;
    return std::from_chars(begin, begin + 2, number).ptr == begin + 2;
  };
  bool const is_offset = (offset[0] == '+' || offset[0] == '-') && offset[3] == ':' && two_digits(1, hours) &&
                         two_digits(4, minutes) && hours < 24 && minutes < 60;
  if (!is_offset) return std::nullopt;
  auto time = parse_iso8601(moment.substr(0, moment.size() - kOffset) + "Z");
  if (!time.has_value()) return std::nullopt;
  auto const ahead = std::chrono::hours(hours) + std::chrono::minutes(minutes);
  return offset[0] == '+' ? *time - ahead : *time + ahead;
}

Fields::Fields(Node const& node, std::string what, Mistakes& mistakes)
    : node_(node), what_(std::move(what)), mistakes_(mistakes) {
  if (node.kind != Node::Kind::kMap) mistakes_.add(node.line, fmt::format("{} is an object", what_));
}

Node const* Fields::find(std::string_view name) {
  known_.push_back(name);
  auto const* const found = node_.find(name);
  return found != nullptr && found->kind == Node::Kind::kNull ? nullptr : found;
}

Node const* Fields::find(std::string_view name, std::string_view other) {
  auto const* const one = find(name);
  auto const* const two = find(other);
  if (one != nullptr && two != nullptr) {
    mistakes_.add(two->line, fmt::format("{}: `{}` and `{}` are the same", what_, name, other));
  }
  return one != nullptr ? one : two;
}

void Fields::refuse(Node const& at, std::string_view name, std::string_view expected) {
  mistakes_.add(at.line, fmt::format("{}: `{}` is {}", what_, name, expected));
}

std::optional<std::string> Fields::text(std::string_view name) {
  auto const* const found = find(name);
  if (found == nullptr) return std::nullopt;
  if (found->kind != Node::Kind::kScalar) refuse(*found, name, "a text");
  return found->text;
}

std::optional<bool> Fields::boolean(std::string_view name) {
  auto const said = text(name);
  if (!said.has_value()) return std::nullopt;
  if (*said != "true" && *said != "false") refuse(*node_.find(name), name, "true or false");
  return *said == "true";
}

std::optional<Time> Fields::time(std::string_view name) {
  auto const said = text(name);
  if (!said.has_value()) return std::nullopt;
  auto const time = parse_time(*said);
  if (!time.has_value()) refuse(*node_.find(name), name, "a time such as 2026-03-05T10:11:12Z");
  return time;
}

std::vector<std::string> Fields::texts(std::string_view name) {
  std::vector<std::string> found;
  auto const* const list = find(name);
  each(list, [&](Node const& item) {
    if (item.kind != Node::Kind::kScalar) refuse(item, name, "a list of texts");
    found.push_back(item.text);
  });
  return found;
}

std::optional<std::string> Fields::document(std::string_view name) {
  auto const* const found = find(name);
  if (found == nullptr) return std::nullopt;
  if (found->kind == Node::Kind::kMap) return to_json(*found);
  if (found->kind != Node::Kind::kScalar) refuse(*found, name, "a policy document");
  std::string decoded;
  bool const is_encoded = found->text.starts_with("%7B") || found->text.starts_with("%7b");
  if (is_encoded && percent_decode(found->text, PlusSign::kLiteral, decoded)) return decoded;
  return found->text;
}

void Fields::each(Node const* list, std::function<void(Node const& item)> const& visit) {
  if (list == nullptr) return;
  if (list->kind != Node::Kind::kList)
    return mistakes_.add(list->line, fmt::format("{}: a list is expected here", what_));
  for (auto const& item : list->items) visit(item);
}

void Fields::pass_over(std::initializer_list<std::string_view> names) {
  known_.insert(known_.end(), names.begin(), names.end());
}

std::string Fields::required(std::string_view name) {
  auto said = text(name);
  if (!said.has_value()) {
    std::vector<std::string_view> others;
    for (auto const& member : node_.members) others.push_back(member.name);
    auto const meant = nearest(name, others);
    mistakes_.add(node_.line, fmt::format("{} has no `{}`{}", what_, name,
                                          meant ? fmt::format("; did you mean it by `{}`?", *meant) : ""));
  }
  return std::move(said).value_or("");
}

std::size_t Fields::line_of(std::string_view name) const {
  auto const* const found = node_.find(name);
  return found == nullptr ? node_.line : found->line;
}

void Fields::finish() {
  if (mistakes_.author() == Author::kAws) return;
  for (auto const& [name, value] : node_.members) {
    if (std::ranges::find(known_, name) != known_.end()) continue;
    auto const meant = nearest(name, known_);
    mistakes_.add(value.line, fmt::format("{} has an unknown member `{}`{}", what_, name,
                                          meant ? fmt::format("; did you mean `{}`?", *meant) : ""));
  }
}

}  // namespace iam::state
