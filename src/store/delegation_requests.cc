#include "iam/store/delegation_requests.h"

#include <utility>

namespace iam::store {
namespace {

AccountId account_of(std::int64_t stored) { return AccountId(static_cast<std::uint64_t>(stored)); }

// Reads the columns arn, account, partner_name, policy.
DelegationTemplate read_template(Statement const& row) {
  return {
      .arn = row.text(0), .partner = account_of(row.integer(1)), .partner_name = row.text(2), .policy = row.text(3)};
}

constexpr Literal kSelectDelegationRequests =
    "SELECT number, delegation_requests.account, id, workflow_id, partner_name, description, message,"
    " redirect_url, topic, session_duration_s, only_send_by_owner, template_arn, permission_policy, state,"
    " created_at, updated_at, delegation_owners.account, owner, approver, notes, rejection_reason, exchange_token,"
    " approver_session";
constexpr Literal kFromAll = " FROM delegation_requests LEFT JOIN delegation_owners ON request = number";

// Reads a row of kSelectDelegationRequests.
DelegationRequest read_request(Statement const& row) {
  DelegationRequest request{.number = row.integer(0),
                            .partner = account_of(row.integer(1)),
                            .id = row.text(2),
                            .workflow_id = row.text(3),
                            .partner_name = row.text(4),
                            .description = row.text(5),
                            .message = row.optional_text(6),
                            .redirect_url = row.optional_text(7),
                            .topic = row.text(8),
                            .session_duration_s = row.integer(9),
                            .only_send_by_owner = row.integer(10) != 0,
                            .template_arn = row.text(11),
                            .permission_policy = row.text(12),
                            .state = static_cast<DelegationState>(row.integer(13)),
                            .created_at = row.time(14),
                            .updated_at = row.time(15),
                            .owner = row.optional_text(17),
                            .approver = row.optional_text(18),
                            .approver_session = row.optional_text(22),
                            .notes = row.optional_text(19),
                            .rejection_reason = row.optional_text(20)};
  if (auto const owner = row.optional_integer(16)) request.owner_account = account_of(*owner);
  if (auto token = row.optional_text(21)) request.exchange_token.emplace(*std::move(token));
  return request;
}

std::optional<DelegationRequest> read_one(Statement& statement) {
  if (!statement.step()) return std::nullopt;
  return read_request(statement);
}

std::vector<DelegationRequest> read_all(Statement& statement) {
  std::vector<DelegationRequest> requests;
  while (statement.step()) requests.push_back(read_request(statement));
  return requests;
}

}  // namespace

std::optional<DelegationTemplate> DelegationTemplates::find(std::string_view arn) {
  Statement statement =
      session_.prepare("SELECT arn, account, partner_name, policy FROM delegation_templates WHERE arn = ?");
  if (!statement.bind(arn).step()) return std::nullopt;
  return read_template(statement);
}

void DelegationTemplates::put(DelegationTemplate const& made) {
  session_
      .prepare(
          "INSERT INTO delegation_templates (arn, account, partner_name, policy) VALUES (?, ?, ?, ?)"
          " ON CONFLICT (arn) DO UPDATE SET account = excluded.account, partner_name = excluded.partner_name,"
          " policy = excluded.policy")
      .bind(made.arn, made.partner.number(), made.partner_name, made.policy)
      .run();
}

std::vector<DelegationTemplate> DelegationTemplates::all() {
  Statement statement =
      session_.prepare("SELECT arn, account, partner_name, policy FROM delegation_templates ORDER BY arn");
  std::vector<DelegationTemplate> templates;
  while (statement.step()) templates.push_back(read_template(statement));
  return templates;
}

void DelegationTemplates::remove_all() { session_.prepare("DELETE FROM delegation_templates").run(); }

bool DelegationRequests::insert(DelegationRequest& request, std::vector<DelegationParameter> const& parameters) {
  auto const number =
      session_
          .prepare(
              "INSERT INTO delegation_requests (account, id, workflow_id, partner_name, description, message, "
              "redirect_url,"
              " topic, session_duration_s, only_send_by_owner, template_arn, permission_policy, state, created_at,"
              " updated_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
              " ON CONFLICT (account, workflow_id) DO NOTHING RETURNING number")
          .bind(request.partner.number(), request.id, request.workflow_id, request.partner_name, request.description,
                request.message, request.redirect_url, request.topic, request.session_duration_s,
                request.only_send_by_owner ? 1 : 0, request.template_arn, request.permission_policy,
                static_cast<int>(request.state), request.created_at, request.updated_at)
          .run_returning();
  if (!number.has_value()) return false;
  request.number = *number;
  int place = 0;
  for (auto const& parameter : parameters) {
    int position = 0;
    for (auto const& value : parameter.values) {
      session_
          .prepare(
              "INSERT INTO delegation_parameters (request, place, position, name, type, value)"
              " VALUES (?, ?, ?, ?, ?, ?)")
          .bind(request.number, place, position++, parameter.name, parameter.type, value)
          .run();
    }
    ++place;
  }
  update(request);
  return true;
}

std::optional<DelegationRequest> DelegationRequests::find(std::string_view id) {
  Statement statement = session_.prepare(kJoined<kSelectDelegationRequests, kFromAll, " WHERE id = ?">);
  return read_one(statement.bind(id));
}

std::optional<DelegationRequest> DelegationRequests::find_by_token(Secret const& exchange_token) {
  Statement statement = session_.prepare(kJoined<kSelectDelegationRequests, kFromAll, " WHERE exchange_token = ?">);
  return read_one(statement.bind(exchange_token.reveal()));
}

std::vector<DelegationParameter> DelegationRequests::parameters(std::int64_t number) {
  Statement statement = session_.prepare(
      "SELECT position, name, type, value FROM delegation_parameters WHERE request = ? ORDER BY place, position");
  statement.bind(number);
  std::vector<DelegationParameter> parameters;
  while (statement.step()) {
    if (statement.integer(0) == 0) {
      parameters.push_back({.name = statement.text(1), .type = statement.optional_text(2)});
    }
    parameters.back().values.push_back(statement.text(3));
  }
  return parameters;
}

void DelegationRequests::update(DelegationRequest const& request) {
  std::optional<std::string> token;
  if (request.exchange_token.has_value()) token = request.exchange_token->reveal();
  session_
      .prepare(
          "UPDATE delegation_requests SET state = ?, updated_at = ?, approver = ?, notes = ?, rejection_reason = ?,"
          " exchange_token = ?, approver_session = ? WHERE number = ?")
      .bind(static_cast<int>(request.state), request.updated_at, request.approver, request.notes,
            request.rejection_reason, token, request.approver_session, request.number)
      .run();
  if (!request.owner_account.has_value()) return;
  session_
      .prepare(
          "INSERT INTO delegation_owners (request, account, owner) VALUES (?, ?, ?)"
          " ON CONFLICT (request) DO UPDATE SET account = excluded.account, owner = excluded.owner")
      .bind(request.number, request.owner_account->number(), request.owner)
      .run();
}

std::vector<DelegationRequest> DelegationRequests::page(AccountId owner_account,
                                                        std::optional<std::string> const& owner, std::int64_t number,
                                                        std::int64_t limit) {
  Statement statement = session_.prepare(
      kJoined<kSelectDelegationRequests, " FROM delegation_owners JOIN delegation_requests ON number = request",
              " WHERE delegation_owners.account = ? AND owner = coalesce(?, owner) AND request > ?"
              " ORDER BY request LIMIT ?">);
  return read_all(statement.bind(owner_account.number(), owner, number, limit));
}

std::vector<DelegationRequest> DelegationRequests::of_partner(AccountId partner) {
  Statement statement = session_.prepare(
      kJoined<kSelectDelegationRequests, kFromAll, " WHERE delegation_requests.account = ? ORDER BY number">);
  return read_all(statement.bind(partner.number()));
}

std::int64_t DelegationRequests::count(AccountId partner) {
  Statement statement = session_.prepare("SELECT count(*) FROM delegation_requests WHERE account = ?");
  return statement.bind(partner.number()).step() ? statement.integer(0) : 0;
}

void DelegationRequests::remove_older_than(Time updated_at) {
  session_.prepare("DELETE FROM delegation_requests WHERE updated_at < ?").bind(updated_at).run();
}

}  // namespace iam::store
