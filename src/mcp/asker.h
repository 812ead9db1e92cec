// Questions of a tool to the operator, and what it makes of the answers.
#pragma once

#include "iam/mcp/ask_operator.h"

#include <boost/json.hpp>

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>

namespace iam::mcp {

// What the answer is about: a server's own entities and journal, or the question alone.
enum class About { kState, kQuestion };

class Asker {
 public:
  explicit Asker(AskOperator const& ask) : ask_(ask) {}

  // What the endpoint answers. Throws std::runtime_error with a sentence for the model when that is no success.
  boost::json::object get(std::string_view path, boost::json::object const& query);
  boost::json::object post(std::string_view path, boost::json::object const& body, About about);

  // What the answers have to be told with; mostly nothing.
  std::string const& note() const { return note_; }

 private:
  boost::json::object ask(OperatorQuestion const& question);

  AskOperator const& ask_;
  std::string note_;
};

// The member, when it is one of that type; else an empty one.
std::string_view text_of(boost::json::object const& object, std::string_view name);
boost::json::array const& list_of(boost::json::object const& object, std::string_view name);
boost::json::object const& object_of(boost::json::object const& object, std::string_view name);
bool is_true(boost::json::object const& object, std::string_view name);

// Gives the object a member that it lacks.
void default_to(boost::json::object& object, std::string_view name, boost::json::value value);

using Names = std::initializer_list<std::string_view>;

// Those members that are there.
boost::json::object picked(boost::json::object const& object, Names names);
// The same of each object of the list, of the first ones.
boost::json::array picked_each(boost::json::array const& list, Names names, std::size_t most = SIZE_MAX);

}  // namespace iam::mcp
