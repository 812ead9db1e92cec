#include "iam/base/strict_json.h"

#include <boost/json/basic_parser_impl.hpp>
#include <boost/json/value_stack.hpp>

#include <algorithm>
#include <cstdint>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace iam {
namespace {

namespace json = boost::json;

// Builds the value while it is read, and objects to a name that its object has already. The names are those behind the
// escapes. The parser wants the functions and limits by these names.
class Builder {
 public:
  // The names that Boost.JSON looks for. NOLINTBEGIN(readability-identifier-naming)
  static constexpr std::size_t max_object_size = json::object::max_size();
  static constexpr std::size_t max_array_size = json::array::max_size();
  static constexpr std::size_t max_key_size = json::string::max_size();
  static constexpr std::size_t max_string_size = json::string::max_size();
  // NOLINTEND(readability-identifier-naming)

  explicit Builder(json::storage_ptr storage) { values_.reset(std::move(storage)); }

  json::value release() { return values_.release(); }

  bool on_document_begin(json::error_code&) { return true; }
  bool on_document_end(json::error_code&) { return true; }

  bool on_object_begin(json::error_code&) {
    names_.emplace_back();
    return true;
  }
  bool on_object_end(std::size_t members, json::error_code&) {
    names_.pop_back();
    values_.push_object(members);
    return true;
  }
  bool on_key_part(json::string_view part, std::size_t, json::error_code&) {
    name_.append(part.data(), part.size());
    values_.push_chars(part);
    return true;
  }
  bool on_key(json::string_view rest, std::size_t, json::error_code& error) {
    name_.append(rest.data(), rest.size());
    values_.push_key(rest);
    auto name = std::exchange(name_, {});
    if (names_.back().insert(name).second) return true;
    twice_ = std::move(name);
    error = json::error::syntax;
    return false;
  }
  // The name that an object has twice, when that is why the text was refused.
  std::optional<std::string> const& twice() const { return twice_; }

  bool on_array_begin(json::error_code&) { return true; }
  bool on_array_end(std::size_t items, json::error_code&) {
    values_.push_array(items);
    return true;
  }

  bool on_string_part(json::string_view part, std::size_t, json::error_code&) {
    values_.push_chars(part);
    return true;
  }
  bool on_string(json::string_view rest, std::size_t, json::error_code&) {
    values_.push_string(rest);
    return true;
  }
  bool on_number_part(json::string_view, json::error_code&) { return true; }
  bool on_int64(std::int64_t number, json::string_view, json::error_code&) {
    values_.push_int64(number);
    return true;
  }
  bool on_uint64(std::uint64_t number, json::string_view, json::error_code&) {
    values_.push_uint64(number);
    return true;
  }
  bool on_double(double number, json::string_view, json::error_code&) {
    values_.push_double(number);
    return true;
  }
  bool on_bool(bool flag, json::error_code&) {
    values_.push_bool(flag);
    return true;
  }
  bool on_null(json::error_code&) {
    values_.push_null();
    return true;
  }
  bool on_comment_part(json::string_view, json::error_code&) { return true; }
  bool on_comment(json::string_view, json::error_code&) { return true; }

 private:
  json::value_stack values_;
  std::vector<std::set<std::string>> names_;  // of the objects that are open
  std::string name_;                          // as much of it as was read
  std::optional<std::string> twice_;
};

class Parser {
 public:
  explicit Parser(std::string_view text, json::storage_ptr storage = {})
      : text_(text), parser_(options(), std::move(storage)) {
    read_ = parser_.write_some(false, text.data(), text.size(), error_);
  }

  bool is_refused() const { return error_ || read_ != text_.size(); }
  json::value release() { return parser_.handler().release(); }

  // REQUIRES: is_refused().
  JsonFault fault() const {
    auto const before = text_.substr(0, read_);
    return {.what = what(),
            .line = static_cast<std::size_t>(std::ranges::count(before, '\n')) + 1,
            .column = before.size() - (before.rfind('\n') + 1) + 1};
  }

 private:
  static json::parse_options options() {
    json::parse_options options;
    options.max_depth = kJsonDepthMax;
    return options;
  }

  std::string what() const {
    if (auto const& name = parser_.handler().twice()) return "has the member `" + *name + "` twice";
    if (error_ == json::error::too_deep) return "is nested too deep";
    if (error_ == json::error::incomplete) return "ends too early";
    if (!error_ || error_ == json::error::extra_data) return "goes on behind its end";
    return "is no JSON";
  }

  std::string_view text_;
  json::basic_parser<Builder> parser_;
  json::error_code error_;
  std::size_t read_ = 0;
};

}  // namespace

std::optional<json::value> parse_strict_json(std::string_view text, json::storage_ptr storage) {
  Parser parser(text, std::move(storage));
  if (parser.is_refused()) return std::nullopt;
  return parser.release();
}

std::optional<JsonFault> find_json_fault(std::string_view text) {
  Parser const parser(text);
  if (!parser.is_refused()) return std::nullopt;
  return parser.fault();
}

std::optional<std::string> strict_json_fault(std::string_view text) {
  auto const fault = find_json_fault(text);
  if (!fault.has_value()) return std::nullopt;
  return fault->what + ", at line " + std::to_string(fault->line) + ", column " + std::to_string(fault->column);
}

std::optional<json::object> parse_strict_object(std::string_view text) {
  auto value = parse_strict_json(text);
  if (!value.has_value() || !value->is_object()) return std::nullopt;
  return std::move(value->as_object());
}

}  // namespace iam
