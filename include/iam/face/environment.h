// What every face works with, assembled once by the program.
#pragma once

#include "iam/authorization/denial_links.h"
#include "iam/base/account.h"
#include "iam/base/arn.h"
#include "iam/base/ids.h"
#include "iam/base/randomness.h"
#include "iam/base/secret.h"
#include "iam/base/time.h"
#include "iam/call/last_used.h"
#include "iam/call/seal.h"
#include "iam/call/strictness.h"
#include "iam/face/consistency.h"
#include "iam/face/faults.h"
#include "iam/store/store.h"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace iam::gateway {

// How much of a request's credentials is checked; each mode checks what the one before it does.
enum class AuthMode {
  kOff,      // nothing: whoever a request says it comes from
  kVerify,   // signature, session token, time
  kSoft,     // policies decide, and their decision is told but not carried out
  kEnforce,  // policies decide
};

std::string_view auth_mode_name(AuthMode mode);  // "off", "verify", …

// What the operator's endpoints tell about this server.
struct Description {
  std::string version;
  std::string store;               // ":memory:" or a path
  std::string durability;          // "normal", "full"
  std::string scheme;              // "http", "https"
  std::string tls_authority = {};  // what clients have to trust, in PEM; empty when the certificate was given, or none
};

// Whether requests for instance metadata need a token (IMDSv2), or are answered without one, too (IMDSv1). EC2 calls
// this HttpTokens.
enum class MetadataTokens { kRequired, kOptional };

// A role whose credentials are handed out as containers and instances get theirs.
struct RoleCredentials {
  std::string role;      // the name of one of the default account, or an ARN; empty: none
  Secret authorization;  // what the Authorization header of a container must say; empty: anything
  MetadataTokens metadata_tokens = MetadataTokens::kRequired;
};

// Which web pages may use the server, and by which names it is known. An entry `*` stands for all.
struct BrowserAccess {
  std::vector<std::string> origins;  // beside those of this machine: "https://app.example.com"
  std::vector<std::string> hosts;    // beside those that BrowserRules knows: "iam.example.com", "*.example.com"
  bool checks_hosts = false;         // where only programs of this machine can connect
};

// Who may call the operator's endpoints.
struct OperatorRules {
  enum class Access {
    kOpen,   // whoever reaches the port
    kToken,  // whoever shows the token
    kOff,    // nobody
  };
  Access access = Access::kOpen;
  Secret token;
  bool has_console = true;  // the pages of it; they ask as whoever looks at them
};

// The systems that the server speaks for. One that is off is as good as not there.
struct Faces {
  bool aws = true;
  bool huawei = true;
  bool alexa = true;
};

class RequestJournal;

// What a gateway works with. Everything outlives it.
struct Environment {
  store::Store& store;
  EmulatorClock& clock;
  Randomness& randomness;  // which the operator may seed; what `ids` draw from
  IdSource& ids;
  service::LastUsed& last_used;
  service::Seal const& seal;
  AccountId default_account;  // of callers whose access key names no other
  AuthMode auth_mode = AuthMode::kOff;
  std::string scope_region;  // the only one a credential may be scoped to; empty: any of the partition
  // The server's own. Partitions share no accounts, users or credentials, so that where credentials are checked nobody
  // may ask in another's name: the ARNs of policies would not match any more.
  Partition partition = Partition::kAws;
  RoleCredentials role_credentials = {};
  bool test_identity_provider = false;
  BrowserAccess browsers = {};
  OperatorRules operator_rules = {};
  Faces faces = {};
  service::DenialLinks denial_links = service::DenialLinks::kOff;
  std::vector<FaultRule> faults = {};  // that strike from the start
  service::Strictness strictness = service::Strictness::kStrict;
  Consistency consistency = {};        // of the start
  RequestJournal* requests = nullptr;  // null: none is kept
  Description description;
  // Lines of Prometheus text that others contribute to /metrics; may be empty.
  std::function<std::string()> more_metrics;
};

}  // namespace iam::gateway
