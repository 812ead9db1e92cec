#include "transfer.h"

#include "aws_cli.h"
#include "calls.h"
#include "client.h"
#include "iam/base/encoding.h"
#include "iam/state/apply.h"
#include "iam/state/cloudformation.h"
#include "iam/state/export.h"
#include "iam/state/seed.h"
#include "offline.h"
#include "usage_error.h"

#include <fmt/format.h>
#include <boost/json.hpp>

#include <chrono>
#include <cstdio>
#include <functional>
#include <map>
#include <stdexcept>
#include <string_view>
#include <vector>

namespace iam::program {
namespace {

namespace json = boost::json;

constexpr std::chrono::seconds kDeadline(120);
constexpr int kTooLarge = 413;
constexpr std::size_t kAnswerBytesMax = 1024 * 1024 * 1024;

struct Imported {
  std::vector<std::string> accounts;
  std::string made;
  std::vector<std::string> notes;
};

// JSON without the blanks that its lines begin with, so that more of it fits into a request and each line keeps its
// number. No text of JSON goes over several lines; YAML's blanks mean something.
std::string without_indent(std::string_view text) {
  if (text.substr(0, text.find_first_not_of(" \t\r\n") + 1).find_first_of("{[") == std::string_view::npos) {
    return std::string(text);
  }
  std::string shorter;
  shorter.reserve(text.size());
  bool at_line_start = true;
  for (char const c : text) {
    if (at_line_start && (c == ' ' || c == '\t')) continue;
    at_line_start = c == '\n';
    shorter += c;
  }
  return shorter;
}

std::string query(TransferOptions const& transfer, std::string_view separator) {
  return transfer.account.has_value() ? fmt::format("{}account={}", separator, transfer.account->text())
                                      : std::string();
}

using Parameters = std::map<std::string, std::string, std::less<>>;

Parameters template_parameters(TransferOptions const& transfer) {
  Parameters parameters;
  for (auto const& each : transfer.parameters) {
    auto const equals = each.find('=');
    if (equals == 0 || equals == std::string::npos) {
      throw UsageError(fmt::format("--parameter is NAME=VALUE, not '{}'", each));
    }
    parameters.insert_or_assign(each.substr(0, equals), each.substr(equals + 1));
  }
  return parameters;
}

// What the server says of a document that it refused, with the file's name before the line.
std::string refusal(Answer const& answer, std::string const& file) {
  json::error_code error;
  auto const body = json::parse(answer.body, error);
  auto const* const object = error ? nullptr : body.if_object();
  auto const* const message = object == nullptr ? nullptr : object->if_contains("message");
  if (message != nullptr && message->is_string()) {
    auto const* const line = object->if_contains("line");
    state::Mistake const mistake{.line = line == nullptr ? 0 : line->to_number<std::size_t>(),
                                 .message = std::string(message->get_string())};
    return state::sentence(mistake, file);
  }
  if (answer.status == kTooLarge) {
    return fmt::format("{} is larger than a request may be: --db, and --seed of a start, take it", file);
  }
  auto const* const told = object == nullptr ? nullptr : object->if_contains("error");
  if (told != nullptr && told->is_string()) return std::string(told->get_string());
  return fmt::format("the server answers '{}'", answer.status_line);
}

// What the server says that the account has and the export does not.
std::string left_out_of(Answer const& answer) {
  constexpr std::string_view kHeader = "\r\nx-iamlocal-left-out: ";
  auto const at = answer.head.find(kHeader);
  if (at == std::string::npos) return {};
  auto const begin = at + kHeader.size();
  return answer.head.substr(begin, answer.head.find('\r', begin) - begin);
}

Imported read_imported(std::string const& body) {
  auto const answer = json::parse(body).as_object();
  Imported imported;
  for (auto const& account : answer.at("accounts").as_array()) imported.accounts.emplace_back(account.as_string());
  state::Plan counted;
  for (auto const& [name, count] : answer.at("made").as_object()) {
    counted.counts.emplace(name, count.to_number<std::size_t>());
  }
  imported.made = state::made_by(counted);
  for (auto const& note : answer.at("notes").as_array()) imported.notes.emplace_back(note.as_string());
  return imported;
}

Imported send_to_server(Options const& options, TransferOptions const& transfer, std::string_view text,
                        std::string const& file) {
  auto const body = without_indent(text);
  auto target = fmt::format("/_iam/seed?stack_name={}{}", state::stack_name_of(transfer.file), query(transfer, "&"));
  for (auto const& [name, value] : template_parameters(transfer)) {
    target += fmt::format("&parameter.{}={}", percent_encode(name), percent_encode(value));
  }
  auto const answer = ask_server(
      options,
      {.method = "POST", .target = target, .body = body, .answer_bytes_max = kAnswerBytesMax, .deadline = kDeadline});
  if (answer.status != 200) throw std::runtime_error(refusal(answer, file));
  return read_imported(answer.body);
}

Imported write_to_database(Options const& options, TransferOptions const& transfer, std::string_view text,
                           std::string const& file) {
  auto const refuse = [&](state::Mistake const& mistake) { throw std::runtime_error(state::sentence(mistake, file)); };
  auto const plan = state::read_plan(text, {.partition = options.partition,
                                            .default_account = options.account,
                                            .account = transfer.account,
                                            .stack_name = state::stack_name_of(file),
                                            .parameters = template_parameters(transfer)});
  if (!plan.has_value()) refuse(plan.error());
  Database database(options.store, options.strictness);
  tl::expected<std::vector<std::string>, state::Mistake> done;
  database.calls().write([&](store::Session& session) {
    done = state::apply(*plan, options.partition, database.calls().surroundings(), session);
    return done.has_value() ? store::Verdict::kCommit : store::Verdict::kRollback;
  });
  if (!done.has_value()) refuse(done.error());
  Imported imported{.made = state::made_by(*plan), .notes = *std::move(done)};
  for (auto const account : plan->accounts) imported.accounts.push_back(account.text());
  return imported;
}

}  // namespace

int import_state(Options const& options, TransferOptions const& transfer) {
  auto const file = transfer.file.empty() ? fmt::format("profile {}", transfer.profile) : transfer.file;
  auto const text = transfer.file.empty() ? account_details_of_profile(transfer.profile)
                                          : read_file(transfer.file, state::kTextBytesMax);
  auto const imported = transfer.is_offline ? write_to_database(options, transfer, text, file)
                                            : send_to_server(options, transfer, text, file);
  for (auto const& account : imported.accounts) fmt::print("account {}\n", account);
  fmt::print("made {}\n", imported.made);
  for (auto const& note : imported.notes) fmt::print("note: {}\n", note);
  return 0;
}

int export_state(Options const& options, TransferOptions const& transfer) {
  std::string document;
  std::string left_out;
  if (transfer.is_offline) {
    auto const* const form = state::find_export_form(transfer.as);
    if (form == nullptr) throw UsageError(fmt::format("--as {} is no form of an export", transfer.as));
    Database database(options.store, options.strictness);
    auto const account = transfer.account.value_or(options.account);
    database.store().read([&](store::Session& session) {
      document = form->write(state::export_account(account, options.partition, session), options.partition);
      left_out = fmt::format("{}", fmt::join(state::left_out_of_export(account, session), "; "));
    });
  } else {
    auto const target = fmt::format("/_iam/state?as={}{}", transfer.as, query(transfer, "&"));
    auto answer = ask_server(options, {.target = target, .answer_bytes_max = kAnswerBytesMax, .deadline = kDeadline});
    if (answer.status != 200) throw std::runtime_error(refusal(answer, ""));
    document = std::move(answer.body);
    left_out = left_out_of(answer);
  }
  if (!left_out.empty()) fmt::print(stderr, "note: left out: {}\n", left_out);
  std::fwrite(document.data(), 1, document.size(), stdout);
  return std::fflush(stdout) == 0 ? 0 : 1;
}

}  // namespace iam::program
