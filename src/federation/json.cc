#include "json.h"

#include <boost/json/basic_parser_impl.hpp>
#include <boost/json/parse.hpp>

#include <cstddef>
#include <cstdint>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace iam::federation::json {
namespace {

namespace bj = boost::json;

// Tokens nest their claims two or three deep.
constexpr std::size_t kDepthMax = 16;

// Refuses, by answering false, the second member of a name. The names are those behind the escapes.
class DuplicateFinder {
 public:
  static constexpr std::size_t max_object_size = static_cast<std::size_t>(-1);
  static constexpr std::size_t max_array_size = static_cast<std::size_t>(-1);
  static constexpr std::size_t max_key_size = static_cast<std::size_t>(-1);
  static constexpr std::size_t max_string_size = static_cast<std::size_t>(-1);

  bool on_object_begin(bj::error_code&) {
    open_.emplace_back();
    return true;
  }
  bool on_object_end(std::size_t, bj::error_code&) {
    open_.pop_back();
    return true;
  }
  bool on_key_part(bj::string_view part, std::size_t, bj::error_code&) {
    name_.append(part);
    return true;
  }
  bool on_key(bj::string_view rest, std::size_t, bj::error_code& error) {
    name_.append(rest);
    bool const is_new = open_.back().insert(std::exchange(name_, {})).second;
    if (!is_new) error = bj::error::exception;
    return is_new;
  }

  bool on_document_begin(bj::error_code&) { return true; }
  bool on_document_end(bj::error_code&) { return true; }
  bool on_array_begin(bj::error_code&) { return true; }
  bool on_array_end(std::size_t, bj::error_code&) { return true; }
  bool on_string_part(bj::string_view, std::size_t, bj::error_code&) { return true; }
  bool on_string(bj::string_view, std::size_t, bj::error_code&) { return true; }
  bool on_number_part(bj::string_view, bj::error_code&) { return true; }
  bool on_int64(std::int64_t, bj::string_view, bj::error_code&) { return true; }
  bool on_uint64(std::uint64_t, bj::string_view, bj::error_code&) { return true; }
  bool on_double(double, bj::string_view, bj::error_code&) { return true; }
  bool on_bool(bool, bj::error_code&) { return true; }
  bool on_null(bj::error_code&) { return true; }
  bool on_comment_part(bj::string_view, bj::error_code&) { return true; }
  bool on_comment(bj::string_view, bj::error_code&) { return true; }

 private:
  std::vector<std::set<std::string>> open_;
  std::string name_;
};

}  // namespace

std::optional<bj::object> parse_object(std::string_view text) {
  bj::parse_options options;
  options.max_depth = kDepthMax;
  bj::error_code error;
  bj::basic_parser<DuplicateFinder> finder(options);
  finder.write_some(false, text.data(), text.size(), error);
  if (error) return std::nullopt;

  auto value = bj::parse(bj::string_view(text.data(), text.size()), error, {}, options);
  if (error || !value.is_object()) return std::nullopt;
  return std::move(value.as_object());
}

}  // namespace iam::federation::json
