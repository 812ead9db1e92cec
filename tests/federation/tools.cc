#include "tools.h"

#include "iam/base/encoding.h"

#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <stdexcept>

namespace iam::federation {

Workshop::Workshop() {
  folder_ = (std::filesystem::temp_directory_path() / "iamlocal-XXXXXX").string();
  if (mkdtemp(folder_.data()) == nullptr) throw std::runtime_error("no temporary directory");
}

Workshop::~Workshop() { std::filesystem::remove_all(folder_); }

std::string Workshop::write(std::string const& name, std::string const& content) const {
  std::ofstream(path(name), std::ios::binary) << content;
  return path(name);
}

std::string output_of(std::vector<std::string> const& command) {
  std::string line;
  for (auto const& word : command) line += "'" + word + "' ";
  auto* const pipe = popen((line + "2>&1").c_str(), "r");
  if (pipe == nullptr) throw std::runtime_error("cannot run " + line);
  std::string output;
  std::array<char, 4096> part;
  for (std::size_t size = 0; (size = fread(part.data(), 1, part.size(), pipe)) > 0;) output.append(part.data(), size);
  auto const status = pclose(pipe);
  if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) throw std::runtime_error(line + "failed: " + output);
  return output;
}

std::string to_pem(std::string const& label, std::string const& der) {
  constexpr std::size_t kLineLength = 64;
  auto const base64 = base64_encode(der);
  std::string pem = "-----BEGIN " + label + "-----\n";
  for (std::size_t at = 0; at < base64.size(); at += kLineLength) pem += base64.substr(at, kLineLength) + "\n";
  return pem + "-----END " + label + "-----\n";
}

}  // namespace iam::federation
