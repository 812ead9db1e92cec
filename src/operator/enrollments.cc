#include "enrollments.h"

#include "iam/base/strict_json.h"
#include "iam/face/answers.h"
#include "iam/store/faces/alexa_users.h"
#include "json_fields.h"

#include <chrono>
#include <utility>

namespace iam::gateway {
namespace {

namespace json = boost::json;

// https://awscli.amazonaws.com/v2/documentation/api/2.9.19/reference/alexaforbusiness/send-invitation.html
constexpr std::chrono::days kInvitationAge{30};

HttpResponse register_user(store::Session& session, std::string const& enrollment_id, Time now) {
  store::AlexaUsers users(session);
  auto user = users.find_by_enrollment(enrollment_id);
  if (!user.has_value()) return json_error(404, "there is no enrollment " + enrollment_id);
  if (user->registered_at.has_value()) return json_error(409, "the user is registered already");
  if (!user->invited_at.has_value()) return json_error(409, "the user is not invited");
  if (now - *user->invited_at > kInvitationAge) return json_error(409, "the invitation has expired");
  user->registered_at = now;
  users.put(*user);
  return json_response(200, json::object{{"status", "ok"}});
}

}  // namespace

void handle_enrollments(Environment const& environment, HttpRequest const& request, Reply reply) {
  auto const body = parse_strict_object(request.body);
  if (!body.has_value()) return reply(json_error(400, wrong_body(R"(send {"enrollment_id": …})", request.body)));
  JsonFields fields;
  fields.expect_members("the request", *body, {"enrollment_id"});
  auto const enrollment_id = fields.bounded_text(*body, "enrollment_id", 1, 128);
  if (!fields.fault().empty()) return reply(json_error(400, fields.fault()));
  auto const work = [enrollment_id, now = environment.clock.now()](store::Session& session) {
    return register_user(session, enrollment_id, now);
  };
  write_and_reply(environment.store, work, "the user could not be registered", std::move(reply));
}

}  // namespace iam::gateway
