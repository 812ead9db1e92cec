#include "iam/wire/query.h"

#include "iam/api/error_codes.h"
#include "iam/base/encoding.h"
#include "iam/base/text.h"
#include "iam/base/whole_number.h"

#include <algorithm>
#include <cstdint>
#include <span>
#include <string>
#include <utility>

namespace iam::wire {
namespace {

using api::Value;

constexpr std::size_t kUsualParameters = 8;

// A parameter's name (or what is left of it below some node) and its text.
struct Parameter {
  std::string_view name;
  std::string_view text;
};

Error malformed_input() { return make_error(api::kMalformedInput); }

// Appends the decoded parameters of one form to `names_and_texts`, alternating, into the arena.
class FormReader {
 public:
  explicit FormReader(std::string& arena) : arena_(arena) { spans_.reserve(kUsualParameters); }

  bool read(std::string_view form) {
    while (!form.empty()) {
      auto text = take_until(form, '&');
      if (text.empty()) continue;
      if (spans_.size() == QueryRequest::kParametersMax) return false;
      auto const name = take_until(text, '=');
      Span span;
      if (!decode(name, span.name) || !decode(text, span.text)) return false;
      spans_.push_back(span);
    }
    return true;
  }

  // The parameters, pointing into `memory`, a copy of the arena.
  std::vector<Parameter> parameters(std::string_view memory) const {
    std::vector<Parameter> parameters;
    parameters.reserve(spans_.size());
    for (auto const& [name, text] : spans_) {
      parameters.push_back({memory.substr(name.first, name.second), memory.substr(text.first, text.second)});
    }
    return parameters;
  }

 private:
  using Range = std::pair<std::size_t, std::size_t>;  // offset and length in the arena
  struct Span {
    Range name{0, 0};
    Range text{0, 0};
  };

  bool decode(std::string_view encoded, Range& range) {
    auto const offset = arena_.size();
    if (!percent_decode(encoded, PlusSign::kSpace, arena_)) return false;
    range = {offset, arena_.size() - offset};
    return is_utf8(std::string_view(arena_).substr(offset));
  }

  std::string& arena_;
  std::vector<Span> spans_;
};

// `{"member": {"1": a, "3": c, "2": b}}` is how a list is written (maps say `entry`): the elements come by number,
// whatever order they were sent in; gaps are closed.
bool become_list(Value& node) {
  if (node.fields.size() != 1) return false;
  auto const& wrapper = node.fields.front().name;
  if (wrapper != "member" && wrapper != "entry") return false;
  auto& numbered = node.fields.front().value;
  if (numbered.kind != Value::Kind::kStructure) return false;

  std::vector<std::pair<std::uint32_t, Value*>> elements;
  for (auto& [name, element] : numbered.fields) {
    auto const index = whole_number<std::uint32_t>(name);
    if (!index.has_value()) return false;
    elements.emplace_back(*index, &element);
  }
  auto const by_index = [](auto const& left, auto const& right) { return left.first < right.first; };
  std::stable_sort(elements.begin(), elements.end(), by_index);

  std::vector<Value> items;
  items.reserve(elements.size());
  for (auto const& [index, element] : elements) items.push_back(std::move(*element));
  node.kind = Value::Kind::kList;
  node.fields.clear();
  node.items = std::move(items);
  return true;
}

// The order of names in which those that share a first segment lie side by side: a dot comes before everything else.
// In plain order `Tags-x` would lie between `Tags` and `Tags.member.1`.
bool comes_before(Parameter const& left, Parameter const& right) {
  auto const rank = [](char c) { return c == '.' ? 0 : static_cast<unsigned char>(c) + 1; };
  return std::lexicographical_compare(left.name.begin(), left.name.end(), right.name.begin(), right.name.end(),
                                      [&](char a, char b) { return rank(a) < rank(b); });
}

// Builds the node whose parameters are `sorted`, each after those that come before it.
Value build(std::span<Parameter> sorted, std::size_t depth) {
  Value node;
  node.fields.reserve(std::min(sorted.size(), kUsualParameters));
  for (std::size_t i = 0; i < sorted.size();) {
    auto const dot = sorted[i].name.find('.');
    auto const head = sorted[i].name.substr(0, dot);
    if (dot == std::string_view::npos) {
      node.fields.push_back({head, Value{.kind = Value::Kind::kText, .text = sorted[i].text}});
      // Of a repeated parameter the first one wins.
      do ++i;
      while (i < sorted.size() && sorted[i].name == head);
      continue;
    }
    auto const first = i;
    for (; i < sorted.size() && sorted[i].name.size() > dot && sorted[i].name.substr(0, dot) == head &&
           sorted[i].name[dot] == '.';
         ++i) {
      sorted[i].name.remove_prefix(dot + 1);
    }
    bool const has_text = !node.fields.empty() && node.fields.back().name == head;
    if (depth < QueryRequest::kNestingMax && !has_text) {
      node.fields.push_back({head, build(sorted.subspan(first, i - first), depth + 1)});
    }
  }
  become_list(node);
  return node;
}

}  // namespace

Result<QueryRequest> QueryRequest::parse(std::string_view body, std::string_view url_query) {
  std::string arena;
  arena.reserve(body.size() + url_query.size());
  FormReader reader(arena);
  if (!reader.read(body) || !reader.read(url_query)) return fail(malformed_input());

  QueryRequest request;
  request.decoded_.assign(arena.begin(), arena.end());
  auto parameters = reader.parameters({request.decoded_.data(), request.decoded_.size()});
  std::stable_sort(parameters.begin(), parameters.end(), comes_before);
  request.root_ = build(parameters, 0);
  return request;
}

std::optional<std::string_view> QueryRequest::text(std::string_view name) const {
  Value const* value = root_.find(name);
  if (value == nullptr || value->kind != Value::Kind::kText) return std::nullopt;
  return value->text;
}

}  // namespace iam::wire
