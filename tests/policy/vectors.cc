#include "vectors.h"

#include <fstream>
#include <optional>
#include <stdexcept>
#include <utility>

namespace iam::policy {

std::vector<Vector> vectors_of(std::string_view file) {
  std::ifstream stream(std::string(IAM_VECTORS_DIR "/grammar/").append(file));
  std::vector<Vector> vectors;
  std::optional<Vector> open;
  bool has_document = false;
  for (std::string line; std::getline(stream, line);) {
    if (!open.has_value()) {
      if (line.starts_with("= ")) open = Vector{line.substr(2), {}, {}};
      has_document = false;
    } else if (line.starts_with("> ")) {
      open->expected = line.substr(2);
      vectors.push_back(*std::exchange(open, std::nullopt));
    } else {
      if (has_document) open->document += '\n';
      open->document += line;
      has_document = true;
    }
  }
  if (vectors.empty() || open.has_value()) throw std::runtime_error("not a file of vectors: " + std::string(file));
  return vectors;
}

}  // namespace iam::policy
