#include "iam/store/credential_reports.h"

namespace iam::store {

std::optional<CredentialReport> CredentialReports::find(AccountId account) {
  Statement statement = session_.prepare("SELECT generated_at, content FROM credential_reports WHERE account = ?");
  if (!statement.bind(account.number()).step()) return std::nullopt;
  return CredentialReport{.generated_at = statement.time(0), .content = statement.text(1)};
}

std::optional<Time> CredentialReports::generated_at(AccountId account) {
  Statement statement = session_.prepare("SELECT generated_at FROM credential_reports WHERE account = ?");
  if (!statement.bind(account.number()).step()) return std::nullopt;
  return statement.time(0);
}

void CredentialReports::put(AccountId account, CredentialReport const& report) {
  session_
      .prepare(
          "INSERT INTO credential_reports (account, generated_at, content) VALUES (?, ?, ?)"
          " ON CONFLICT (account) DO UPDATE SET generated_at = excluded.generated_at, content = excluded.content")
      .bind(account.number(), report.generated_at, report.content)
      .run();
}

}  // namespace iam::store
