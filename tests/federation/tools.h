// Other people's programs, to check our work with theirs: xmllint and xmlsec1.
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace iam::federation {

// Files that exist while the object lives.
class Workshop {
 public:
  Workshop();
  ~Workshop();
  Workshop(Workshop const&) = delete;
  Workshop& operator=(Workshop const&) = delete;

  // Writes a file and answers its path.
  std::string write(std::string const& name, std::string const& content) const;
  std::string path(std::string const& name) const { return folder_ + "/" + name; }

 private:
  std::string folder_;
};

// What the program writes on its standard output; throws with what it says when it does not exit with 0.
std::string output_of(std::vector<std::string> const& command);

// PEM of that label around DER.
std::string to_pem(std::string const& label, std::string const& der);

}  // namespace iam::federation
