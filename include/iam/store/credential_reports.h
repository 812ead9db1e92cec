// Credential reports: the newest of each account.
#pragma once

#include "iam/base/account.h"
#include "iam/base/time.h"
#include "iam/store/session.h"

#include <optional>
#include <string>

namespace iam::store {

struct CredentialReport {
  Time generated_at;
  std::string content;
};

class CredentialReports {
 public:
  explicit CredentialReports(Session& session) : session_(session) {}

  std::optional<CredentialReport> find(AccountId account);

  // When the account's report was generated, without reading it.
  std::optional<Time> generated_at(AccountId account);

  // In the place of the one there was.
  void put(AccountId account, CredentialReport const& report);

 private:
  Session& session_;
};

}  // namespace iam::store
