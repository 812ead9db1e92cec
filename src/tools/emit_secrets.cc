#include "emit.h"

#include <fmt/format.h>

#include <set>

namespace iam::modelgen {
namespace {

bool is_sensitive(Service const& service, std::string const& shape) {
  auto const* type = service.find_type(shape);
  if (type == nullptr) return false;
  return type->element.empty() ? type->sensitive : is_sensitive(service, type->element);
}

}  // namespace

// Of requests and of answers: whoever sends what only answers have is careful with it all the same.
std::string secret_members_source(Model const& model) {
  std::set<std::string> names;
  for (auto const& service : model.services) {
    auto const collect = [&](std::vector<Member> const& members) {
      for (auto const& member : members) {
        if (is_sensitive(service, member.shape)) names.insert(member.name);
      }
    };
    for (auto const& family : service.families) {
      for (auto const& structure : family.structures) collect(structure.members);
      for (auto const& operation : family.operations) {
        collect(operation.input);
        if (operation.output.has_value()) collect(*operation.output);
      }
    }
  }
  std::string rows;
  for (auto const& name : names) rows += fmt::format("    \"{}\",\n", name);
  return generated_notice("") +
         "#include \"iam/api/secret_members.h\"\n\nnamespace iam::api {\nnamespace {\n\n"
         "constexpr std::string_view kSecretMembers[] = {\n" +
         rows +
         "};\n\n}  // namespace\n\n"
         "std::span<std::string_view const> secret_members() { return kSecretMembers; }\n\n}  // namespace iam::api\n";
}

}  // namespace iam::modelgen
