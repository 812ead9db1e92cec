// How the model's names become C++ names.
#pragma once

#include <string>
#include <string_view>

namespace iam::modelgen {

// "SSHPublicKeyId" → "ssh_public_key_id", "QRCodePNG" → "qr_code_png". A C++ keyword gets a trailing underscore.
std::string snake_case(std::string_view name);

// "SSHPublicKeyId" → "sSHPublicKeyId": how AWS's validation messages call a member.
std::string lower_first(std::string_view name);

// "userNameType" → "kUserNameType"
std::string constant(std::string_view name);

// A C++ string literal; a raw one where there is something to escape.
std::string literal(std::string_view text);

}  // namespace iam::modelgen
