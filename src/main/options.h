// What the program was asked to do, validated.
#pragma once

#include "iam/base/account.h"
#include "iam/base/arn.h"
#include "iam/base/log.h"
#include "iam/call/strictness.h"
#include "iam/face/environment.h"
#include "iam/face/request_journal.h"
#include "iam/server/server.h"
#include "iam/store/store.h"
#include "settings.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace iam::program {

struct Options {
  server::Options server;
  store::Options store;
  AccountId account{123'456'789'012};
  gateway::AuthMode auth_mode = gateway::AuthMode::kOff;
  std::string scope_region;  // empty: any of the partition
  Partition partition = Partition::kAws;
  gateway::RoleCredentials role_credentials;
  bool tls_self_signed = false;
  std::string tls_cert_out;  // a file; empty: none
  std::string region;        // that exec's command signs for; empty: a usual one
  service::Strictness strictness = service::Strictness::kStrict;
  std::string oidc_keys;           // a file; empty: none
  std::vector<std::string> seeds;  // files and folders
  bool test_idp = false;
  gateway::BrowserAccess browsers;
  gateway::OperatorRules operator_rules;
  gateway::Faces faces;
  std::optional<Randomness::Seed> random_seed;
  service::DenialLinks denial_links = service::DenialLinks::kOff;
  std::vector<gateway::FaultRule> faults;  // from the start
  gateway::Consistency consistency;
  std::size_t requests = gateway::RequestJournal::kRequestsDefault;  // that the journal keeps of each account
  log::Level log_level = log::Level::kInfo;
  log::Format log_format = log::Format::kText;
};

// `defaults` with what was given put over it. Throws UsageError on a value that is not valid.
Options options_of(GivenSettings const& settings, Options defaults);

std::string_view durability_name(store::Durability durability);

bool speaks_tls(Options const& options);

// The numeric address under which a client on this machine reaches a server that listens on `host`.
std::string reachable_address(std::string const& host);

// Those to try, one after the other, to reach a server with these options.
std::vector<std::string> reachable_addresses(Options const& options);

// The URL for a client on this machine of a server that listens on `address`. A name is kept, since a certificate may
// be for it.
std::string client_url(Options const& options, std::string const& address, std::uint16_t port);

}  // namespace iam::program
