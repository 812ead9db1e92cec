#include "iam/face/strict_json.h"

#include <boost/json/basic_parser_impl.hpp>

#include <cstdint>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace iam::gateway {
namespace {

namespace json = boost::json;

constexpr std::size_t kDepthMax = 32;

json::parse_options options() {
  json::parse_options options;
  options.max_depth = kDepthMax;
  return options;
}

// Listens to the parser and objects to a name that its object has already. The values go by.
// The parser wants the functions and limits below by these names.
class UniqueNames {
 public:
  static constexpr std::size_t max_object_size = SIZE_MAX;
  static constexpr std::size_t max_array_size = SIZE_MAX;
  static constexpr std::size_t max_key_size = SIZE_MAX;
  static constexpr std::size_t max_string_size = SIZE_MAX;

  bool on_object_begin(json::error_code&) {
    names_.emplace_back();
    return true;
  }
  bool on_object_end(std::size_t, json::error_code&) {
    names_.pop_back();
    return true;
  }
  bool on_key_part(json::string_view part, std::size_t, json::error_code&) {
    name_.append(part.data(), part.size());
    return true;
  }
  bool on_key(json::string_view part, std::size_t, json::error_code& error) {
    name_.append(part.data(), part.size());
    bool const is_new = names_.back().insert(std::exchange(name_, {})).second;
    if (!is_new) error = json::error::syntax;
    return is_new;
  }

  bool on_document_begin(json::error_code&) { return true; }
  bool on_document_end(json::error_code&) { return true; }
  bool on_array_begin(json::error_code&) { return true; }
  bool on_array_end(std::size_t, json::error_code&) { return true; }
  bool on_string_part(json::string_view, std::size_t, json::error_code&) { return true; }
  bool on_string(json::string_view, std::size_t, json::error_code&) { return true; }
  bool on_number_part(json::string_view, json::error_code&) { return true; }
  bool on_int64(std::int64_t, json::string_view, json::error_code&) { return true; }
  bool on_uint64(std::uint64_t, json::string_view, json::error_code&) { return true; }
  bool on_double(double, json::string_view, json::error_code&) { return true; }
  bool on_bool(bool, json::error_code&) { return true; }
  bool on_null(json::error_code&) { return true; }
  bool on_comment_part(json::string_view, json::error_code&) { return true; }
  bool on_comment(json::string_view, json::error_code&) { return true; }

 private:
  std::vector<std::set<std::string>> names_;  // of the objects that are open
  std::string name_;                          // as much of it as was read
};

bool has_unique_names(std::string_view text) {
  json::basic_parser<UniqueNames> parser(options());
  json::error_code error;
  parser.write_some(false, text.data(), text.size(), error);
  return !error;
}

}  // namespace

std::optional<json::value> parse_strict_json(std::string_view text) {
  json::error_code error;
  auto value = json::parse(text, error, {}, options());
  if (error || !has_unique_names(text)) return std::nullopt;
  return value;
}

}  // namespace iam::gateway
