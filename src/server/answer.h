// Writes answers as HTTP/1.1 text.
#pragma once

#include "iam/face/http.h"

#include <string>

namespace iam::server {

// What the answer says about the connection. HTTP/1.1 keeps it without a word; an HTTP/1.0 client must be told.
enum class Persistence { kImplied, kKeepAlive, kClose };

enum class AnswerBody { kSent, kOmitted };  // omitted: to HEAD, whose Content-Length still tells the size

void append_answer(std::string& out, gateway::HttpResponse const& response, Persistence persistence, AnswerBody body);

// An answer that the server gives by itself, without a body. No page may read it: whose page asks was not looked at.
gateway::HttpResponse bare_answer(int status);

}  // namespace iam::server
