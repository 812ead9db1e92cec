// One request, and what has to be allowed for it as AWS documents it: found without the house's own tables.
#pragma once

#include "choices.h"
#include "scene.h"
#include "servers.h"

#include <boost/json.hpp>

#include <string>
#include <vector>

namespace iam::truth {

struct Need {
  std::string action;
  std::string resource;
  boost::json::object context = {};   // what the request and its resource add
  std::string resource_account = {};  // empty: whose the resource's ARN says, or the asker's
  bool is_about_trust = false;        // a role's trust policy decides, too
};

struct Question {
  Message message;
  std::vector<Need> needs;  // in the order in which they are asked; none: nothing has to be allowed
  bool changes_tags = false;
};

// A request that an operation's own rules let such an asker send, and that changes nothing but tags of bob.
Question drawn_question(Choices& choices, Scene const& scene);

}  // namespace iam::truth
