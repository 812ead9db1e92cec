// Reading JSON that an operator sent, strictly. The first fault is kept; what is read after it is of no account.
#pragma once

#include <boost/json.hpp>

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace iam::gateway {

// The sentence to refuse a body with that is not what was hoped for, and why when it is no JSON at all.
std::string wrong_body(std::string wanted, std::string_view body);

class JsonFields {
 public:
  // The sentence to refuse the request with; empty: there is no fault.
  std::string const& fault() const { return fault_; }
  void refuse(std::string fault);

  // Refuses members other than those known, with the nearest of these; `what` is the object's name in the sentence.
  void expect_members(std::string_view what, boost::json::object const& object,
                      std::initializer_list<std::string_view> known);

  // Each answers nothing, and the objects' list is empty, when the member is absent.
  std::optional<std::string> text(boost::json::object const& object, std::string_view name);
  std::optional<std::vector<std::string>> texts(boost::json::object const& object, std::string_view name);
  std::optional<bool> boolean(boost::json::object const& object, std::string_view name);
  std::optional<std::int64_t> integer(boost::json::object const& object, std::string_view name);
  std::vector<boost::json::object> objects(boost::json::object const& object, std::string_view name);

  // A text of min to max characters, which must be there.
  std::string bounded_text(boost::json::object const& object, std::string_view name, std::size_t min, std::size_t max);

  // A policy, stated as an object or as text to be kept as it is.
  std::optional<std::string> document(boost::json::object const& object, std::string_view name, std::size_t max);

 private:
  std::string fault_;
};

}  // namespace iam::gateway
