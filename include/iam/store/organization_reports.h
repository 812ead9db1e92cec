// Reports on the access of accounts in an organization: snapshots of which services were used, and by whom last.
#pragma once

#include "iam/base/account.h"
#include "iam/base/time.h"
#include "iam/store/session.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace iam::store {

struct OrganizationReport {
  struct Error {
    std::string code;
    std::string message;
  };
  struct Attempt {
    Time at;
    std::string region;
    std::string entity_path;  // of the account, from the organization down
  };
  struct Service {
    std::string service;
    std::int64_t accounts = 0;  // how many attempted to use it
    std::optional<Attempt> last;
  };

  std::int64_t number = 0;  // given by insert
  AccountId account;        // the management account
  std::string job;
  std::string owner;  // the unique id of who asked for it
  Time created_at;
  std::optional<Error> error;
};

class OrganizationReports {
 public:
  explicit OrganizationReports(Session& session) : session_(session) {}

  // Sets report.number.
  void insert(OrganizationReport& report, std::vector<OrganizationReport::Service> const& services);
  std::optional<OrganizationReport> find(AccountId account, std::string_view job);
  // By service.
  std::vector<OrganizationReport::Service> services(std::int64_t number);

  // How many were created after `time`.
  std::int64_t count_since(AccountId account, Time time);
  // Removes those created before `oldest`, and of the rest all but the `kept` newest.
  void prune(AccountId account, Time oldest, std::int64_t kept);

  struct Use {
    Time at;
    std::string region;
  };
  // When users and roles of the account last attempted to use each service, if they did since.
  std::map<std::string, Use> uses(AccountId account, Time since);

 private:
  Session& session_;
};

}  // namespace iam::store
