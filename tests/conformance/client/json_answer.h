// What the answers of the faces that speak JSON are checked with.
#pragma once

#include "http.h"

#include <boost/json.hpp>

#include <ostream>
#include <string>
#include <string_view>
#include <vector>

namespace conformance {

// An answer in JSON. Paths are JSON pointers: "/user/user_name".
class JsonAnswer {
 public:
  explicit JsonAnswer(Response response);

  int status() const { return response_.status; }
  std::string const& text_body() const { return response_.body; }
  std::string_view header(std::string_view name) const { return response_.header(name); }

  // Null where there is nothing.
  boost::json::value at(std::string_view pointer) const;
  bool has(std::string_view pointer) const;
  std::string text(std::string_view pointer) const;
  // The texts of `field` in each object of the list.
  std::vector<std::string> texts(std::string_view list, std::string_view field) const;

 private:
  Response response_;
  boost::json::value body_;
};

std::ostream& operator<<(std::ostream& out, JsonAnswer const& answer);

}  // namespace conformance
