// /_iam/savepoints: moments that a test can go back to. They are kept in memory, and end with the process.
#pragma once

#include "iam/authorization/surroundings.h"
#include "iam/face/environment.h"
#include "iam/face/http.h"
#include "savepoint_list.h"

#include <optional>

namespace iam::gateway {

// What is stored, quotas included, goes back as one: every request sees it before or after. What requests have left in
// memory goes with it where it is part of the state: last uses, and how often one-time codes were tried. The clock is
// nobody's state, and what tells of requests that did happen stays: metrics, denials, and what principals were seen to
// do. Sessions that began after the savepoint have ended; those from before go on.
class Savepoints {
 public:
  // Everything outlives it.
  Savepoints(Environment const& environment, service::Surroundings const& surroundings)
      : environment_(environment), surroundings_(surroundings) {}

  // /_iam/savepoints: GET and POST.
  void handle_all(HttpRequest const& request, Reply reply);
  // /_iam/savepoints/{name}: GET and DELETE.
  void handle_one(HttpRequest const& request, Reply reply);
  // /_iam/savepoints/{name}/restore: POST.
  void handle_restore(HttpRequest const& request, Reply reply);

  // After a reset of the account, or of all.
  void forget(std::optional<AccountId> account) { savepoints_.clear(account); }

 private:
  struct Chosen;
  struct Restoring;

  void make(HttpRequest const& request, Reply reply);
  Chosen chosen(Target target) const;

  Environment const& environment_;
  service::Surroundings const& surroundings_;
  SavepointList savepoints_;
};

}  // namespace iam::gateway
