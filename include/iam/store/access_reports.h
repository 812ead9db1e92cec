// Reports of access advisor: snapshots of what was allowed, to whom, and when it was last attempted.
#pragma once

#include "iam/base/account.h"
#include "iam/base/time.h"
#include "iam/store/entities.h"
#include "iam/store/session.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace iam::store {

using AccessReportId = std::int64_t;

struct AccessReport {
  AccessReportId id = 0;  // given by insert
  std::string job;
  AccountId account;
  std::string owner;  // the unique id of who asked for it
  std::string granularity;
  Time created_at;
};

class AccessReports {
 public:
  explicit AccessReports(Session& session) : session_(session) {}

  // Sets report.id.
  void insert(AccessReport& report);
  std::optional<AccessReport> find(AccountId account, std::string_view job);

  // Removes those created before `oldest`, and of the rest all but the `kept` newest.
  void prune(AccountId account, Time oldest, std::int64_t kept);

  // What a report holds.
  void add_service(AccessReportId report, std::string_view service);
  void add_action(AccessReportId report, std::string_view service, std::string_view action);
  // The entity, if it is a user or a role, or the users in it if it is a group.
  void add_entity(AccessReportId report, EntityId entity);
  // The same for whatever the managed policy is attached to.
  void add_entities_with(AccessReportId report, AccountId account, std::string_view policy_arn);
  // All that the entities of the report attempted since.
  void add_uses(AccessReportId report, Time since);

  struct Entity {
    std::string kind;  // "user", "role"
    std::string name;
    std::string path;
    std::string unique_id;
  };

  struct Attempt {
    Time at;
    std::string region;
    Entity entity;
  };

  struct Service {
    std::string service;
    std::int64_t entities;  // how many attempted to use it
    std::optional<Attempt> last;
  };

  // Up to `limit` services that follow `after`, by service.
  std::vector<Service> page(AccessReportId report, std::string_view after, std::int64_t limit);

  struct Action {
    std::string action;
    std::optional<Attempt> last;
  };

  // By action.
  std::vector<Action> actions(AccessReportId report, std::string_view service);

  struct User {
    Entity entity;
    std::optional<Time> last_used_at;
  };

  // Up to `limit` entities of the report behind the first `passed`: those that used the service last come first, then,
  // by name, those that did not use it. None when the report does not have the service.
  std::vector<User> users_of(AccessReportId report, std::string_view service, std::int64_t passed, std::int64_t limit);

 private:
  Session& session_;
};

}  // namespace iam::store
