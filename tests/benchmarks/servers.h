// The servers that are measured.
#pragma once

#include "client.h"
#include "iam/base/time.h"
#include "process.h"
#include "requests.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace iam::bench {

// iamlocal on a free port, ready for requests; quiet, as nginx is.
class Iamlocal {
 public:
  Iamlocal(std::filesystem::path const& binary, std::vector<std::string> const& flags = {});

  std::uint16_t port() const { return port_; }
  Process const& process() const { return process_; }

  // AWS allows 5,000 users and 1,000 roles in an account.
  void lift_quotas() const;
  // Creates users until there are `count`.
  void seed(std::uint64_t count);
  // Creates roles, each with an attached and an inline policy, until there are `count`.
  void seed_roles(std::uint64_t count);
  std::uint64_t& next_role() { return next_role_; }
  // The same for a server that verifies signatures. Slower: each request is signed.
  void seed_verified(std::uint64_t count, Time now);
  // The key of a user who may read, by a policy of their own and one of a group's.
  Credentials create_reader(Time now);
  // The number the next user gets: all below it exist.
  std::uint64_t& next_user() { return next_user_; }
  // ListUsers requests for pages of `page_size`, from everywhere in the list.
  std::vector<std::string> list_requests(std::uint64_t page_size) const;

 private:
  Process process_;
  std::uint16_t port_;
  std::uint64_t next_user_ = 0;
  std::uint64_t next_role_ = 0;
};

// nginx with a worker for each core, returning `answer` from memory whatever it is asked.
class Nginx {
 public:
  Nginx(Answer const& answer, std::filesystem::path const& directory);

  std::uint16_t port() const { return port_; }
  Process const& process() const { return process_; }

 private:
  std::uint16_t port_;
  Process process_;
};

}  // namespace iam::bench
