// Host tool: writes the catalogue of AWS's services from schema/data/service-authorization.jsonl. Prefixes and names
// become a table; what else is known of a service becomes a packed text of lines, which
// src/catalogue/services.cc reads: its condition keys, an empty line, its resource types, an empty line, its
// actions by name ignoring case. The fields of a line are parted by tabs; a field that lists names gives their numbers
// among the lines they are on, parted by commas.
#include "packing.h"

#include <boost/json.hpp>

#include <algorithm>
#include <fstream>
#include <iostream>
#include <map>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace {

namespace json = boost::json;
using Numbers = std::map<std::string, std::size_t, std::less<>>;

struct Service {
  std::string prefix;
  std::string name;
  std::string text;
};

std::string lower(std::string_view text) {
  std::string folded(text);
  for (char& c : folded) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return folded;
}

// A tab or a line feed in the data would be taken for ours.
std::string field(json::string const& value) {
  if (value.find_first_of("\t\n") != json::string::npos) throw std::runtime_error("a tab or a line feed in a name");
  return std::string(value);
}

Numbers number(json::object const& members) {
  Numbers numbers;
  for (auto const& member : members) numbers.emplace(member.key(), numbers.size());
  return numbers;
}

std::string listed(json::object const& object, char const* key, Numbers const& numbers) {
  std::string text;
  auto const* names = object.if_contains(key);
  if (names == nullptr) return text;
  for (auto const& name : names->as_array()) {
    if (!text.empty()) text += ',';
    text += std::to_string(numbers.at(std::string(name.as_string())));
  }
  return text;
}

// The data says more than AWS's five levels: whatever tags or manages permissions also writes.
char level(json::object const& action) {
  std::string_view const text = action.at("level").as_string();
  if (text.starts_with("Tagging")) return 't';
  if (text.starts_with("Permissions management")) return 'p';
  if (text.size() == 1 && std::string_view("rwltp").find(text) != std::string_view::npos) return text.front();
  throw std::runtime_error("not an access level: " + std::string(text));
}

std::string details(json::object const& service) {
  auto const& keys = service.at("keys").as_object();
  auto const& resources = service.at("resources").as_object();
  auto const key_numbers = number(keys);
  auto const resource_numbers = number(resources);

  std::string text;
  for (auto const& key : keys) text += std::string(key.key()) + '\t' + field(key.value().as_string()) + '\n';
  text += '\n';
  for (auto const& resource : resources) {
    auto const& members = resource.value().as_object();
    text += std::string(resource.key()) + '\t' + field(members.at("arn").as_string()) + '\t' +
            listed(members, "keys", key_numbers) + '\n';
  }
  text += '\n';

  std::map<std::string, std::string> actions;
  for (auto const& action : service.at("actions").as_object()) {
    auto const& members = action.value().as_object();
    auto line = std::string(action.key()) + '\t' + level(members) + '\t' +
                listed(members, "resources", resource_numbers) + '\t' + listed(members, "keys", key_numbers) + '\n';
    if (!actions.emplace(lower(action.key()), std::move(line)).second) {
      throw std::runtime_error("two actions named " + std::string(action.key()));
    }
  }
  for (auto const& [name, line] : actions) text += line;
  return text;
}

Service read_service(std::string const& line) {
  auto const object = json::parse(line).as_object();
  auto prefix = field(object.at("prefix").as_string());
  if (prefix != lower(prefix)) throw std::runtime_error("a prefix in capitals: " + prefix);
  return {std::move(prefix), field(object.at("name").as_string()), details(object)};
}

void write_catalogue(std::vector<Service> const& services, std::ostream& out) {
  using iam::tools::literal;
  out << "#include \"iam/catalogue/services.h\"\n#include \"services_table.h\"\n\nnamespace iam::catalogue "
         "{\nnamespace {\n\n"
         "using namespace std::literals;\n\nconstexpr ServiceName kServices[] = {\n";
  for (auto const& service : services) {
    out << "    {\"" << literal(service.prefix) << "\"sv, \"" << literal(service.name) << "\"sv},\n";
  }
  iam::tools::Packer packer;
  out << "};\n\nconstexpr PackedPlace kDetails[] = {\n";
  for (auto const& service : services) out << "    " << packer.add(service.text) << ",\n";
  out << "};\n\n";
  packer.write("kBlocks", out);
  out << "\n}  // namespace\n\n"
         "std::span<ServiceName const> services() { return kServices; }\n"
         "std::span<PackedPlace const> details() { return kDetails; }\n"
         "std::span<PackedBlock const> blocks() { return kBlocks; }\n\n"
         "}  // namespace iam::catalogue\n";
}

}  // namespace

int main(int argc, char** argv) try {
  if (argc != 3) {
    std::cerr << "usage: iam_service_catalogue SERVICES.jsonl OUT.cc\n";
    return 2;
  }
  std::ifstream in(argv[1]);
  std::vector<Service> services;
  for (std::string line; std::getline(in, line);) services.push_back(read_service(line));
  if (services.empty()) throw std::runtime_error("no services");
  std::ranges::sort(services, {}, &Service::prefix);

  std::ofstream out(argv[2]);
  write_catalogue(services, out);
  return out.flush() ? 0 : 1;
} catch (std::exception const& error) {
  std::cerr << argv[1] << ": " << error.what() << '\n';
  return 1;
}
