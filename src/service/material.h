// What callers upload for others to read: certificates, keys, metadata, one-time codes. Strict, it is read as AWS reads
// it, and refused in its words. Loose, it is taken unread: what follows from it is told where it can be read all the
// same, and otherwise made up. No other place knows which it is.
#pragma once

#include "iam/api/server_certificates.h"
#include "iam/base/result.h"
#include "iam/base/secret.h"
#include "iam/base/time.h"
#include "iam/call/call.h"
#include "iam/formats/totp.h"
#include "iam/store/mfa_devices.h"

#include <optional>
#include <string>
#include <string_view>

namespace iam::service {

// The last moment at which the certificate is valid; unread, a year from now.
Result<Time> server_certificate_end(Call const& call, api::UploadServerCertificateRequest const& request);

// The same for every writing of a certificate; unread, of every text.
Result<std::string> signing_certificate_fingerprint(Call const& call, std::string const& body);

// As `ssh-keygen -l -E md5` shows it; unread, the MD5 of the text, as moto has it.
Result<std::string> ssh_key_fingerprint(Call const& call, std::string_view body);

// Until when a SAML provider is valid: as its metadata say, else for a hundred years.
Result<Time> saml_provider_end(Call const& call, std::string_view metadata);

// Whether it is a key that assertions can be decrypted with.
Status check_saml_private_key(Call const& call, Secret const& pem);

// Whether a device with this serial number may be enabled that nobody has made; unread, every one but an ARN.
bool is_hardware_taken(Call const& call, std::string_view serial_number);

// How far the clock of a device that showed these two codes is ahead, at most `distance`; unread, not at all.
Result<formats::totp::Step> steps_ahead(Call const& call, store::MfaDevice const& device, Secret const& first,
                                        Secret const& second, formats::totp::Step distance);

// Uses up `code`, which the device shows now; unread, nothing is used up. However it ends, this is one of the few tries
// that a device has. REQUIRES: it is assigned; a session that may write.
Status use_one_time_code(Call& call, store::MfaDevice& device, Secret const& code);

}  // namespace iam::service
