#include "aws_cli.h"

#include "iam/state/node.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <stdexcept>
#include <string_view>
#include <vector>

namespace iam::program {
namespace {

// They name this server, where a test runs beside it, and not the account that the profile is of.
constexpr std::array<std::string_view, 3> kRemoved = {
    "AWS_ENDPOINT_URL=", "AWS_ENDPOINT_URL_IAM=", "AWS_ENDPOINT_URL_STS="};

std::vector<std::string> environment_of_cli() {
  std::vector<std::string> variables;
  for (auto* const* entry = environ; *entry != nullptr; ++entry) {
    std::string_view const variable(*entry);
    if (std::ranges::none_of(kRemoved, [&](auto removed) { return variable.starts_with(removed); })) {
      variables.emplace_back(variable);
    }
  }
  variables.emplace_back("AWS_PAGER=");
  return variables;
}

std::vector<char*> pointers(std::vector<std::string>& strings) {
  std::vector<char*> result;
  for (auto& each : strings) result.push_back(each.data());
  result.push_back(nullptr);
  return result;
}

struct Running {
  pid_t process = 0;
  int output = -1;
};

Running start(std::vector<std::string> command) {
  std::array<int, 2> ends{};
  if (pipe2(ends.data(), O_CLOEXEC) != 0) throw std::runtime_error("no pipe can be made");
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
  auto environment = environment_of_cli();
  Running running{.output = ends[0]};
  int const error = posix_spawnp(&running.process, command.front().c_str(), &actions, nullptr, pointers(command).data(),
                                 pointers(environment).data());
  posix_spawn_file_actions_destroy(&actions);
  close(ends[1]);
  if (error != 0) {
    close(ends[0]);
    throw std::runtime_error(fmt::format("cannot run {}: {}", command.front(), std::strerror(error)));
  }
  return running;
}

// Until it ends. More than `bytes_max` is read no further, and ends the process that writes it.
std::string output_of(Running const& running, std::size_t bytes_max) {
  std::string output;
  std::array<char, 64 * 1024> part;
  for (;;) {
    auto const count = read(running.output, part.data(), part.size());
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0 || output.size() > bytes_max) break;
    output.append(part.data(), static_cast<std::size_t>(count));
  }
  close(running.output);
  return output;
}

}  // namespace

std::string account_details_of_profile(std::string const& profile) {
  auto const running =
      start({"aws", "iam", "get-account-authorization-details", "--profile", profile, "--output", "json"});
  auto output = output_of(running, state::kTextBytesMax);
  int status = 0;
  while (waitpid(running.process, &status, 0) < 0 && errno == EINTR) continue;
  if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) {
    throw std::runtime_error(fmt::format("aws iam get-account-authorization-details --profile {} failed", profile));
  }
  return output;
}

}  // namespace iam::program
