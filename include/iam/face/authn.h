// Who is calling: finds the credential, resolves its key, and proves that its holder signed.
#pragma once

#include "iam/base/result.h"
#include "iam/call/call.h"
#include "iam/call/operation.h"
#include "iam/call/origin.h"
#include "iam/face/environment.h"
#include "iam/face/http.h"
#include "iam/face/request_journal.h"
#include "iam/face/signing_keys.h"
#include "iam/wire/query.h"

#include <string_view>

namespace iam::gateway {

// What a request is signed for.
struct Addressee {
  std::string_view service;                       // as credential scopes name it: "iam"
  service::Operation const* operation = nullptr;  // null: of another system, of which access advisor knows nothing
  std::string_view naming_header = {};            // that names the operation, and so has to be signed
};

// Who sent a request, and where it came from. The origin's region is the one it was signed for; of IAM there is one in
// each partition.
struct Sender {
  service::Caller caller;
  service::Origin origin;
};

class Authentication {
 public:
  explicit Authentication(Environment const& environment) : environment_(environment) {}

  // The sender of a request, or why it is refused. That a key was used, and what for, is remembered.
  //
  // With `--auth off` any credentials are accepted. An access key id of twelve digits is the root of that account; one
  // made by this server is whoever it was made for, as long as it is active; everything else, no credentials included,
  // is the root of the default account. In the other modes the key `test` is the default account's root, twelve digits
  // are as before, both have the secret `test`, and every request proves its signature; but for operations that need
  // none, whose caller is nobody in particular.
  //
  // Why a signature does not match goes into `notes`, where somebody may read them.
  Result<Sender> sender_of(HttpRequest const& request, wire::QueryRequest const& query,
                           service::Operation const& operation, Notes& notes);
  Result<Sender> sender_of(HttpRequest const& request, wire::QueryRequest const& query, Addressee const& addressee,
                           Notes& notes);

  // Whose account a request belongs to that nobody is known to have sent, as far as its access key tells.
  AccountId claimed_account(HttpRequest const& request, wire::QueryRequest const& query) const;

 private:
  Result<Sender> claimed(HttpRequest const& request, wire::QueryRequest const& query, Addressee const& addressee) const;
  Result<Sender> proven(HttpRequest const& request, Addressee const& addressee, Notes& notes);
  // Whoever shows no credential.
  Sender nobody(HttpRequest const& request, std::string_view service) const;

  Environment const& environment_;
  SigningKeys signing_keys_;
};

}  // namespace iam::gateway
