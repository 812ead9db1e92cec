// Host tool: writes the catalogue of AWS-managed policies from schema/data/aws-managed-policies.jsonl and
// aws-managed-policy-ids.csv, as texts that src/catalogue/aws_managed_policies.cc reads.
//
// The index has a line for each policy, by name ignoring case, with fields parted by tabs: name, path, id (empty where
// it is not public), number of the default version, created, updated, place of its text. That is a line with the
// description, a line with the document of the default version, and the older versions, the newest first: a line with
// number, date and the bytes of its changes, and these: what has to be changed in the document before to get this one.
// A change is the number of bytes to keep, of bytes to leave out and of bytes to put there, and the latter. Times are
// in seconds since the Unix epoch.
#include "packing.h"

#include <boost/json.hpp>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <map>
#include <sstream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace {

namespace json = boost::json;
using Ids = std::map<std::string, std::string, std::less<>>;

struct Policy {
  std::string name;
  std::string path;
  std::string version;
  std::int64_t created_s;
  std::int64_t updated_s;
  std::string text;
};

std::int64_t epoch_seconds(std::string const& text) {
  int year, hours, minutes, seconds;
  unsigned month, day;
  if (std::sscanf(text.c_str(), "%d-%u-%uT%d:%d:%d+00:00", &year, &month, &day, &hours, &minutes, &seconds) != 6) {
    throw std::runtime_error("not a time: " + text);
  }
  using namespace std::chrono;
  auto const date = sys_days(std::chrono::year(year) / static_cast<int>(month) / static_cast<int>(day));
  return sys_seconds(date).time_since_epoch().count() + hours * 3600 + minutes * 60 + seconds;
}

std::string member(json::object const& object, char const* key) { return json::value_to<std::string>(object.at(key)); }

std::string number(json::object const& object, char const* key) { return member(object, key).substr(1); }

std::string changes(json::object const& version) {
  std::ostringstream text;
  for (auto const& change : version.at("Changes").as_array()) {
    auto const& parts = change.as_array();
    std::string_view const put = parts.at(2).as_string();
    text << parts.at(0).as_int64() << '\t' << parts.at(1).as_int64() << '\t' << put.size() << '\t' << put;
  }
  return std::move(text).str();
}

std::string line(std::string_view text) {
  if (text.find('\n') != text.npos) throw std::runtime_error("a line feed in " + std::string(text));
  return std::string(text) + '\n';
}

Policy read_policy(std::string const& json_line) {
  auto const object = json::parse(json_line).as_object();
  Policy policy{member(object, "PolicyName"),
                member(object, "Path"),
                number(object, "DefaultVersionId"),
                epoch_seconds(member(object, "CreateDate")),
                epoch_seconds(member(object, "UpdateDate")),
                {}};
  policy.text = line(object.contains("Description") ? member(object, "Description") : "") +
                line(json::serialize(object.at("Document")));
  auto const* older = object.if_contains("Versions");
  if (older == nullptr) return policy;
  // One whose date is not known is not younger than the one after it.
  auto created_s = policy.updated_s;
  for (auto const& entry : older->as_array()) {
    auto const& version = entry.as_object();
    if (version.contains("CreateDate")) created_s = epoch_seconds(member(version, "CreateDate"));
    auto const edits = changes(version);
    policy.text += number(version, "VersionId") + '\t' + std::to_string(created_s) + '\t' +
                   std::to_string(edits.size()) + '\n' + edits;
  }
  return policy;
}

std::vector<Policy> read_policies(char const* path) {
  std::ifstream in(path);
  std::vector<Policy> policies;
  for (std::string json_line; std::getline(in, json_line);) policies.push_back(read_policy(json_line));
  if (policies.empty()) throw std::runtime_error("no policies");
  return policies;
}

// A line for each: the name, a comma, the id. The first names the columns.
Ids read_ids(char const* path) {
  std::ifstream in(path);
  Ids ids;
  std::string row;
  std::getline(in, row);
  while (std::getline(in, row)) ids.emplace(row.substr(0, row.find(',')), row.substr(row.find(',') + 1));
  return ids;
}

std::string lower(std::string_view text) {
  std::string folded(text);
  for (char& c : folded) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return folded;
}

// Which texts belong together: those of all services first, then by what follows AWS or Amazon in the name.
std::string resemblance(std::string_view name) {
  if (name == "ReadOnlyAccess" || name == "SecurityAudit") return "";
  for (std::string_view const beginning : {"AWS", "Amazon"}) {
    if (name.starts_with(beginning)) return lower(name.substr(beginning.size()));
  }
  return lower(name);
}

std::map<std::string, iam::tools::Place> pack(std::vector<Policy>& policies, iam::tools::Packer& packer) {
  std::ranges::stable_sort(policies, {}, [](Policy const& policy) { return resemblance(policy.name); });
  std::map<std::string, iam::tools::Place> places;
  for (auto const& policy : policies) places.emplace(policy.name, packer.add(policy.text));
  return places;
}

void write_catalogue(std::vector<Policy>& policies, Ids ids, std::ostream& out) {
  iam::tools::Packer texts;
  auto const places = pack(policies, texts);

  std::ranges::sort(policies, {}, [](Policy const& policy) { return lower(policy.name); });
  std::ostringstream index;
  for (auto const& policy : policies) {
    auto const& place = places.at(policy.name);
    index << policy.name << '\t' << policy.path << '\t' << ids[policy.name] << '\t' << policy.version << '\t'
          << policy.created_s << '\t' << policy.updated_s << '\t' << place.block << '\t' << place.offset << '\t'
          << place.size << '\n';
  }
  if (ids.size() != policies.size()) throw std::runtime_error("an id of a policy that is not there");
  iam::tools::Packer indices;
  auto const index_place = indices.add(std::move(index).str());

  out << "#include \"aws_managed_table.h\"\n\nnamespace iam::catalogue {\nnamespace {\n\n"
         "using namespace std::literals;\n\n";
  indices.write("kIndex", out);
  out << '\n';
  texts.write("kTexts", out);
  out << "\n}  // namespace\n\n"
         "std::span<PackedBlock const> aws_managed_index() { return kIndex; }\n"
      << "PackedPlace aws_managed_index_place() { return " << index_place << "; }\n"
      << "std::span<PackedBlock const> aws_managed_texts() { return kTexts; }\n\n"
         "}  // namespace iam::catalogue\n";
}

}  // namespace

int main(int argc, char** argv) try {
  if (argc != 4) {
    std::cerr << "usage: iam_managed_policies POLICIES.jsonl IDS.csv OUT.cc\n";
    return 2;
  }
  auto policies = read_policies(argv[1]);
  std::ofstream out(argv[3]);
  write_catalogue(policies, read_ids(argv[2]), out);
  return out.flush() ? 0 : 1;
} catch (std::exception const& error) {
  std::cerr << argv[1] << ": " << error.what() << '\n';
  return 1;
}
