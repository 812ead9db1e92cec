// State documents as the operator hands them over: read, planned and carried out.
#pragma once

#include "iam/authorization/surroundings.h"
#include "iam/base/time.h"
#include "iam/state/make_plan.h"
#include "iam/store/session.h"

#include <tl/expected.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace iam::state {

// The plan of a text, of any form.
tl::expected<Plan, Mistake> read_plan(std::string_view text, Target const& target);

// "seed.yaml:12: CreateUser: …": whose mistake it is, and where.
std::string sentence(Mistake const& mistake, std::string_view file);

// "3 users, 1 role": what a plan makes.
std::string made_by(Plan const& plan);

// One that the server begins with.
struct StartDocument {
  std::string file;  // as the operator wrote it
  std::string text;
};

// Carries it out and answers as apply() does; nothing when the database has it already. An older text of the same file
// is a mistake: what it made is there, and would be there twice.
tl::expected<std::optional<std::vector<std::string>>, Mistake> start_with(StartDocument const& document,
                                                                          Plan const& plan, Partition partition,
                                                                          service::Surroundings const& surroundings,
                                                                          store::Session& session);

}  // namespace iam::state
